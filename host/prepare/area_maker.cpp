// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/area_maker.hpp"

#include "host/prepare/algorithms.hpp"
#include "host/prepare/boxes.hpp"
#include "host/prepare/shape_hash.hpp"
#include "host/prepare/tile_work.hpp"
#include "rasters/io/vectors/shapes.hpp"
#include "rasters/place_order.hpp"

#include <algorithm>
#include <functional>

namespace laad {

namespace {

template <class T>
std::string make(std::vector<AreaMaker::Painted<T>> const& shapes, GridSpec const& grid, Rect core,
                 BlockLayer<T>& layer)
{
    Box const box = box_of(grid, core);
    std::vector<AreaMaker::Painted<T> const*> here;
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
            burn<T>({painted->shape, 1}, grid, core, painted->value, cells);
    });
    return key;
}

BandInfo info_of(char const* name, char const* description)
{
    BandInfo info;
    info.name = name;
    info.description = description;
    info.overviews = Overviews::nearest;
    return info;
}

}  // namespace

AreaMaker::AreaMaker(FeatureTable const& area, std::vector<Neighbourhood> const& neighbourhoods, GridSpec const& grid)
    : grid_{grid}
{
    for (auto const& feature : area.features)
        area_.push_back({&feature.geometry, box_of(feature.geometry), 1});
    for (std::size_t i = 0; i < neighbourhoods.size(); ++i)
        neighbourhoods_.push_back(
            {&neighbourhoods[i].shape, box_of(neighbourhoods[i].shape), static_cast<std::uint16_t>(i + 1)});
    // What is burned last stands: where neighbourhoods overlap, the one that begins first in the order of places.
    std::ranges::stable_sort(neighbourhoods_, std::ranges::greater{}, [](auto const& neighbourhood) {
        return std::pair{place_order({neighbourhood.box.west, neighbourhood.box.north}),
                         place_order({neighbourhood.box.east, neighbourhood.box.south})};
    });
}

std::string AreaMaker::make_area(Rect core, BlockLayer<std::uint8_t>& layer) const
{
    return make(area_, grid_, core, layer);
}

std::string AreaMaker::make_neighbourhood(Rect core, BlockLayer<std::uint16_t>& layer) const
{
    return make(neighbourhoods_, grid_, core, layer);
}

BandInfo area_info()
{
    return info_of("area", "Inside the area of the KPIs: 1");
}

BandInfo neighbourhood_info()
{
    auto info = info_of("buurt", "Number of the buurt in the order of the KPI table, from 1");
    info.nodata = 0;
    return info;
}

}  // namespace laad
