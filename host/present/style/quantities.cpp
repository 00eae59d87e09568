// SPDX-License-Identifier: Apache-2.0
// Colours that colour-blind readers tell apart and that stay apart in grey print: tests/host/style_colours_test.cpp
// measures all of them as they are painted. What is lacking is red; more is darker.
#include "host/present/style/quantities.hpp"

#include "host/present/style/palette.hpp"

namespace laad::styles {
namespace {

constexpr Rgb lacking = 0x932a0f;
std::vector<Rgb> const room{lacking, 0xfff775, 0xbadbb5, 0x5cc0c2, 0x2a80bc, 0x0e357a};
std::vector<Rgb> const yellow_to_blue{0xfff78a, 0xbfdfc3, 0x5bc9ce, 0x0496d1, 0x0154b1, 0x1a1a50};
std::vector<Rgb> const yellow_to_brown{0xfff3b8, 0xffca00, 0xdd8147, 0xa63c03, 0x4a1400};
std::vector<Rgb> const blue_to_red{0x1a5fa8, 0x4a9fe0, 0xa6dbf3, 0xfbf8f1, 0xf0b18e, 0xdc5d2c, 0xa51220};
std::vector<Rgb> const red_to_blue{blue_to_red.rbegin(), blue_to_red.rend()};
constexpr double over_land = 0.8;  ///< covers all land, the streets have to show through

StyleClass area(char const* value, char const* label, Rgb colour, double opacity, Rgb rim, double rim_mm)
{
    return {value, label, colour, Mark::area, opacity, 0, rim, rim_mm};
}

StyleClass sign(char const* value, char const* label, Rgb colour, Mark mark = Mark::dot, double size_mm = 4)
{
    return {.value = value, .label = label, .colour = colour, .mark = mark, .size_mm = size_mm};
}

}  // namespace

Scale const walk{.heading = "Walk in metres",
                 .message = "Green and blue streets have a public charge point within 300 m on foot. Red ones do not.",
                 .colours = {0xceefbb, 0x82cabd, 0x4aa3d0, 0x3071c9, 0xa93700, 0x560d0d},
                 .breaks = {100, 200, 250, 300, 500},
                 .per_unit = 10};
Scale const evse_within{.heading = "Charge points (EVSE)",
                        .message =
                            "Red streets have no public charge point within reach; the darker the blue, the "
                            "more there are.",
                        .colours = {lacking, 0xfff29b, 0xb2dbc2, 0x5cbcc0, 0x2264a8},
                        .breaks = {0, 2, 5, 10},
                        .lowest = "none",
                        .counts = true};
// Rounded down, so that 100 % is the first value of its class.
Scale const pressure{.heading = "Pressure in % of what is allowed",
                     .message =
                         "Red streets: the charge points within reach are as busy as is allowed, or busier. Green and "
                         "blue ones have room.",
                     .colours = walk.colours,
                     .breaks = {24, 49, 74, 99, 149},
                     .lowest = "under 25",
                     .counts = true};
Scale const energy_per_evse{.heading = "kWh a month of a charge point",
                            .message = "The darker, the more the charge points within reach deliver.",
                            .colours = yellow_to_blue,
                            .breaks = {49, 99, 149, 249, 399},
                            .lowest = "under 50",
                            .counts = true};
Scale const chance{
    .heading = "Chance of a free charger in %",
    .message =
        "Red: in at most a quarter of the time is there a free charge point within walking distance. The "
        "darker the blue, the more often.",
    .colours = {lacking, 0xfff29b, 0xb2dbc2, 0x5cbcc0, 0x2264a8},
    .breaks = {25, 50, 75, 90},
    .lowest = "up to 25"};
Scale const demand{.heading = "kWh a year in the cell",
                   .message = "The darker, the more people want to charge in public from this entry to the street.",
                   .colours = yellow_to_blue,
                   .breaks = {250, 500, 1'000, 2'500, 5'000},
                   .per_unit = 1000};
Scale const demand_density{.heading = "kWh a year per hectare",
                           .message = "The darker, the more people around want to charge in public.",
                           .colours = yellow_to_blue,
                           .breaks = {1'000, 2'500, 5'000, 10'000, 20'000},
                           .opacity = over_land};
Scale const unmet{.heading = "Unmet kWh a year in the cell",
                  .message = "The darker, the more of the demand here finds no charge point of today or planned.",
                  .colours = yellow_to_brown,
                  .breaks = {250, 500, 1'000, 2'500},
                  .per_unit = 1000};
Scale const unmet_density{.heading = "Unmet kWh a year per hectare",
                          .message =
                              "The darker, the more of the demand here finds no charge point of today or "
                              "planned.",
                          .colours = yellow_to_brown,
                          .breaks = {1'000, 2'500, 5'000, 10'000},
                          .opacity = over_land};
Scale const unmet_after{.heading = "Unmet kWh a year after the plan",
                        .message = "The darker the buurt, the more of its demand the plan leaves.",
                        .colours = yellow_to_brown,
                        .breaks = {10'000, 25'000, 50'000, 100'000},
                        .per_unit = 1000,
                        .opacity = over_land,
                        .field = "unmet_after_kwh"};
Scale const peak_occupancy{.heading = "Occupied in the peak, in %",
                           .message = "The darker, the more of the time charge points are occupied in the peak.",
                           .colours = yellow_to_brown,
                           .breaks = {20, 40, 60, 80},
                           .opacity = over_land,
                           .field = "peak_occupancy_pct"};
// The third limit is the target (most_vehicles_per_evse in host/run).
Scale const vehicles_per_evse{.heading = "Electric cars per charge point",
                              .message = "Red: more electric cars per public charge point than the region aims at.",
                              .colours = walk.colours,
                              .breaks = {2, 3, 4, 5, 10},
                              .field = "vehicles_per_evse"};
Scale const lead_days{.heading = "Days from request to station",
                      .message = "The darker, the longer people wait for their charging station.",
                      .colours = yellow_to_brown,
                      .breaks = {60, 120, 180, 365},
                      .opacity = over_land,
                      .field = "lead_days_median"};
Scale const gain{.heading = "kWh a year newly served",
                 .message = "The darker, the more a first station on these bays would serve that nothing serves now.",
                 .colours = yellow_to_brown,
                 .breaks = {2'000, 4'000, 6'000, 8'000}};
Scale const within_reach{.heading = "Unmet kWh a year within reach",
                         .message = "The darker the bays, the more unmet demand lies within walking distance.",
                         .colours = yellow_to_brown,
                         .breaks = {4'000, 8'000, 20'000, 50'000},
                         .per_unit = 1000,
                         .mark = Mark::dot};
Scale const headroom{.heading = "Headroom in kW",
                     .message =
                         "Red: the grid is full. The darker the blue, the more power is still free in the "
                         "busiest quarter of an hour.",
                     .colours = room,
                     .breaks = {0, 25, 50, 100, 250},
                     .per_unit = 1000,
                     .lowest = "none",
                     .opacity = over_land,
                     .field = "headroom_kw"};
Scale const connectable_points{.heading = "Charge points that still fit on the grid",
                               .message =
                                   "Red: no charge point more. The darker the blue, the more public charge "
                                   "points the grid still carries.",
                               .colours = room,
                               .breaks = {0, 2, 5, 10, 20},
                               .lowest = "none",
                               .counts = true,
                               .opacity = over_land};
// Red is what is less welcome: more demand, less room.
Scale const demand_density_change{.heading = "kWh a year per hectare",
                                  .message = "Red: more demand around than before. Blue: less.",
                                  .colours = blue_to_red,
                                  .breaks = {500, 2'000},
                                  .diverging = true,
                                  .opacity = 0.85};
Scale const unmet_change{.heading = "Unserved kWh a year per hectare",
                         .message = "Red: more demand without a charge point than before. Blue: less.",
                         .colours = blue_to_red,
                         .breaks = {500, 2'000},
                         .diverging = true,
                         .opacity = 0.85};
Scale const headroom_change{.heading = "Room in kW",
                            .message = "Red: less room on the grid than before. Blue: more.",
                            .colours = red_to_blue,
                            .breaks = {10, 50},
                            .per_unit = 1000,
                            .diverging = true,
                            .opacity = 0.85};
Scale const demand_change{.heading = "Demand in kWh a year",
                          .message = "Red: a buurt with more demand than before. Blue: with less.",
                          .colours = blue_to_red,
                          .breaks = {5'000, 25'000},
                          .per_unit = 1000,
                          .diverging = true,
                          .opacity = 0.85,
                          .field = "demand_change_kwh"};

Style const basis{.heading = "Basis",
                  .classes = {{"", "even: grid operator or capacity map", 0x7fa8b8, Mark::area, over_land},
                              {"assumed", "hatched: ASSUMED, not data", 0x7fa8b8, Mark::hatched, over_land}},
                  .message = "Where it is hatched, the figures of the grid are assumptions."};
Style const placements{
    .heading = "Ranked places (number = rank)",
    .classes = {sign("connectable", "connectable", blue),
                sign("waits for grid", "waits for grid", orange, Mark::diamond, 4.4),
                sign("no grid data", "no grid data", grey)},
    .field = "status",
    .labels = "rank",
    .message = "Where the next charging stations go: 1 is the best place. Blue ones can be connected today."};
Style const bays{.classes = {area("", "bay of the plan", blue, 0.35, blue, 0.4)},
                 .message = "The parking bays that the plan asks for."};
Style const candidates{.classes = {area("yes", "eligible", 0x2f8fd6, 0.65, dark, 0.15),
                                   area("no", "stopped by a hard rule", 0xb4b4b4, 0.6, 0x777777, 0.1)},
                       .field = "eligible",
                       .message = "Every pair of bays that was looked at; a station may come on the blue ones."};
Style const stations{.heading = "Today",
                     .classes = {sign("public", "public charging site, existing or planned", teal, Mark::square, 2.6),
                                 sign("semi-public", "semi-public charging site", 0xb5b5b5, Mark::triangle, 2.4)},
                     .field = "access",
                     .message = "Where one can charge today, or will soon; green is open to everyone."};
Style const white_spots{.heading = "Today",
                        .classes = {area("", "white spot", vermilion, 0.22, vermilion, 0.3)},
                        .labels = "letter",
                        .message = "Who lives in a white spot has no public charge point within walking distance."};
Style const nal_squares{
    .heading = "State",
    .classes = {area("green", "green: public charging in the square", 0x39c28a, 0.6, dark, 0.2),
                area("blue", "blue: obliged, semi-public only", 0x0b3f80, 0.75, dark, 0.2),
                area("white", "white (orange rim): obliged, none", white, 0.85, vermilion, 0.65),
                area("grey", "grey: not obliged, none", 0x4f4f4f, 0.6, dark, 0.2)},
    .field = "state",
    .message = "The national measure: a square with an orange rim should have public charging and has none."};
Style const white_squares{
    .classes = {area("station", "gets a station", 0x008f68, 0.6, dark, 0.3),
                area("waits for grid", "its station waits for the grid", 0xf0ac1c, 0.7, dark, 0.3),
                area("none", "gets no station: see reason", white, 0.6, vermilion, 0.8)},
    .field = "plan",
    .message = "Squares without public charging that should have it, and what the plan does."};
Style const search_areas{
    .classes = {area("station", "gets a station", 0x008f68, 0.6, dark, 0.4),
                area("waits for grid", "its station waits for the grid", 0xf0ac1c, 0.7, dark, 0.4),
                area("none", "gets no station: see reason", white, 0.6, 0x7a1f63, 0.8),
                area("", "search area", 0x7a1f63, 0.75, 0x7a1f63, 0.8)},
    .field = "plan",
    .message = "Charge points here are used more than allowed: a search area asks for one more station."};
Style const neighbourhoods{.classes = {area("", "buurt", white, 0, 0x5b6875, 0.3)},
                           .message = "The borders of the buurten."};
Style const places_change{
    .heading = "Places (number: as in the tables)",
    .classes = {sign("shifted", "shifted within the station spacing", orange),
                sign("gained", "new in the plan", 0x004f8c),
                sign("lost", "no longer in the plan", 0xc23b00, Mark::square),
                sign("moved", "stays, at another rank", 0x8fd0f5), sign("kept", "stays", 0x7d7d7d)},
    .field = "change",
    .labels = "number",
    .message = "Which places stay in the plan, which are new and which are gone."};
Style const robust{.heading = "Places (number: as in the tables)",
                   .classes = {sign("core", "robust core: in every plan", 0x007a59),
                               sign("least risk", "also in the plan that risks least", 0xd68bb5),
                               sign("some", "in other plans only", yellow)},
                   .field = "group",
                   .labels = "number",
                   .message = "Green places are in every plan: whatever comes, they are needed."};
StyleClass const off_street_site =
    sign("", "public charging site without a mapped street: counts in a straight line only", teal, Mark::hollow_square);
StyleClass const grid_asset = sign("", "grid asset", ink);
StyleClass const neighbourhood_border = sign("", "border of a buurt", 0x5b6875, Mark::line);
StyleClass const municipality_border{
    .label = "border of a gemeente", .colour = 0x3b4650, .mark = Mark::line, .rim_mm = 0.5};

}  // namespace laad::styles
