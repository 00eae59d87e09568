// SPDX-License-Identifier: Apache-2.0
// Connected cells in which the use of the network asks for one more station.
#pragma once

#include "host/prepare/base_layers.hpp"
#include "rasters/io/files/keyed_store.hpp"

#include <cstdint>
#include <vector>

namespace laad {

/// A connected piece of cells of the search layer, with what lies in it: all by the cell where it enters the street.
struct SearchPiece {
    Polygon shape;
    std::int64_t cells{};
    Cell peak{};                                  ///< the most pressed cell; ties: lowest (row, column)
    std::uint16_t peak_percent{};                 ///< pressure there
    std::int64_t percent_sum{};                   ///< of the pressure of its cells
    std::int64_t dwellings{};                     ///< those of the area of the plan
    std::vector<NeighbourhoodId> neighbourhoods;  ///< that it touches: most cells first, then by number
    std::vector<std::int32_t> sites;              ///< index in BaseLayers::sites, ascending
    std::vector<CandidateId> candidates;          ///< ascending; also those that break a hard rule
};

/// The pieces of the cells that hold 1 and lie in the area of the plan, by their peak. Cells that touch with a side are
/// connected; borders of gemeenten cut nothing, as pressure does not stop there.
///
/// Shape   search, percent[rows, cols] on the grid of the base layers
/// Units   percent: pressure in per cent of what is allowed
/// Nodata  search: all but 1 is not in it; percent above 65533 counts as 0
/// Errors  ContractError: shapes differ
/// Cost    one read of search a cell, of the others where it holds 1; a bit a cell of the parts that hold some
std::vector<SearchPiece> search_pieces(BaseLayers const&, RasterSource<std::uint8_t> const& search,
                                       RasterSource<std::uint16_t> const& percent);

/// The same, from the store where the layers did not change.
std::vector<SearchPiece> kept_search_pieces(BaseLayers const&, BlockLayer<std::uint8_t> const& search,
                                            BlockLayer<std::uint16_t> const& percent, KeyedStore&);

}  // namespace laad
