// SPDX-License-Identifier: Apache-2.0
#include "host/run/kept_white_spots.hpp"

#include "host/prepare/algorithms.hpp"
#include "host/prepare/archive_geometry.hpp"
#include "rasters/io/unfinished_file.hpp"

#include <algorithm>
#include <iterator>

namespace laad {

template <class Archive>
void fields(Archive& archive, Is<WhiteSpot> auto& v)
{
    archive(v.shape, v.gemeente, v.market_model, v.dwellings, v.area_m2, v.nodes);
}

namespace {

/// A checksum shows an accident, not whether the numbers make sense.
bool make_sense(std::vector<WhiteSpot> const& spots, BaseLayers const& base)
{
    return std::ranges::all_of(spots, [&](WhiteSpot const& spot) {
        return spot.gemeente >= -1 && spot.gemeente < std::ssize(base.gemeenten) &&
               std::ranges::all_of(spot.nodes,
                                   [&](std::int32_t node) { return node >= 0 && node < std::ssize(base.nodes); });
    });
}

}  // namespace

std::vector<WhiteSpot> kept_white_spots(Run const& run, std::filesystem::path const& folder)
{
    ContentHash hash;
    hash.add(algorithm::white_spots.version);
    hash.add(run.base.key);
    hash.add(run.results.layers.walk_dm.content_hash());
    hash.add(std::int64_t{run.scenario.coverage.white_spot_walk_m});
    hash.add(std::int64_t{run.scenario.coverage.white_spot_min_dwellings});
    std::string const key = hash.digest();
    auto const file = folder / "white_spots";

    std::vector<WhiteSpot> spots;
    if (MappedFile const mapped{file}; is_whole(mapped.bytes())) {
        ArchiveReader archive{mapped.bytes()};
        std::string stored;
        archive(stored);
        if (stored == key) {
            archive(spots);
            if (archive.is_done() && make_sense(spots, run.base)) return spots;
        }
    }
    spots = white_spot_pieces(run.scenario, run.base, run.results.layers.walk_dm);
    UnfinishedFile unfinished{file};
    ArchiveWriter archive{unfinished.path()};
    archive(key, spots);
    archive.finish();
    unfinished.publish();
    return spots;
}

}  // namespace laad
