// SPDX-License-Identifier: Apache-2.0
#include "kernels/memory.hpp"

#include <sys/mman.h>

#include <cstdlib>
#include <cstring>

namespace laad {
namespace {

/// Large arrays are asked for in large pages: writing a fresh one then costs a sixth.
constexpr std::size_t large_page = std::size_t{1} << 21;
constexpr std::size_t cache_line = 64;

void copy_rows(RowCopy copy)
{
    auto* to = static_cast<std::byte*>(copy.to);
    auto const* from = static_cast<std::byte const*>(copy.from);
    if (copy.row_bytes == 0) return;
    for (std::size_t row = 0; row < copy.rows; ++row)
        std::memcpy(to + row * copy.to_pitch, from + row * copy.from_pitch, copy.row_bytes);
}

}  // namespace

void* allocate(CpuExec const&, std::size_t bytes)
{
    bool const is_large = bytes >= 2 * large_page;
    std::size_t const unit = is_large ? large_page : cache_line;
    void* const memory = std::aligned_alloc(unit, (bytes + unit - 1) / unit * unit);
    if (memory == nullptr && bytes > 0)
        throw FitError{"no memory for a raster of " + std::to_string(bytes) + " bytes, use smaller tiles"};
    if (is_large) madvise(memory, bytes, MADV_HUGEPAGE);  // a wish: without it the memory is the same, only slower
    return memory;
}

void release(CpuExec const&, void* memory) noexcept
{
    std::free(memory);
}

void copy_in(CpuExec const&, RowCopy copy)
{
    copy_rows(copy);
}

void copy_out(CpuExec const&, RowCopy copy)
{
    copy_rows(copy);
}

}  // namespace laad
