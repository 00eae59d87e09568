// SPDX-License-Identifier: Apache-2.0
#include "host/present/field_words.hpp"

#include "host/language/said_with.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

namespace laad {
namespace {

/// A field of our tables: what heads its column, and a sentence about it; those of the plan folder alone have none.
struct Words {
    std::string_view field;
    std::string_view title;
    std::string_view meaning{};
};

constexpr Words all_words[] = {
    {"access", "Access", "Public or semi-public charging"},
    {"address", "Nearest address", "Nearest address"},
    {"address_m", "Distance to the nearest address (m)", "Distance to the nearest address, in m"},
    {"all_placed", "All demand has a place", "Whether the demand of the cells equals the prognosis"},
    {"area_m2", "Area (m²)", "Area in m²"},
    {"asset", "Grid asset", "Id of the grid asset"},
    {"assumed_evse", "Charge points of which the number is assumed", "Charge points of which the number is assumed"},
    {"basis", "Basis of the headroom",
     "On what the figure of the grid rests: grid operator, capacity map or assumption"},
    {"bay_ids", "Bays in the source", "Parking bays, as the source names them"},
    {"binding_asset", "Grid asset with the least room", "Grid asset with the least room"},
    {"binding_asset_after", "Grid asset with the least room after the plan"},
    {"binding_quarter", "Quarter of an hour with the least room", "Quarter of an hour with the least room"},
    {"binding_quarter_after", "Quarter of an hour with the least room after the plan"},
    {"buurt", "Code of the buurt", "Buurt, as CBS names or numbers it"},
    {"buurt_name", "Buurt", "Name of the buurt"},
    {"candidate", "Place", "Stable id of the parking space: the same in every plan of this region"},
    {"candidates", "Pairs of bays", "Spaces that were considered"},
    {"capacity_kwh", "Capacity (kWh a year)", "What the station can serve in a year, in kWh"},
    {"cells_wh", "Sum of the cells (Wh a year)", "Demand as the sum of its cells, in Wh"},
    {"code", "Code", "Number in the raster"},
    {"cumulative_kwh", "Served by the plan so far (kWh a year)",
     "What the plan newly serves a year up to this space, in kWh"},
    {"demand_kwh", "Demand (kWh a year)", "Demand for public charging in a year, in kWh"},
    {"demand_places", "Places with demand that it serves"},
    {"dwellings", "Dwellings",
     "Number of dwellings; empty where fewer than five, or where it would give such a number away"},
    {"eligible", "Eligible", "Passes the hard rules; of a white square: how many spaces do"},
    {"eligible_candidates", "Eligible pairs of bays", "Spaces that pass the hard rules"},
    {"evse", "Charge points", "Charge points (EVSE)"},
    {"few", "", "Whether a number is left out because it tells of fewer than five dwellings"},
    {"fid", "Row"},
    {"fills_white_square", "First station in a white square",
     "Whether it gives an obliged white square its first station"},
    {"gain_after_plan_kwh", "Would still serve after the plan (kWh a year)"},
    {"gain_kwh", "Newly served (kWh a year)", "What is newly served a year, in kWh"},
    {"gemeente", "Gemeente", "Gemeente"},
    {"grid_reason", "Why it waits for the grid", "Why the space waits for the grid"},
    {"headroom_after_kw", "Headroom after the plan (kW)", "Headroom on the grid after this space, in kW"},
    {"headroom_basis", "Basis of the headroom", "On what the headroom rests"},
    {"headroom_before_kw", "Headroom before the plan (kW)", "Headroom on the grid before this space, in kW"},
    {"headroom_kw", "Headroom before the plan (kW)", "Headroom before the plan, in kW"},
    {"households", "Households", "Households in the square; empty where fewer than five"},
    {"households_basis", "Basis of the households", "Whether the households are counted by CBS or estimated"},
    {"in_area", "In the area of the plan", "Whether it lies in the area of the plan"},
    {"kind", "Kind", "Kind of grid asset"},
    {"letter", "Letter on the map", "Letter of the white spot on the maps, within this plan"},
    {"level", "Level", "Area, gemeente or buurt"},
    {"limit_kw", "Planning limit (kW)", "What may be asked of the grid asset, in kW"},
    {"longest_walk_m", "Longest walk (m)", "Longest walk to the demand that the space serves, in m"},
    {"market_model", "Market model", "How public charging is tendered"},
    {"mean_walk_m", "Mean walk (m)", "Mean walk to the demand that the space serves, in m"},
    {"meaning", "Meaning", "What it means"},
    {"name", "Name", "Name of the area"},
    {"number", "Number", "Number in the raster binding_asset"},
    {"obliged", "Obliged", "Whether a station is obliged in the square"},
    {"offered_kwh", "Offered by demand in reach (kWh a year)", "Demand in a year that comes to the station, in kWh"},
    {"overlap_kwh", "Served already by places above it (kWh a year)",
     "What spaces before it in the plan already serve of its demand, in kWh"},
    {"parent", "Fed by", "Grid asset that feeds it"},
    {"partial", "Not wholly in the area", "Whether only a part lies in the area"},
    {"placed", "Stations placed", "Spaces in the plan"},
    {"placements", "Places in the plan", "Spaces in the plan"},
    {"plan", "What the plan does", "What the plan gives the white square"},
    {"planned_evse", "Of which planned", "Charge points that are planned and not there yet"},
    {"position", "Place on the map: given or assumed", "Whether the place of the grid asset is given or assumed"},
    {"postcode", "Postcode of the nearest address", "Postcode of the nearest address"},
    {"pressure_pct", "Pressure (%)", "Demand as a percentage of the capacity"},
    {"prognosis_wh", "Prognosis (Wh a year)", "Demand by the prognosis, in Wh"},
    {"public_evse", "Public charge points", "Public charge points"},
    {"public_inferred", "Public by inference", "Whether it follows from other data that it is public"},
    {"quota_kwh", "Quota (kWh a year)", "Quota of the gemeente, in kWh a year; 0: none"},
    {"quota_stations", "Quota (stations)", "Quota of the gemeente, in spaces; 0: none"},
    {"rank", "Rank", "Place in the order of the plan; 1 comes first"},
    {"raster", "Raster", "Raster that the code is of"},
    {"rating_kw", "Rating (kW)", "Rating of the grid asset, in kW"},
    {"reach_kwh", "In reach, by nearness (kWh a year)",
     "Demand within walking reach, counted by nearness, in kWh a year"},
    {"reached_on_foot", "Reached on foot", "Whether the walk to it is known"},
    {"reason", "Reason", "Why not, or why not all"},
    {"reasons", "Rules that it breaks", "Hard rules that stop the space"},
    {"review", "Verdict in the review", "Remark of the review"},
    {"rules_not_checked", "Rules not checked", "Rules that could not be checked, to be looked at on the spot"},
    {"rules_passed", "Rules passed", "Rules that the space passes"},
    {"semi_public_evse", "Semi-public charge points", "Semi-public charge points"},
    {"served_kwh", "Served (kWh a year)", "What the station serves in a year, in kWh"},
    {"shared_by", "Places that share the rank", "How many spaces share this rank"},
    {"side", "Side of the street", "Side of the street"},
    {"source", "Source", "Where the figure comes from"},
    {"square", "Square", "Id of the CBS square of 500 m"},
    {"state", "State", "State by the national definition"},
    {"station", "Station", "Ids of the charge locations at this place"},
    {"status", "Grid connection", "Whether the grid can feed it: connectable, waits for grid, no grid data"},
    {"street", "Street", "Street"},
    {"too_close", "Too close to a station"},
    {"town", "Town of the nearest address", "Town of the nearest address"},
    {"uncertain", "Near the limit", "Whether the state may change, as its households are close to the limit"},
    {"unmet_after_kwh", "Unmet after the plan (kWh a year)", "Demand that is not served after the plan, in kWh a year"},
    {"unmet_kwh", "Unmet demand (kWh a year)", "Demand that is not served before the plan, in kWh a year"},
    {"unmet_out_of_reach_kwh", "Unmet and out of reach of all places (kWh a year)",
     "Unmet demand that no space can reach, in kWh a year"},
    {"unplaced_wh", "Without a place (Wh a year)", "Demand that has no place on the map, in Wh"},
    {"wait_for_grid", "Waiting for the grid", "Spaces that wait for the grid"},
    {"weightless", "Without dwellings and streets", "Whether nothing in the buurt can carry demand"},
    {"white_spot", "White spot", "Number of the white spot, within this plan"},
    {"without_entry", "Dwellings without a way to the street", "Dwellings from which no way to a street was found"},
    {"worth_after_plan_kwh", "Would still be worth after the plan (kWh a year)"},
    {"worth_kwh", "Worth, by nearness (kWh a year)", "What is newly served a year, counted by nearness, in kWh"},
    {"x_m", "x (m)", "x of the pole in the map's own coordinates (RD New in the Netherlands), in m"},
    {"y_m", "y (m)", "y of the pole in the map's own coordinates (RD New in the Netherlands), in m"}};

Words const* words_of(std::string_view field)
{
    auto const* const found = std::ranges::find(all_words, field, &Words::field);
    return found == std::end(all_words) ? nullptr : found;
}

/// The text that tells of dwellings within a walk, or of their share.
std::string share_words(std::string_view field, std::string_view of_dwellings, std::string_view of_their_share)
{
    constexpr std::string_view begin = "within_";
    if (!field.starts_with(begin)) return "";
    int metres{};
    auto const [rest, problem] = std::from_chars(field.data() + begin.size(), field.data() + field.size(), metres);
    std::string_view const unit{rest, static_cast<std::size_t>(field.data() + field.size() - rest)};
    if (problem != std::errc{} || (unit != "m" && unit != "m_pct")) return "";
    return said_with(unit == "m" ? of_dwellings : of_their_share, metres);
}

}  // namespace

std::string field_words(std::string_view field)
{
    if (std::string share = share_words(field, "Dwellings within {} m", "Dwellings within {} m (%)"); !share.empty())
        return share;
    std::string_view const key = field_key(field);
    return key.empty() ? std::string{field} : said(key);
}

std::string_view field_key(std::string_view field)
{
    Words const* const words = words_of(field);
    return words == nullptr ? std::string_view{} : words->title;
}

std::string field_meaning(std::string_view field)
{
    if (Words const* const words = words_of(field)) return said(words->meaning);
    return share_words(field, "Dwellings from which public charging is within a walk of {} m",
                       "Percentage of the dwellings from which public charging is within a walk of {} m");
}

}  // namespace laad
