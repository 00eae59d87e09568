// SPDX-License-Identifier: Apache-2.0
// The 128-bit content hash (XXH3) by which results are compared: what is in a layer or table, not how it is stored.
#pragma once

#include "rasters/grid.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

struct XXH3_state_s;

namespace laad {

/// Feeds values in a fixed order and byte order; digest is 32 hexadecimal digits.
class ContentHash {
  public:
    ContentHash();
    ~ContentHash();
    ContentHash(ContentHash const&) = delete;
    ContentHash& operator=(ContentHash const&) = delete;

    void add(std::span<std::byte const> bytes);
    void add(std::string_view text);  ///< length first, so that "ab","c" differs from "a","bc"
    void add(std::int64_t value);
    std::string digest() const;

  private:
    XXH3_state_s* state_;
};

/// What the cells of a layer, or of a part of it, give to its hash: the sum modulo 2^128, over the aligned 64 x 64
/// pieces of the grid that hold a cell other than `empty` (the nodata value, or zero), of XXH3-128 of the piece's cells
/// row-major, seeded with the piece's row-major number. So parts can be hashed in any order, and empty land costs nothing.
using ContentSum = unsigned __int128;

/// Of `cells`, whose north-west cell is `first` in the grid: made of whole pieces, so `first` is a multiple of 64 each
/// way and the south and east edges are too or are those of the grid.
template <class T>
ContentSum content_sum(Shape grid, Cell first, View<T const> cells, T empty);

/// Hash of a layer: grid, type name, the content sum of all cells.
template <class T>
std::string content_hash(GridSpec const& grid, ContentSum sum);

/// Hash of a file's bytes. Throws InputError when it cannot be read.
std::string file_hash(std::filesystem::path const&);

}  // namespace laad
