// SPDX-License-Identifier: Apache-2.0
#include "host/exports/meaning.hpp"

#include "host/language/said_with.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace laad {
namespace {

struct Words {
    std::string_view name;
    std::string_view meaning;
};

constexpr std::array fields{
    Words{"access", "Public or semi-public charging"},
    Words{"address", "Nearest address"},
    Words{"address_m", "Distance to the nearest address, in m"},
    Words{"all_placed", "Whether the demand of the cells equals the prognosis"},
    Words{"area_m2", "Area in m²"},
    Words{"asset", "Id of the grid asset"},
    Words{"assumed_evse", "Charge points of which the number is assumed"},
    Words{"basis", "On what the figure of the grid rests: grid operator, capacity map or assumption"},
    Words{"bay_ids", "Parking bays, as the source names them"},
    Words{"binding_asset", "Grid asset with the least room"},
    Words{"binding_quarter", "Quarter of an hour with the least room"},
    Words{"buurt", "Buurt, as CBS names or numbers it"},
    Words{"buurt_name", "Name of the buurt"},
    Words{"candidate", "Stable id of the parking space: the same in every plan of this region"},
    Words{"candidates", "Spaces that were considered"},
    Words{"capacity_kwh", "What the station can serve in a year, in kWh"},
    Words{"cells_wh", "Demand as the sum of its cells, in Wh"},
    Words{"code", "Number in the raster"},
    Words{"cumulative_kwh", "What the plan newly serves a year up to this space, in kWh"},
    Words{"demand_kwh", "Demand for public charging in a year, in kWh"},
    Words{"dwellings", "Number of dwellings; empty where fewer than five, or where it would give such a number away"},
    Words{"eligible", "Passes the hard rules; of a white square: how many spaces do"},
    Words{"eligible_candidates", "Spaces that pass the hard rules"},
    Words{"evse", "Charge points (EVSE)"},
    Words{"few", "Whether a number is left out because it tells of fewer than five dwellings"},
    Words{"fills_white_square", "Whether it gives an obliged white square its first station"},
    Words{"gain_kwh", "What is newly served a year, in kWh"},
    Words{"gemeente", "Gemeente"},
    Words{"grid_reason", "Why the space waits for the grid"},
    Words{"headroom_after_kw", "Headroom on the grid after this space, in kW"},
    Words{"headroom_basis", "On what the headroom rests"},
    Words{"headroom_before_kw", "Headroom on the grid before this space, in kW"},
    Words{"headroom_kw", "Headroom before the plan, in kW"},
    Words{"households", "Households in the square; empty where fewer than five"},
    Words{"households_basis", "Whether the households are counted by CBS or estimated"},
    Words{"in_area", "Whether it lies in the area of the plan"},
    Words{"kind", "Kind of grid asset"},
    Words{"letter", "Letter of the white spot on the maps, within this plan"},
    Words{"level", "Area, gemeente or buurt"},
    Words{"limit_kw", "What may be asked of the grid asset, in kW"},
    Words{"longest_walk_m", "Longest walk to the demand that the space serves, in m"},
    Words{"market_model", "How public charging is tendered"},
    Words{"mean_walk_m", "Mean walk to the demand that the space serves, in m"},
    Words{"meaning", "What it means"},
    Words{"name", "Name of the area"},
    Words{"number", "Number in the raster binding_asset"},
    Words{"obliged", "Whether a station is obliged in the square"},
    Words{"offered_kwh", "Demand in a year that comes to the station, in kWh"},
    Words{"overlap_kwh", "What spaces before it in the plan already serve of its demand, in kWh"},
    Words{"parent", "Grid asset that feeds it"},
    Words{"partial", "Whether only a part lies in the area"},
    Words{"placed", "Spaces in the plan"},
    Words{"placements", "Spaces in the plan"},
    Words{"plan", "What the plan gives the white square"},
    Words{"planned_evse", "Charge points that are planned and not there yet"},
    Words{"position", "Whether the place of the grid asset is given or assumed"},
    Words{"postcode", "Postcode of the nearest address"},
    Words{"pressure_pct", "Demand as a percentage of the capacity"},
    Words{"prognosis_wh", "Demand by the prognosis, in Wh"},
    Words{"public_evse", "Public charge points"},
    Words{"public_inferred", "Whether it follows from other data that it is public"},
    Words{"quota_kwh", "Quota of the gemeente, in kWh a year; 0: none"},
    Words{"quota_stations", "Quota of the gemeente, in spaces; 0: none"},
    Words{"rank", "Place in the order of the plan; 1 comes first"},
    Words{"raster", "Raster that the code is of"},
    Words{"rating_kw", "Rating of the grid asset, in kW"},
    Words{"reach_kwh", "Demand within walking reach, counted by nearness, in kWh a year"},
    Words{"reached_on_foot", "Whether the walk to it is known"},
    Words{"reason", "Why not, or why not all"},
    Words{"reasons", "Hard rules that stop the space"},
    Words{"review", "Remark of the review"},
    Words{"rules_not_checked", "Rules that could not be checked, to be looked at on the spot"},
    Words{"rules_passed", "Rules that the space passes"},
    Words{"semi_public_evse", "Semi-public charge points"},
    Words{"served_kwh", "What the station serves in a year, in kWh"},
    Words{"shared_by", "How many spaces share this rank"},
    Words{"side", "Side of the street"},
    Words{"source", "Where the figure comes from"},
    Words{"square", "Id of the CBS square of 500 m"},
    Words{"state", "State by the national definition"},
    Words{"station", "Ids of the charge locations at this place"},
    Words{"status", "Whether the grid can feed it: connectable, waits for grid, no grid data"},
    Words{"street", "Street"},
    Words{"town", "Town of the nearest address"},
    Words{"uncertain", "Whether the state may change, as its households are close to the limit"},
    Words{"unmet_after_kwh", "Demand that is not served after the plan, in kWh a year"},
    Words{"unmet_kwh", "Demand that is not served before the plan, in kWh a year"},
    Words{"unmet_out_of_reach_kwh", "Unmet demand that no space can reach, in kWh a year"},
    Words{"unplaced_wh", "Demand that has no place on the map, in Wh"},
    Words{"wait_for_grid", "Spaces that wait for the grid"},
    Words{"weightless", "Whether nothing in the buurt can carry demand"},
    Words{"white_spot", "Number of the white spot, within this plan"},
    Words{"without_entry", "Dwellings from which no way to a street was found"},
    Words{"worth_kwh", "What is newly served a year, counted by nearness, in kWh"},
    Words{"x_m", "x of the pole in the map's own coordinates (RD New in the Netherlands), in m"},
    Words{"y_m", "y of the pole in the map's own coordinates (RD New in the Netherlands), in m"}};

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
    Words{"grid_assets", "All grid assets"},
    Words{"kpi", "Key figures of the area, its gemeenten and its buurten"},
    Words{"quotas", "What each gemeente gets of its quota"},
    Words{"mass", "Demand of each buurt by the prognosis and on the map"},
    Words{"codes", "What the numbers in the rasters mean"}};

template <std::size_t count>
std::string meaning_in(std::array<Words, count> const& all, std::string const& name)
{
    auto const found = std::ranges::find(all, name, &Words::name);
    return found == all.end() ? "" : said(found->meaning);
}

/// within_300m, within_300m_pct
std::string walk_meaning(std::string field)
{
    bool const is_share = field.ends_with("_pct");
    if (is_share) field.erase(field.size() - std::string_view{"_pct"}.size());
    constexpr std::string_view within = "within_";
    if (!field.starts_with(within) || !field.ends_with('m')) return {};
    std::string const metres = field.substr(within.size(), field.size() - within.size() - 1);
    if (!std::ranges::all_of(metres, [](char c) { return c >= '0' && c <= '9'; })) return {};
    return said_with(is_share ? "Percentage of the dwellings from which public charging is within a walk of {} m"
                              : "Dwellings from which public charging is within a walk of {} m",
                     metres);
}

}  // namespace

std::string field_meaning(std::string const& field)
{
    std::string const meaning = meaning_in(fields, field);
    return meaning.empty() ? walk_meaning(field) : meaning;
}

std::string table_meaning(OutputLayer const& table)
{
    std::string const meaning = meaning_in(tables, table.name);
    return meaning.empty() ? table.description : meaning;
}

}  // namespace laad
