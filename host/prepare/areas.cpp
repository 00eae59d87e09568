// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/areas.hpp"

#include "host/intake/layer_names.hpp"
#include "host/prepare/algorithms.hpp"
#include "host/prepare/boxes.hpp"
#include "host/prepare/municipalities.hpp"
#include "host/prepare/neighbourhoods.hpp"
#include "host/prepare/tile_work.hpp"
#include "rasters/error.hpp"
#include "rasters/io/vectors/shapes.hpp"
#include "rasters/millimetres.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for_each.h>
#include <algorithm>
#include <functional>

namespace laad {

namespace {

double share_inside(Geometry const& shape, FeatureTable const& region)
{
    auto const whole = area(shape);
    double inside = 0;
    for (auto const& part : region.features)
        if (overlap(box_of(shape), box_of(part.geometry))) inside += area_of_intersection(shape, part.geometry);
    return whole > 0 ? std::min(1.0, inside / whole) : 0;
}

Indexed<NeighbourhoodId, Neighbourhood> neighbourhoods_of(RegionConfig const& region, GridSpec const& grid,
                                                          Municipalities& municipalities,
                                                          FeatureTable const& area_table, InputNotes& noted)
{
    Indexed<NeighbourhoodId, Neighbourhood> neighbourhoods =
        region.neighbourhoods.file.empty() ? square_neighbourhoods(region.neighbourhood_squares_m, grid, noted)
                                           : read_neighbourhoods(region, grid, municipalities, noted);
    auto const index = index_of(municipalities.shapes, 5000);
    tbb::parallel_for_each(neighbourhoods, [&](Neighbourhood& neighbourhood) {
        neighbourhood.share_in_area = share_inside(neighbourhood.shape, area_table);
        if (region.neighbourhood_municipality_field.empty())
            neighbourhood.municipality = municipalities.holder(neighbourhood.shape, index);
    });
    return neighbourhoods;
}

/// Demand of a cell goes to one of the neighbourhoods that cover it, so an overlap takes dwellings from the others.
void note_overlaps(Indexed<NeighbourhoodId, Neighbourhood> const& neighbourhoods, InputNotes& noted)
{
    constexpr double slivers_m2 = 1000;
    auto const index = index_of(neighbourhoods, 1000, [](Neighbourhood const& n) { return box_of(n.shape); });
    Indexed<NeighbourhoodId, NeighbourhoodId> other(neighbourhoods.size());
    tbb::parallel_for(std::size_t{0}, neighbourhoods.size(), [&](std::size_t i) {
        NeighbourhoodId const b{i};
        auto const& shape = neighbourhoods[b].shape;
        for (auto const j : index.touching(box_of(shape)))
            if (NeighbourhoodId const c{j};
                !other[b] && c > b && area_of_intersection(shape, neighbourhoods[c].shape) > slivers_m2)
                other[b] = c;
    });
    auto const overlaps = [&](NeighbourhoodId b) { return bool{other[b]}; };
    auto const first = std::ranges::find_if(other.ids(), overlaps);
    if (first == other.ids().end()) return;
    noted.note(
        "{} buurten overlap another one (the first: {} and {}); the one that begins farther north (then west) takes "
        "what they share",
        std::ranges::count_if(other.ids(), overlaps), neighbourhoods[*first].called(),
        neighbourhoods[other[*first]].called());
}

void note_gaps(RegionConfig const& region, Areas const& areas, Municipalities const& municipalities, InputNotes& noted)
{
    auto const count = [&](auto holds) {
        return std::count_if(areas.neighbourhoods.begin(), areas.neighbourhoods.end(), holds);
    };
    if (auto const partial = count([](Neighbourhood const& b) { return b.partial() && b.share_in_area > 0; }))
        noted.note("{} of {} buurten lie partly outside the area; their figures are partial", partial,
                   areas.neighbourhoods.size());
    auto const in_none = [&](Neighbourhood const& b) {
        return !b.municipality && !(region.is_one_municipality() && b.share_in_area <= 0);
    };
    if (auto const unknown = count(in_none)) noted.note("the gemeente of {} buurten is not known", unknown);
    if (municipalities.without_shape > 0 &&
        municipalities.without_shape < static_cast<std::int64_t>(municipalities.known.size()))
        noted.note("{} gemeenten that buurten name are not in the layer of gemeenten", municipalities.without_shape);
}

void check_market_models(RegionConfig const& region, std::vector<Municipality> const& municipalities)
{
    std::vector<std::string> names;
    for (auto const& municipality : municipalities)
        names.push_back(municipality.name);
    LayerNames known{names, region.municipalities, region.municipality_name_field, region.epsg};
    for (auto const& [name, model] : region.market_model)
        if (!known.has(name))
            throw InputError{
                fmt::format("region.market_model names gemeente \"{}\", which is not in the layer of gemeenten{}", name,
                            known.nearest(name))};
}

}  // namespace

Areas areas_of(RegionConfig const& region, FeatureTable const& area_table, GridSpec const& grid, InputNotes& noted)
{
    Areas areas;
    auto municipalities = read_municipalities(region, area_table, grid, noted);
    areas.neighbourhoods = neighbourhoods_of(region, grid, municipalities, area_table, noted);
    note_overlaps(areas.neighbourhoods, noted);
    note_gaps(region, areas, municipalities, noted);
    check_market_models(region, municipalities.known);
    for (auto& municipality : municipalities.known) {
        auto const stated = region.market_model.find(municipality.name);
        municipality.market_model = stated == region.market_model.end() ? "unknown" : stated->second;
    }
    areas.municipalities = std::move(municipalities.known);
    return areas;
}

AreaMaker::AreaMaker(FeatureTable const& area, Indexed<NeighbourhoodId, Neighbourhood> const& neighbourhoods,
                     GridSpec const& grid)
    : grid_{grid}
{
    for (auto const& feature : area.features)
        area_.push_back({&feature.geometry, box_of(feature.geometry), 1});
    for (auto const& neighbourhood : neighbourhoods)
        neighbourhoods_.push_back(
            {&neighbourhood.shape, box_of(neighbourhood.shape), static_cast<int>(neighbourhoods_.size()) + 1});
    // What is burned last stands: where neighbourhoods overlap, the one that begins first in the order of places.
    std::ranges::stable_sort(neighbourhoods_, std::ranges::greater{}, [](Painted const& neighbourhood) {
        return std::pair{place_order({neighbourhood.box.west, neighbourhood.box.north}),
                         place_order({neighbourhood.box.east, neighbourhood.box.south})};
    });
}

template <class T>
std::string AreaMaker::make(std::vector<Painted> const& shapes, Rect core, BlockLayer<T>& layer) const
{
    Box const box = box_of(grid_, core);
    std::vector<Painted const*> here;
    ContentHash hash;
    hash.add(algorithm::areas.version);
    for (auto const& painted : shapes) {
        if (!overlap(painted.box, box)) continue;
        here.push_back(&painted);
        hash.add(painted.value);
        add(hash, *painted.shape);
    }
    auto const key = hash.digest();
    make_tile(layer, core, key, !here.empty(), [&](View<T> cells) {
        for (auto const* painted : here)
            burn<T>({painted->shape, 1}, grid_, core, static_cast<T>(painted->value), cells);
    });
    return key;
}

template std::string AreaMaker::make(std::vector<Painted> const&, Rect, BlockLayer<std::uint8_t>&) const;
template std::string AreaMaker::make(std::vector<Painted> const&, Rect, BlockLayer<std::uint16_t>&) const;

BandInfo area_info()
{
    auto info = codes_info("area", "Inside the area of the KPIs: 1");
    info.categories = {"outside the area", "inside the area"};
    return info;
}

BandInfo neighbourhood_info()
{
    auto info = codes_info("buurt", "Number of the buurt in the order of the KPI table, from 1");
    info.nodata = 0;
    return info;
}

}  // namespace laad
