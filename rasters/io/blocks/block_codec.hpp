// SPDX-License-Identifier: Apache-2.0
// How a block of cells becomes bytes and back: as TIFF does it, so that a file can take the bytes as they are.
#pragma once

#include "rasters/io/blocks/block_layer.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace laad {

/// DEFLATE is in zlib format at level 6, ZSTD at level 1. Samples wider than a byte are stored as the difference from
/// the sample of the same band to their left (TIFF predictor 2).
struct BlockFormat {
    Codec codec{};
    int side{};          ///< rows and columns of cells
    int sample_bytes{};  ///< 1, 2 or 4
    int samples{1};      ///< of one cell, side by side

    std::size_t bytes() const { return static_cast<std::size_t>(side * side * sample_bytes * samples); }
    bool predicts() const { return sample_bytes > 1; }
};

/// Appends the block to `out`. `cells` has format.bytes() bytes and is used up.
void compress_block(BlockFormat const& format, std::span<std::byte> cells, std::vector<std::byte>& out);

/// False when `compressed` is not a whole block.
bool decompress_block(BlockFormat const& format, std::span<std::byte const> compressed, std::span<std::byte> cells);

}  // namespace laad
