// SPDX-License-Identifier: Apache-2.0
#include "host/run/kept_white_spots.hpp"

#include "host/prepare/algorithms.hpp"
#include "host/run/parts/walk.hpp"
#include "host/work/archive_geometry.hpp"
#include "rasters/io/files/content_hash.hpp"

#include <algorithm>

namespace laad {

auto fields(Is<WhiteSpot> auto& v)
{
    return std::tie(v.shape, v.municipality, v.market_model, v.dwellings, v.area_m2, v.nodes);
}

namespace {

/// A checksum shows an accident, not whether the numbers make sense.
bool make_sense(std::vector<WhiteSpot> const& spots, BaseLayers const& base)
{
    return std::ranges::all_of(spots, [&](WhiteSpot const& spot) {
        return (!spot.municipality || base.municipalities.has(spot.municipality)) &&
               std::ranges::all_of(spot.nodes, [&](NodeId node) { return base.nodes.has(node); });
    });
}

}  // namespace

std::vector<WhiteSpot> kept_white_spots(Inputs const& inputs, Layers const& layers, KeyedStore& store)
{
    ContentHash hash;
    hash.add(algorithm::white_spots.version);
    hash.add(inputs.base.key);
    hash.add(layers[walk_layer].content_hash());
    hash.add(std::int64_t{inputs.scenario.coverage.white_spot_walk_m});
    hash.add(std::int64_t{inputs.scenario.coverage.white_spot_min_dwellings});
    std::string const key = hash.digest();

    std::vector<WhiteSpot> spots;
    if (store.get_values("white spots", key, spots) && make_sense(spots, inputs.base)) return spots;
    spots = white_spot_pieces(inputs.scenario, inputs.base, layers[walk_layer]);
    store.put_values("white spots", key, spots);
    return spots;
}

}  // namespace laad
