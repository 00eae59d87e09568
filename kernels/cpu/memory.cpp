// SPDX-License-Identifier: Apache-2.0
#include "kernels/memory.hpp"

#include "rasters/host_memory.hpp"

namespace laad {

void* allocate(CpuExec const&, std::size_t bytes)
{
    void* const memory = allocate_host(bytes);
    if (memory == nullptr && bytes > 0)
        throw FitError{"no memory for a raster of " + std::to_string(bytes) + " bytes, use smaller tiles"};
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
