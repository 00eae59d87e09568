// SPDX-License-Identifier: Apache-2.0
#include "host/publish/layer_words.hpp"

#include <array>

namespace laad {
namespace {

std::vector<int> density_m(Scenario const& s)
{
    return {s.demand.density_radius_m};
}
std::vector<int> evse_m(Scenario const& s)
{
    return {s.coverage.evse_within_m};
}

std::vector<int> pressure_m(Scenario const& s)
{
    return {s.usage.pressure_walk_m};
}

using enum LayerKind;

std::array<LayerWords, 17> const all{
    {{.id = "headroom",
      .kind = raster,
      .group = "grid",
      .title = "Room in the electricity grid before the plan",
      .note = "Where it rests on assumptions, each place says so.",
      .rests_on_prognosis = true},
     {.id = "connectable_points",
      .kind = raster,
      .group = "grid",
      .title = "Charge points that the grid can still feed",
      .note = "Where it rests on assumptions, each place says so.",
      .rests_on_prognosis = true},
     {.id = "demand_density",
      .kind = raster,
      .group = "demand",
      .title = "Demand for public charging in the neighbourhood",
      .note = "Towards the edge it fades, as demand outside the area is not known.",
      .args = density_m,
      .rests_on_prognosis = true},
     {.id = "gain",
      .kind = raster,
      .group = "demand",
      .title = "What one more station would newly serve",
      .note = "Only spaces that were considered have a colour.",
      .rests_on_prognosis = true},
     {.id = "evse_within",
      .kind = raster,
      .group = "today",
      .title = "Public charge points within {} m on foot",
      .args = evse_m},
     {.id = "walk", .kind = raster, .group = "today", .title = "Walk to the nearest public charge point"},
     {.id = "pressure",
      .kind = raster,
      .group = "today",
      .title = "Pressure within {} m on foot (100 %: as busy as is allowed)",
      .note = "In the busiest hours of weekdays. Only successful sessions are known: who found no free charge point is "
              "not counted. What is allowed is an own proposal.",
      .args = pressure_m},
     {.id = "kpi_buurten", .kind = polygons, .group = "demand", .title = "Buurten", .rests_on_prognosis = true},
     {.id = "nal_squares", .kind = polygons, .group = "today", .title = "National coverage by squares of 500 m"},
     {.id = "white_squares",
      .kind = polygons,
      .group = "plan",
      .title = "White squares and what the plan does about them",
      .rests_on_prognosis = true},
     {.id = "search_areas",
      .kind = polygons,
      .group = "plan",
      .title = "Search areas: used more than allowed",
      .note = "Only successful sessions are known: who found no free charge point is not counted."},
     {.id = "white_spots",
      .kind = polygons,
      .group = "today",
      .title = "White spots: too far from public charging on foot",
      .visible = true},
     {.id = "candidates", .kind = polygons, .group = "plan", .title = "Pairs of bays that were considered"},
     {.id = "placement_bays", .kind = polygons, .group = "plan", .title = "Bays of the plan", .visible = true},
     {.id = "stations", .kind = points, .group = "today", .title = "Charging stations today", .visible = true},
     {.id = "placements",
      .kind = points,
      .group = "plan",
      .title = "Ranked places for stations (number: rank)",
      .visible = true,
      .rests_on_prognosis = true}}};

}  // namespace

std::span<LayerWords const> layer_words()
{
    return all;
}

}  // namespace laad
