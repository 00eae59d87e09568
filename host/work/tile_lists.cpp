// SPDX-License-Identifier: Apache-2.0
#include "host/work/tile_lists.hpp"

#include "rasters/error.hpp"

#include <fmt/format.h>

namespace laad {

void TileLists::refuse(std::string_view part, std::size_t tile) const
{
    throw OutputError{
        fmt::format("{}: {} is damaged; run again to make it again", store_->folder().string(), name(part, tile))};
}

std::string TileLists::name(std::string_view part, std::size_t tile) const
{
    return fmt::format("tiles-{}/{}-{:06}", tile_cells_, part, tile);
}

}  // namespace laad
