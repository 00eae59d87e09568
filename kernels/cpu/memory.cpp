// SPDX-License-Identifier: Apache-2.0
#include "kernels/memory.hpp"

#include <cstring>
#include <new>

namespace laad {
namespace {

constexpr std::align_val_t cache_line{64};

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
    void* const memory = ::operator new(bytes, cache_line, std::nothrow);
    if (memory == nullptr)
        throw FitError{"no memory for a raster of " + std::to_string(bytes) + " bytes, use smaller tiles"};
    return memory;
}

void release(CpuExec const&, void* memory) noexcept
{
    ::operator delete(memory, cache_line);
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
