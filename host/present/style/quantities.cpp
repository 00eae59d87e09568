// SPDX-License-Identifier: Apache-2.0
// Ramps that stay apart for colour-blind readers (ColorBrewer).
#include "host/present/style/quantities.hpp"

#include "host/present/style/palette.hpp"

namespace laad::styles {
namespace {

std::vector<Rgb> const near_to_far{0x08306b, 0x1f78a4, 0x35a79c, 0xa6d96a, 0xfee08b};
std::vector<Rgb> const few_to_many{0xfee08b, 0xa6d96a, 0x35a79c, 0x08306b};
std::vector<Rgb> const yellow_to_blue{0xfff7bc, 0xc7e9b4, 0x41b6c4, 0x225ea8, 0x081d58};
std::vector<Rgb> const yellow_to_brown{0xfff0a8, 0xfec44f, 0xec7014, 0xa63603, 0x4a1400};
std::vector<Rgb> const blue_to_red{0x2166ac, 0x4393c3, 0x92c5de, 0xf4a582, 0xd6604d, 0xb2182b};
std::vector<Rgb> const red_to_blue{blue_to_red.rbegin(), blue_to_red.rend()};
constexpr double over_land = 0.6;  ///< covers all land, the streets have to show through

StyleClass area(char const* value, char const* label, Rgb colour, double opacity, Rgb rim, double rim_mm)
{
    return {value, label, colour, Mark::area, opacity, 0, rim, rim_mm};
}

StyleClass sign(char const* value, char const* label, Rgb colour, Mark mark = Mark::dot, double size_mm = 4)
{
    return {.value = value, .label = label, .colour = colour, .mark = mark, .size_mm = size_mm};
}

}  // namespace

Scale const walk{
    .heading = "Walk in metres", .colours = near_to_far, .per_unit = 10, .highest = "farther", .opacity = 1};
Scale const evse_within{.heading = "Charge points (EVSE)",
                        .colours = few_to_many,
                        .breaks = {0, 2, 5, 10},
                        .lowest = "none",
                        .counts = true,
                        .opacity = 1};
Scale const demand_density{.heading = "kWh a year", .colours = yellow_to_blue};
Scale const unmet{
    .heading = "Unmet kWh a year", .colours = yellow_to_brown, .per_unit = 1000, .field = "unmet_after_kwh"};
Scale const gain{
    .heading = "Unmet kWh a year", .colours = yellow_to_brown, .per_unit = 1000, .opacity = 1, .mark = Mark::dot};
Scale const headroom{.heading = "Headroom in kW",
                     .colours = yellow_to_blue,
                     .breaks = {0, 25, 50, 100, 250},
                     .per_unit = 1000,
                     .lowest = "none",
                     .opacity = over_land,
                     .field = "headroom_kw"};
// Red is what is less welcome: more demand, less room.
Scale const demand_density_change{.heading = "kWh a year", .colours = blue_to_red};
Scale const unmet_change{.heading = "Unserved kWh a year", .colours = blue_to_red, .per_unit = 1000};
Scale const headroom_change{.heading = "Room in kW (red: less room)", .colours = red_to_blue, .per_unit = 1000};
Scale const demand_change{
    .heading = "Demand in kWh a year", .colours = blue_to_red, .per_unit = 1000, .field = "demand_change_kwh"};

Style const basis{"Basis",
                  {{"", "even: grid operator or capacity map", 0x7fa8b8, Mark::area, over_land},
                   {"assumed", "hatched: ASSUMED, not data", 0x7fa8b8, Mark::hatched, over_land}}};
Style const placements{
    "Ranked places (number = rank)",
    {sign("connectable", "connectable", blue), sign("waits for grid", "waits for grid", orange, Mark::diamond, 4.4),
     sign("no grid data", "no grid data", grey)},
    "status",
    "rank"};
Style const bays{"", {area("", "bay of the plan", blue, 0.35, blue, 0.4)}};
Style const candidates{"",
                       {area("yes", "eligible", sky, 0.55, dark, 0.15),
                        area("no", "stopped by a hard rule", 0x9a9a9a, 0.45, 0x777777, 0.1)},
                       "eligible"};
Style const stations{"Today",
                     {sign("public", "public charging site, existing or planned", teal, Mark::square, 2.6),
                      sign("semi-public", "semi-public charging site", grey, Mark::triangle, 2.4)},
                     "access"};
Style const white_spots{"Today", {area("", "white spot", vermilion, 0.22, vermilion, 0.3)}, "", "white_spot"};
Style const nal_squares{"State",
                        {area("green", "green: public charging in the square", teal, 0.38, dark, 0.2),
                         area("blue", "blue: obliged, semi-public only", blue, 0.38, dark, 0.2),
                         area("white", "white (red rim): obliged, none", white, 0.75, vermilion, 0.65),
                         area("grey", "grey: not obliged, none", 0x9a9a9a, 0.38, dark, 0.2)},
                        "state"};
Style const white_squares{"",
                          {area("station", "gets a station", teal, 0.25, dark, 0.3),
                           area("waits for grid", "its station waits for the grid", orange, 0.35, dark, 0.3),
                           area("none", "gets no station: see reason", white, 0.5, vermilion, 0.8)},
                          "plan"};
Style const places_change{
    "Places (number: as in the tables)",
    {sign("shifted", "shifted within the station spacing", orange), sign("gained", "new in the plan", blue),
     sign("lost", "no longer in the plan", vermilion, Mark::square), sign("moved", "stays, at another rank", sky),
     sign("kept", "stays", grey)},
    "change",
    "number"};
Style const robust{
    "Places (number: as in the tables)",
    {sign("core", "robust core: in every plan", teal), sign("least risk", "also in the plan that risks least", pink),
     sign("some", "in other plans only", yellow)},
    "group",
    "number"};
StyleClass const off_street_site =
    sign("", "public charging site without a mapped street: counts in a straight line only", teal, Mark::hollow_square);
StyleClass const grid_asset = sign("", "grid asset", ink);
StyleClass const neighbourhood_border = sign("", "border of a buurt", 0x5b6875, Mark::line);

}  // namespace laad::styles
