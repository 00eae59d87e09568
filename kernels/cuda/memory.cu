// SPDX-License-Identifier: Apache-2.0
#include "kernels/cuda/device.cuh"

namespace laad {
namespace {

/// The direction follows from the addresses. Waits: the source may be pageable or pinned, and a copy from pinned memory
/// returns before it has read it.
void copy_rows(CudaExec const& exec, RowCopy copy)
{
    cudaStream_t const stream = stream_of(exec);
    bool const in_one_piece = copy.rows == 1 || (copy.to_pitch == copy.row_bytes && copy.from_pitch == copy.row_bytes);
    if (copy.row_bytes == 0 || copy.rows == 0) return;
    if (in_one_piece)  // a pitch is at most 2^31 - 1 bytes, a piece is not limited
        check(cudaMemcpyAsync(copy.to, copy.from, copy.row_bytes * copy.rows, cudaMemcpyDefault, stream));
    else
        check(cudaMemcpy2DAsync(copy.to, copy.to_pitch, copy.from, copy.from_pitch, copy.row_bytes, copy.rows,
                                cudaMemcpyDefault, stream));
    check(cudaStreamSynchronize(stream));
}

}  // namespace

void* allocate(CudaExec const& exec, std::size_t bytes)
{
    void* memory = nullptr;
    if (bytes > 0) check(cudaMallocAsync(&memory, bytes, stream_of(exec)));
    return memory;
}

void release(CudaExec const& exec, void* memory) noexcept
{
    if (memory == nullptr) return;
    // A failing device shows itself in the operations; there is nobody to tell here.
    cudaSetDevice(exec.impl().ordinal);
    cudaFreeAsync(memory, exec.impl().stream);
}

void copy_in(CudaExec const& exec, RowCopy copy)
{
    copy_rows(exec, copy);
}

void copy_out(CudaExec const& exec, RowCopy copy)
{
    copy_rows(exec, copy);
}

}  // namespace laad
