// SPDX-License-Identifier: Apache-2.0
#include "host/sketch/capacity_map.hpp"

#include "host/intake/table_rows.hpp"
#include "rasters/error.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <optional>

namespace laad {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(fs::path const& file, std::string const& what)
{
    throw InputError{file.string() + ": " + what};
}

[[noreturn]] void refuse_unknown(fs::path const& file, std::string const& id, std::vector<std::string> const& known)
{
    refuse(file, fmt::format("no feeding area \"{}\"{}; it has {} areas", id, did_you_mean(id, known), known.size()));
}

[[noreturn]] void refuse_empty(fs::path const& file, std::string const& id)
{
    refuse(file, fmt::format("the capacity map gives no available and needed capacity for area \"{}\", so it bounds "
                             "nothing; leave --capacity-map out, or take the figures of its grid operator",
                             id));
}

CapacityOfArea from_csv(fs::path const& file, std::string const& id)
{
    TableRows table{file, Rows::needed, "", {",", "the decimal comma of the download"}};
    auto const area = table.column("voedingsgebied_id");
    auto const year = table.column("jaar");
    auto const available = table.column("aanwezige_transportcapaciteit_afname");
    auto const needed = table.column("benodigde_transportcapaciteit_afname");
    NumberRange const mw{3, 0, 100'000, "MW"};
    std::vector<std::string> known;
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < table.size(); ++i) {
        known.push_back(table.cell(i, area));
        bool const is_it = plain_word(known.back()) == plain_word(id);
        if (is_it && (!found || table.cell(i, year) < table.cell(*found, year))) found = i;
    }
    if (!found) refuse_unknown(file, id, known);
    if (table.cell(*found, available).empty() || table.cell(*found, needed).empty()) refuse_empty(file, id);
    auto const available_kw = table.number(*found, available, mw);
    auto const needed_kw = table.number(*found, needed, mw);
    table.finish();
    return {known[*found], table.cell(*found, year), *available_kw, *needed_kw};
}

/// The areas of a data set, or of the first of a collection.
nlohmann::json const* areas_in(nlohmann::json const& document)
{
    if (document.is_object() && document.contains("energy_areas")) return &document["energy_areas"];
    if (document.is_structured())
        for (auto const& member : document)
            if (auto const* areas = areas_in(member)) return areas;
    return nullptr;
}

std::int64_t kw_of(fs::path const& file, nlohmann::json const& mw)
{
    if (!mw.is_number() || mw.get<double>() < 0 || mw.get<double>() > 100'000)
        refuse(file, "a capacity is no number of MW from 0 to 100000; correct it");
    return std::llround(mw.get<double>() * 1000);
}

CapacityOfArea from_json(fs::path const& file, std::string const& id)
{
    std::ifstream in{file};
    auto const document = nlohmann::json::parse(in, nullptr, false);
    auto const* areas = document.is_discarded() ? nullptr : areas_in(document);
    if (areas == nullptr || !areas->is_array())
        refuse(file, "not the JSON of the capacity map (it has no energy_areas); name its download");
    std::vector<std::string> known;
    for (auto const& area : *areas) {
        known.push_back(area.is_object() ? area.value("short_code", "") : "");
        if (plain_word(known.back()) != plain_word(id)) continue;
        if (!area.contains("demand_available_capacity") || !area.contains("demand_quoted_capacity"))
            refuse_empty(file, id);
        return {known.back(), document.value("issued", ""), kw_of(file, area["demand_available_capacity"]),
                kw_of(file, area["demand_quoted_capacity"])};
    }
    refuse_unknown(file, id, known);
}

}  // namespace

CapacityOfArea capacity_of_area(fs::path const& file, std::string const& id)
{
    if (!fs::exists(file)) refuse(file, "no such file; download it from capaciteitskaart.netbeheernederland.nl");
    return plain_word(file.extension().string()) == ".json" ? from_json(file, id) : from_csv(file, id);
}

}  // namespace laad
