// SPDX-License-Identifier: Apache-2.0
// How everything is made that is kept on disk, by version: the table below, and the parts of the analysis in
// host/run/parts. docs/adr/0005-keys-by-tile-and-part.md
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace laad {

/// A way of making something that is kept. Its version is in the key of what it makes. It is to be raised by one
/// whenever the same inputs no longer give the same bytes, be it what is computed or how that is laid out: then what
/// an earlier build left in a work folder does not count. What follows from it needs no other version, as keys hold
/// the content of their inputs. The test Delft.HasItsGoldenContent notices when this is forgotten.
struct Algorithm {
    std::string_view name;
    std::int64_t version{};
};

namespace algorithm {

inline constexpr Algorithm surface{"surface", 4};          ///< layers surface and walls
inline constexpr Algorithm areas{"areas", 3};              ///< layers area and buurt
inline constexpr Algorithm base{"base", 11};               ///< chargers, dwellings, candidates and all other base lists
inline constexpr Algorithm sequence{"sequence", 4};        ///< choices in a component of the ranking
inline constexpr Algorithm bound{"bound", 2};              ///< upper bound of a cluster of municipalities
inline constexpr Algorithm white_spots{"white_spots", 1};  ///< land of the white spots
inline constexpr Algorithm rasters{"rasters", 3};          ///< published rasters: their words, overviews, statistics
inline constexpr Algorithm use{"use", 2};                  ///< use of the sites, from the files of [usage]
inline constexpr Algorithm search_areas{"search areas", 2};  ///< land of the search areas and what lies in them
inline constexpr Algorithm base_map{"base map", 1};          ///< basemap.fgb: its fields and what is in it
inline constexpr Algorithm tables{"tables", 5};              ///< columns of the tables; nothing is kept of them

}  // namespace algorithm

inline std::string version_of(Algorithm const& algorithm)
{
    return std::to_string(algorithm.version);
}

}  // namespace laad
