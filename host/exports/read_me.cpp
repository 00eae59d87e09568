// SPDX-License-Identifier: Apache-2.0
#include "host/exports/read_me.hpp"

#include "host/exports/meaning.hpp"
#include "host/language/said_note.hpp"
#include "host/language/said_with.hpp"
#include "host/plan_folder/withheld.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laad {
namespace {

/// The words with a line of `dash` below, as long as they are.
std::string underlined(std::string const& words, char dash)
{
    auto const letters = std::ranges::count_if(words, [](char c) { return (c & 0xc0) != 0x80; });  // of UTF-8
    return words + "\n" + std::string(static_cast<std::size_t>(letters), dash) + "\n";
}

std::string heading(std::string const& english)
{
    return "\n" + underlined(said(english), '-');
}

std::string files(std::vector<OutputLayer> const& tables, FileWords const& others)
{
    std::string out = heading("What is what");
    auto const add = [&](std::string const& file, std::string const& meaning) {
        out += fmt::format("{:<32} {}\n", file, meaning);
    };
    add("tables.xlsx", said("All tables in one workbook; the first sheet explains every column"));
    for (OutputLayer const& table : tables)
        add("tables/" + table.name + ".csv", table_meaning(table));
    add("lvs/<gemeente>/*.geojson", said("Spaces, their bays and white spots of a gemeente for a location validation "
                                         "system (LVS) or a web map; WGS84"));
    add("lvs/<gemeente>/*.fgb", said("The same as FlatGeobuf for GIS, in the coordinates of the plan"));
    for (auto const& [file, meaning] : others)
        add(file, said(meaning));
    return out;
}

std::string how_to_read(StoredPlan const& plan)
{
    std::string out = heading("How to read it");
    auto const add = [&](std::string const& sentence) { out += "- " + sentence + "\n"; };
    add(said(spoken() == Language::nl ? "CSV files have semicolons and decimal commas."
                                      : "CSV files have commas and decimal points (RFC 4180)."));
    add(said(
        "`candidate` is the id of a space. It stays the same in every plan of this region, so systems can be joined "
        "by it."));
    add(said("The numbers of white spots hold within this plan alone."));
    add(said_with("Coordinates x_m and y_m and the FlatGeobuf files are in EPSG:{}.", plan.grid.epsg));
    add(
        said_with("Numbers that tell of fewer than {} dwellings are left out, and so are others that would give them "
                  "away; the column `few` says where.",
                  least_told));
    add(said("A space is a proposal for a desk study: cables, kerbs and the traffic decree are not checked."));
    if (plan.has_grid()) add(said("The column `basis` says whether a figure of the grid is data or an assumption."));
    return out;
}

std::string sources(StoredPlan const& plan)
{
    std::string out = heading("Sources and licences");
    for (SourceNote const& source : plan.config.sources)
        out += fmt::format("- {}: {} ({}; {}){}\n", said_note(source.what), said_note(source.origin),
                           said_note(source.licence), source.date,
                           source.illustrative ? ", " + said("ILLUSTRATIVE, not real figures") : "");
    out += said(
        "Whoever passes these files on names the sources and keeps to their licences; data from OpenStreetMap stay "
        "under "
        "the ODbL.");
    return out + "\n";
}

}  // namespace

std::string read_me(StoredPlan const& plan, std::vector<OutputLayer> const& tables, FileWords const& others)
{
    std::string out = underlined(said_with("Plan for public charging: {}", plan.region), '=');
    out += said_with("Target year {}, scenario {}, prognosis {}", plan.year, plan.scenario,
                     plan.prognosis_version.empty() ? said("without a version") : plan.prognosis_version);
    out += "\n" + said_with("Made by laadraster {}.", plan.program_version) + "\n";
    if (!plan.illustrative.empty()) {
        out += "\n" + said("Made with ILLUSTRATIVE input, not for decisions:") + "\n";
        for (std::string const& part : plan.illustrative)
            out += "- " + said_note(part) + "\n";
    }
    return out + files(tables, others) + how_to_read(plan) + sources(plan);
}

}  // namespace laad
