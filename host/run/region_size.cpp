// SPDX-License-Identifier: Apache-2.0
#include "host/intake/input_notes.hpp"
#include "host/prepare/boxes.hpp"
#include "host/prepare/prepare.hpp"
#include "host/run/plan.hpp"
#include "rasters/io/vectors/shapes.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <algorithm>

namespace laad {
namespace {

/// Pairs of bays that a parking area gives on average, to know how many candidates there can be before they are cut.
constexpr std::int64_t candidates_per_area = 3;

FeatureTable polygons(LayerRef const& ref, int epsg, std::optional<Box> within)
{
    return read_layer(request_of(ref, epsg, within));
}

double surface_m2(FeatureTable const& layer)
{
    double sum = 0;
    for (Feature const& feature : layer.features)
        sum += area(feature.geometry);
    return sum;
}

/// Inside is what lies in a neighbourhood or in the area; as a rule one holds the other.
std::int64_t cells_of(double square_m, GridSpec const& grid)
{
    return std::min(grid.shape.cells(), static_cast<std::int64_t>(square_m / (grid.cell_m() * grid.cell_m())));
}

}  // namespace

RegionSize quick_size(Scenario const& s)
{
    auto const area = polygons(s.region.area, s.region.epsg, {});
    Box all = box_of(Geometry{});
    for (Feature const& feature : area.features) {
        Box const box = box_of(feature.geometry);
        all = {std::min(all.west, box.west), std::min(all.south, box.south), std::max(all.east, box.east),
               std::max(all.north, box.north)};
    }
    RegionSize size;
    size.estimated = true;
    size.grid = grid_of(s.region, all);
    Box const within = box_of(size.grid);
    double const neighbourhoods_m2 = s.region.neighbourhoods.file.empty()
                                         ? (within.east - within.west) * (within.north - within.south)
                                         : surface_m2(polygons(s.region.neighbourhoods, s.region.epsg, within));
    size.inside_cells = cells_of(std::max(neighbourhoods_m2, surface_m2(area)), size.grid);

    auto const count = [&](LayerRef const& ref) {
        auto const features = feature_count(request_of(ref, s.region.epsg, within, Rows::may_lack));
        size.features += features;
        return features;
    };
    for (SurfaceRule const& rule : s.surface)
        count(rule.source);
    if (s.dwellings.given()) size.dwellings = count(s.dwellings.source);
    size.sites = count(s.chargers.source);
    for (ParkingConfig const& parking : s.parking) {
        auto const features = count(parking.source);
        size.candidates += parking.kind == ParkingConfig::Kind::areas ? features * candidates_per_area : features / 2;
    }
    for (auto const& layer :
         {s.dwellings.not_dwelling, s.placement.rules.buildings, s.placement.rules.water, s.placement.rules.trees})
        if (layer) count(*layer);
    return size;
}

RegionSize size_of(Inputs const& inputs)
{
    BaseLayers const& base = inputs.base;
    RegionSize size;
    size.grid = base.grid;
    double neighbourhoods_m2 = 0;
    for (Neighbourhood const& neighbourhood : base.neighbourhoods)
        neighbourhoods_m2 += area(neighbourhood.shape);
    double const area_m2 = surface_m2(polygons(inputs.scenario.region.area, inputs.scenario.region.epsg, {}));
    size.inside_cells = cells_of(std::max(neighbourhoods_m2, area_m2), base.grid);
    size.dwellings = static_cast<std::int64_t>(base.dwelling_points.size());
    size.sites = static_cast<std::int64_t>(base.sites.size());
    size.candidates = static_cast<std::int64_t>(base.candidates.size());
    size.features = size.dwellings + size.sites + size.candidates;
    return size;
}

}  // namespace laad
