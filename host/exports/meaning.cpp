// SPDX-License-Identifier: Apache-2.0
#include "host/exports/meaning.hpp"

#include "host/language/language.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace laad {
namespace {

struct Words {
    std::string_view name;
    std::string_view meaning;
};

constexpr std::array tables{
    Words{"placements", "Ranked spaces for the next charging stations"},
    Words{"placement_bays", "The two parking bays of each ranked space"},
    Words{"white_spots", "Land with no public charge point within walking distance"},
    Words{"stations", "Existing and planned charging"},
    Words{"candidates", "All spaces that were considered, also those that the plan does not take"},
    Words{"nal_squares", "CBS squares of 500 m by the national definition"},
    Words{"kpi_buurten", "Key figures per buurt, with the shapes of the buurten"},
    Words{"assets", "Grid assets with coordinates"},
    Words{"white_squares", "Obliged white squares and the station that the plan gives them"},
    Words{"search_areas", "Search areas and the station that the plan gives them"},
    Words{"grid_assets", "All grid assets"},
    Words{"kpi", "Key figures of the area, its gemeenten and its buurten"},
    Words{"usage_kpis", "Use of the network by area and month"},
    Words{"chance_buurten", "How often a charge point was free at the public sites of a buurt, by hour"},
    Words{"prices_buurten", "What a kWh costs at the public sites of a buurt"},
    Words{"quotas", "What each gemeente gets of its quota"},
    Words{"mass", "Demand of each buurt by the prognosis and on the map"},
    Words{"codes", "What the numbers in the rasters mean"}};

}  // namespace

std::string table_meaning(OutputLayer const& table)
{
    auto const found = std::ranges::find(tables, table.name, &Words::name);
    return found == tables.end() ? table.description : said(found->meaning);
}

}  // namespace laad
