// SPDX-License-Identifier: Apache-2.0
#include "host/present/field_words.hpp"

#include "host/language/language.hpp"

#include <fmt/format.h>

#include <charconv>
#include <map>

namespace laad {
namespace {

using Words = std::map<std::string_view, char const*>;

Words const& words_of_fields()
{
    static Words const all{{"access", "Access"},
                           {"address", "Nearest address"},
                           {"address_m", "Distance to the nearest address (m)"},
                           {"all_placed", "All demand has a place"},
                           {"area_m2", "Area (m²)"},
                           {"asset", "Grid asset"},
                           {"assumed_evse", "Charge points of which the number is assumed"},
                           {"basis", "Basis of the headroom"},
                           {"bay_ids", "Bays in the source"},
                           {"binding_asset", "Grid asset with the least room"},
                           {"binding_asset_after", "Grid asset with the least room after the plan"},
                           {"binding_quarter", "Quarter of an hour with the least room"},
                           {"binding_quarter_after", "Quarter of an hour with the least room after the plan"},
                           {"buurt", "Code of the buurt"},
                           {"buurt_name", "Buurt"},
                           {"candidate", "Place"},
                           {"candidates", "Pairs of bays"},
                           {"capacity_kwh", "Capacity (kWh a year)"},
                           {"cells_wh", "Sum of the cells (Wh a year)"},
                           {"code", "Code"},
                           {"cumulative_kwh", "Served by the plan so far (kWh a year)"},
                           {"demand_kwh", "Demand (kWh a year)"},
                           {"demand_places", "Places with demand that it serves"},
                           {"dwellings", "Dwellings"},
                           {"eligible", "Eligible"},
                           {"eligible_candidates", "Eligible pairs of bays"},
                           {"evse", "Charge points"},
                           {"fid", "Row"},
                           {"fills_white_square", "First station in a white square"},
                           {"gain_after_plan_kwh", "Would still serve after the plan (kWh a year)"},
                           {"gain_kwh", "Newly served (kWh a year)"},
                           {"gemeente", "Gemeente"},
                           {"grid_reason", "Why it waits for the grid"},
                           {"headroom_after_kw", "Headroom after the plan (kW)"},
                           {"headroom_basis", "Basis of the headroom"},
                           {"headroom_before_kw", "Headroom before the plan (kW)"},
                           {"headroom_kw", "Headroom before the plan (kW)"},
                           {"households", "Households"},
                           {"households_basis", "Basis of the households"},
                           {"in_area", "In the area of the plan"},
                           {"kind", "Kind"},
                           {"letter", "Letter on the map"},
                           {"level", "Level"},
                           {"limit_kw", "Planning limit (kW)"},
                           {"longest_walk_m", "Longest walk (m)"},
                           {"market_model", "Market model"},
                           {"mean_walk_m", "Mean walk (m)"},
                           {"meaning", "Meaning"},
                           {"name", "Name"},
                           {"number", "Number"},
                           {"obliged", "Obliged"},
                           {"offered_kwh", "Offered by demand in reach (kWh a year)"},
                           {"overlap_kwh", "Served already by places above it (kWh a year)"},
                           {"parent", "Fed by"},
                           {"partial", "Not wholly in the area"},
                           {"placed", "Stations placed"},
                           {"placements", "Places in the plan"},
                           {"plan", "What the plan does"},
                           {"planned_evse", "Of which planned"},
                           {"position", "Place on the map: given or assumed"},
                           {"postcode", "Postcode of the nearest address"},
                           {"pressure_pct", "Pressure (%)"},
                           {"prognosis_wh", "Prognosis (Wh a year)"},
                           {"public_evse", "Public charge points"},
                           {"public_inferred", "Public by inference"},
                           {"quota_kwh", "Quota (kWh a year)"},
                           {"quota_stations", "Quota (stations)"},
                           {"rank", "Rank"},
                           {"raster", "Raster"},
                           {"rating_kw", "Rating (kW)"},
                           {"reach_kwh", "In reach, by nearness (kWh a year)"},
                           {"reached_on_foot", "Reached on foot"},
                           {"reason", "Reason"},
                           {"reasons", "Rules that it breaks"},
                           {"review", "Verdict in the review"},
                           {"rules_not_checked", "Rules not checked"},
                           {"rules_passed", "Rules passed"},
                           {"semi_public_evse", "Semi-public charge points"},
                           {"served_kwh", "Served (kWh a year)"},
                           {"shared_by", "Places that share the rank"},
                           {"side", "Side of the street"},
                           {"source", "Source"},
                           {"square", "Square"},
                           {"state", "State"},
                           {"station", "Station"},
                           {"status", "Grid connection"},
                           {"street", "Street"},
                           {"too_close", "Too close to a station"},
                           {"town", "Town of the nearest address"},
                           {"uncertain", "Near the limit"},
                           {"unmet_after_kwh", "Unmet after the plan (kWh a year)"},
                           {"unmet_kwh", "Unmet demand (kWh a year)"},
                           {"unmet_out_of_reach_kwh", "Unmet and out of reach of all places (kWh a year)"},
                           {"unplaced_wh", "Without a place (Wh a year)"},
                           {"wait_for_grid", "Waiting for the grid"},
                           {"weightless", "Without dwellings and streets"},
                           {"white_spot", "White spot"},
                           {"without_entry", "Dwellings without a way to the street"},
                           {"worth_after_plan_kwh", "Would still be worth after the plan (kWh a year)"},
                           {"worth_kwh", "Worth, by nearness (kWh a year)"},
                           {"x_m", "x (m)"},
                           {"y_m", "y (m)"}};
    return all;
}

/// "within_300m", "within_300m_pct".
std::string share_words(std::string_view field)
{
    constexpr std::string_view begin = "within_";
    if (!field.starts_with(begin)) return "";
    int metres{};
    auto const [rest, problem] = std::from_chars(field.data() + begin.size(), field.data() + field.size(), metres);
    std::string_view const unit{rest, static_cast<std::size_t>(field.data() + field.size() - rest)};
    if (problem != std::errc{} || (unit != "m" && unit != "m_pct")) return "";
    return fmt::format(fmt::runtime(unit == "m" ? said("Dwellings within {} m") : said("Dwellings within {} m (%)")),
                       metres);
}

}  // namespace

std::string field_words(std::string_view field)
{
    if (std::string share = share_words(field); !share.empty()) return share;
    std::string_view const key = field_key(field);
    return key.empty() ? std::string{field} : said(key);
}

std::string_view field_key(std::string_view field)
{
    auto const found = words_of_fields().find(field);
    return found == words_of_fields().end() ? std::string_view{} : found->second;
}

}  // namespace laad
