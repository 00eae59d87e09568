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
    {"available_min", "Available (minutes of charge points)", "Minutes of charge points of which something is known"},
    {"basis", "Basis of the headroom",
     "On what the figure of the grid rests: grid operator, capacity map or assumption"},
    {"bay_ids", "Bays in the source", "Parking bays, as the source names them"},
    {"binding_asset", "Grid asset with the least room", "Grid asset with the least room"},
    {"binding_asset_after", "Grid asset with the least room after the plan"},
    {"binding_quarter", "Quarter of an hour with the least room", "Quarter of an hour with the least room"},
    {"binding_quarter_after", "Quarter of an hour with the least room after the plan"},
    {"brier", "Error (Brier score)"},
    {"brier_of_mean", "Error of the mean of the gemeente"},
    {"busy_evse", "Charge points that are busy in the peak",
     "Charge points in sites that are occupied more than 80 % of the peak"},
    {"busy_pct", "Busy in the peak (%)",
     "Charge points in sites that are occupied more than 80 % of the peak, in % of those known then"},
    {"buurt", "Code of the buurt", "Buurt, as CBS names or numbers it"},
    {"buurt_name", "Buurt", "Name of the buurt"},
    {"buurten", "Buurten", "Buurten that it touches, the largest part first"},
    {"came_true_pct", "Was free (%)"},
    {"candidate", "Place", "Stable id of the parking space: the same in every plan of this region"},
    {"candidates", "Pairs of bays", "Spaces that were considered"},
    {"capacity_kwh", "Capacity (kWh a year)", "What the station can serve in a year, in kWh"},
    {"cells_wh", "Sum of the cells (Wh a year)", "Demand as the sum of its cells, in Wh"},
    {"chance_pct", "Chance of a free charge point (%)"},
    {"charging_only_sites", "Sites that tell of charging alone",
     "Sites of which charging is known, not being plugged in"},
    {"code", "Code", "Number in the raster"},
    {"connectors", "Connectors"},
    {"cumulative_kwh", "Served by the plan so far (kWh a year)",
     "What the plan newly serves a year up to this space, in kWh"},
    {"day", "Weekday or weekend"},
    {"days", "Days", "Days on which something is known of the site that is known best"},
    {"demand_kwh", "Demand (kWh a year)", "Demand for public charging in a year, in kWh"},
    {"demand_places", "Places with demand that it serves"},
    {"dwellings", "Dwellings",
     "Number of dwellings; empty where fewer than five, or where it would give such a number away"},
    {"eligible", "Eligible", "Passes the hard rules; of a white square: how many spaces do"},
    {"eligible_candidates", "Eligible pairs of bays", "Spaces that pass the hard rules"},
    {"energy_kwh", "Charged (kWh)", "Charged in sessions, in kWh"},
    {"energy_kwh_evse_month", "Energy of a charge point a month (kWh)",
     "Energy of a charge point around it, kWh in a month of 30 days"},
    {"evse", "Charge points", "Charge points (EVSE)"},
    {"evse_around", "Charge points around",
     "Charge points of which the use is known, within the walk of its most pressed cell"},
    {"evse_known", "Charge points that report", "Charge points of which enough is known"},
    {"few", "", "Whether a number is left out because it tells of fewer than five dwellings"},
    {"fid", "Row"},
    {"fills_search_area", "First station in a search area", "Whether it gives a search area its first station"},
    {"fills_white_square", "First station in a white square",
     "Whether it gives an obliged white square its first station"},
    {"first_seen_evse", "New charge points", "Charge points of sites that are known for the first time"},
    {"free_pct", "Free (%)"},
    {"from_pct", "Said, from (%)"},
    {"gain_after_plan_kwh", "Would still serve after the plan (kWh a year)"},
    {"gain_kwh", "Newly served (kWh a year)", "What is newly served a year, in kWh"},
    {"gemeente", "Gemeente", "Gemeente"},
    {"green_squares", "Squares with charging", "Whole squares with a duty that have public charging"},
    {"green_squares_pct", "Squares with charging (%)", "Whole squares with a duty that have public charging, in %"},
    {"grid_reason", "Why it waits for the grid", "Why the space waits for the grid"},
    {"headroom_after_kw", "Headroom after the plan (kW)", "Headroom on the grid after this space, in kW"},
    {"headroom_basis", "Basis of the headroom", "On what the headroom rests"},
    {"headroom_before_kw", "Headroom before the plan (kW)", "Headroom on the grid before this space, in kW"},
    {"headroom_kw", "Headroom before the plan (kW)", "Headroom before the plan, in kW"},
    {"high_pct", "Chance, at most (%)"},
    {"highest_euro_kwh", "Highest price (euro a kWh, with VAT)"},
    {"hour", "Hour of the day"},
    {"households", "Households", "Households in the square; empty where fewer than five"},
    {"households_basis", "Basis of the households", "Whether the households are counted by CBS or estimated"},
    {"in_area", "In the area of the plan", "Whether it lies in the area of the plan"},
    {"kind", "Kind", "Kind of grid asset"},
    {"lead_days_median", "Days from request to station (median)",
     "Days from request to station, the median of those placed"},
    {"lead_days_p90", "Days from request to station (90th percentile)",
     "Days from request to station that nine in ten of those placed do not exceed"},
    {"letter", "Letter on the map", "Letter of the white spot on the maps, within this plan"},
    {"level", "Level", "Area, gemeente or buurt"},
    {"limit_kw", "Planning limit (kW)", "What may be asked of the grid asset, in kW"},
    {"longest_walk_m", "Longest walk (m)", "Longest walk to the demand that the space serves, in m"},
    {"low_pct", "Chance, at least (%)"},
    {"lowest_euro_kwh", "Lowest price (euro a kWh, with VAT)"},
    {"market_model", "Market model", "How public charging is tendered"},
    {"max_pressure_pct", "Largest pressure (%)", "Pressure in its most pressed cell, in per cent of what is allowed"},
    {"mean_pressure_pct", "Mean pressure (%)", "Mean pressure of its cells, in per cent of what is allowed"},
    {"mean_walk_m", "Mean walk (m)", "Mean walk to the demand that the space serves, in m"},
    {"meaning", "Meaning", "What it means"},
    {"median_euro_kwh", "Median price (euro a kWh, with VAT)"},
    {"month", "Month", "Month, or all: all months together"},
    {"months", "Months", "The last months, one after the other, in which it was pressed"},
    {"most_relief_h", "Relief of its best place (hours)",
     "Excess hours of charge points that its best place relieves, by nearness"},
    {"name", "Name", "Name of the area"},
    {"no_driveway", "Dwellings without own driveway"},
    {"no_driveway_300m", "Dwellings without own driveway within 300 m"},
    {"no_driveway_300m_pct", "Dwellings without own driveway within 300 m (%)",
     "Dwellings without own driveway within a walk of 300 m of public charging, in %"},
    {"number", "Number", "Number in the raster binding_asset"},
    {"obliged", "Obliged", "Whether a station is obliged in the square"},
    {"obliged_squares", "Squares with a duty", "Whole squares of 500 m that must have public charging"},
    {"occupancy_pct", "Occupied (%)", "Occupied minutes of charge points in % of those available"},
    {"occupied_min", "Occupied (minutes of charge points)", "Minutes of charge points that were occupied"},
    {"occupied_pct", "Occupied (%)", "Part of the peak window in which the charge points around were occupied"},
    {"offered_kwh", "Offered by demand in reach (kWh a year)", "Demand in a year that comes to the station, in kWh"},
    {"one_more_model_pct", "MODEL: chance with two charge points more at each site (%)"},
    {"order", "Order", "Order of the place within its search area"},
    {"overlap_kwh", "Served already by places above it (kWh a year)",
     "What spaces before it in the plan already serve of its demand, in kWh"},
    {"parent", "Fed by", "Grid asset that feeds it"},
    {"partial", "Not wholly in the area", "Whether only a part lies in the area"},
    {"peak_available_min", "Available in the peak (minutes of charge points)",
     "Minutes of charge points of which something is known, in the peak"},
    {"peak_evse", "Charge points known in the peak", "Charge points of sites that are known in the peak"},
    {"peak_occupancy_pct", "Occupied in the peak (%)",
     "Occupied minutes of charge points in % of those available, in the peak"},
    {"peak_occupied_min", "Occupied in the peak (minutes of charge points)",
     "Minutes of charge points that were occupied in the peak"},
    {"placed", "Stations placed", "Spaces in the plan"},
    {"placements", "Places in the plan", "Spaces in the plan"},
    {"plan", "What the plan does", "What the plan gives the white square"},
    {"planned_evse", "Of which planned", "Charge points that are planned and not there yet"},
    {"position", "Place on the map: given or assumed", "Whether the place of the grid asset is given or assumed"},
    {"postcode", "Postcode of the nearest address", "Postcode of the nearest address"},
    {"pressed_pct", "Under pressure (%)",
     "Charge points in sites that are as busy in the peak as is allowed, or busier, in % of those known then"},
    {"pressure_0_evse", "Charge points, pressure under 50 %",
     "Charge points in sites of which the pressure (laaddruk) is under 50 %, each site by itself"},
    {"pressure_100_evse", "Charge points, pressure of 100 to 150 %",
     "Charge points in sites of which the pressure is 100 % or more and under 150 %"},
    {"pressure_150_evse", "Charge points, pressure of 150 % or more",
     "Charge points in sites of which the pressure is 150 % or more"},
    {"pressure_50_evse", "Charge points, pressure of 50 to 100 %",
     "Charge points in sites of which the pressure is 50 % or more and under 100 %"},
    {"pressure_pct", "Pressure (%)", "Demand as a percentage of the capacity"},
    {"prognosis_pct", "Pressure by prognosis (%)",
     "What the prognosis offers the stations around, in per cent of their capacity"},
    {"prognosis_wh", "Prognosis (Wh a year)", "Demand by the prognosis, in Wh"},
    {"provincie", "Province", "Province"},
    {"public_evse", "Public charge points", "Public charge points"},
    {"public_inferred", "Public by inference", "Whether it follows from other data that it is public"},
    {"quarters", "Observed quarter-hours"},
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
    {"relief_h", "Relief (hours)", "Excess hours of charge points that it relieves, by nearness"},
    {"reporting_pct", "Charge points that report (%)",
     "Charge points of which enough is known, in % of all public ones"},
    {"requests_data", "Requests by figures", "Stations that figures asked for"},
    {"requests_placed", "Stations placed on request", "Stations placed on request"},
    {"requests_user", "Requests by people", "Requests by people"},
    {"requests_waiting", "Requests that wait"},
    {"res_regio", "RES region", "RES region"},
    {"review", "Verdict in the review", "Remark of the review"},
    {"rules_not_checked", "Rules not checked", "Rules that could not be checked, to be looked at on the spot"},
    {"rules_passed", "Rules passed", "Rules that the space passes"},
    {"said_pct", "Said on average (%)"},
    {"search_area", "Search area", "Id of the search area, of the place of its most pressed cell"},
    {"semi_public_evse", "Semi-public charge points", "Semi-public charge points"},
    {"served_kwh", "Served (kWh a year)", "What the station serves in a year, in kWh"},
    {"session_evse", "Charge points that tell sessions", "Charge points of sites that tell sessions"},
    {"session_sites", "Sites that tell sessions", "Sites that tell sessions"},
    {"sessions", "Sessions", "Charging sessions that began in the month"},
    {"shared_by", "Places that share the rank", "How many spaces share this rank"},
    {"side", "Side of the street", "Side of the street"},
    {"site_days", "Days of all sites", "Days on which something is known, of all sites together"},
    {"site_users", "Users, each site by itself",
     "Different users of each site, added up over sites: one who charges at two counts twice"},
    {"sites", "Public sites", "Public sites that stand there today"},
    {"sites_known", "Sites that report", "Sites of which enough is known"},
    {"skill_pct", "Better than the mean of the gemeente (%)"},
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
    {"use_pct", "Pressure by use (%)", "Occupied of the occupancy that is allowed, in per cent"},
    {"vehicles", "Electric cars", "Electric cars"},
    {"vehicles_month", "Month of the electric cars", "Month in which the electric cars were counted"},
    {"vehicles_per_evse", "Electric cars per charge point",
     "Electric cars per public charge point; the target is 5 at most"},
    {"wait_for_grid", "Waiting for the grid", "Spaces that wait for the grid"},
    {"walk_m", "Walk to a busy site (m)",
     "Walk to the nearest public site that is busier than allowed and that it relieves, in m"},
    {"weightless", "Without dwellings and streets", "Whether nothing in the buurt can carry demand"},
    {"white_spot", "White spot", "Number of the white spot, within this plan"},
    {"with_other_costs", "Connectors with other costs too"},
    {"without_entry", "Dwellings without a way to the street", "Dwellings from which no way to a street was found"},
    {"worth_after_plan_kwh", "Would still be worth after the plan (kWh a year)"},
    {"worth_kwh", "Worth, by nearness (kWh a year)", "What is newly served a year, counted by nearness, in kWh"},
    {"x_m", "x (m)", "x of the pole in the map's own coordinates (RD New in the Netherlands), in m"},
    {"y_m", "y (m)", "y of the pole in the map's own coordinates (RD New in the Netherlands), in m"},
};

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
