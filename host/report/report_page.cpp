// SPDX-License-Identifier: Apache-2.0
#include "host/report/report_page.hpp"

#include "host/language/said_with.hpp"
#include "host/present/illustrative.hpp"
#include "host/report/sections.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace laad {

PageParts map_pictures(std::span<MapPicture const> maps)
{
    PageParts parts;
    for (auto const& [file, title, subtitle] : maps) {
        std::ifstream stream{file, std::ios::binary};
        if (!stream) throw OutputError{file.string() + ": cannot be read back"};
        parts.add(Picture{{std::istreambuf_iterator<char>{stream}, {}}, title, subtitle});
    }
    return parts;
}

PageParts banner(Inputs const& inputs)
{
    bool const is_plan = inputs.is_plan();
    std::string const warning = illustrative_warning(inputs, is_plan ? RestsOn::prognosis_or_grid : RestsOn::today);
    if (warning.empty()) return {};
    std::string text = said("Do not decide about real places by these figures alone.");
    if (is_plan && illustrative_warning(inputs, RestsOn::today).empty())
        text += " " + said(inputs.has_grid()
                               ? "The plan, demand, unmet demand and headroom rest on them; walking distances, charge "
                                 "points within reach, the extent of white spots and the national squares do not."
                               : "The plan, demand and unmet demand rest on them; walking distances, charge points "
                                 "within reach, the extent of white spots and the national squares do not.");
    return Warning{said(warning) + ".", text, illustrative_parts(inputs)};
}

std::string report_page(Inputs const& inputs, Findings const& findings, RunLog const& log,
                        std::vector<MapPicture> const& maps)
{
    bool const is_plan = inputs.is_plan();
    std::string const& region = inputs.scenario.region.name;
    std::string const prognosis =
        is_plan ? said_with("Prognosis {} for {}.", inputs.prognosis.scenario, inputs.prognosis.year) + " " : "";
    std::span const all{maps};
    auto const first = std::min<std::size_t>(1, maps.size());
    Page page{said_with(is_plan ? "Plan map of {}" : "Coverage in {}", region),
              said_with("Public charging: {}", region),
              prognosis + said_with("Made by laadraster {}.", LAAD_VERSION),
              {banner(inputs), key_figures(inputs, findings)},
              {}};
    auto const add = [&](char const* title, PageParts parts) { page.sections.push_back({title, std::move(parts)}); };
    char const* const today = knows_white_spots(inputs.scenario) ? "White spots on the map" : "Walks on the map";
    add(is_plan ? "Plan map" : today, map_pictures(all.first(first)));
    if (is_plan) {
        add("Where the next stations go", placements_section(inputs, findings));
        add("What the plan cannot give", plan_gaps(inputs, findings));
        add("How good this plan is at least", bound_section(inputs, findings.plan));
    }
    add("Coverage by two definitions", coverage_section(inputs, findings));
    add("White spots", white_spots_section(inputs, findings));
    if (inputs.use) add("Search areas", search_areas_section(inputs, findings));
    if (inputs.use) add("How good the chance of a free charger is", chance_section(inputs));
    if (!inputs.prices.empty()) add("What charging costs", price_section(inputs));
    add("Key figures per gemeente and buurt", kpi_section(inputs, findings));
    if (inputs.use) add("Use of the network", usage_section(inputs, findings));
    add("Maps", map_pictures(all.subspan(first)));
    if (is_plan) {
        add("The prognosis", prognosis_section(inputs));
        if (inputs.has_grid()) add("Grid headroom and its basis", grid_section(inputs.grid, findings.plan));
        add("Mass certificate", mass_section(findings.mass));
    }
    add("Assumptions and sources", sources_section(inputs.scenario.sources));
    add("What had to be guessed", guesses_section(inputs.base));
    add("Notes and rows set aside", notes_section(inputs, findings));
    add("Cost, predicted and actual", cost_section(log));
    return html(page);
}

}  // namespace laad
