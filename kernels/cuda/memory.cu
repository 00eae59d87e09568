// SPDX-License-Identifier: Apache-2.0
#include "kernels/cuda/device.cuh"

#include <algorithm>
#include <climits>
#include <optional>

namespace laad {
namespace {

constexpr std::size_t alignment = 256;

Event new_event()
{
    cudaEvent_t event{};
    check(cudaEventCreateWithFlags(&event, cudaEventDisableTiming));
    return Event{event};
}

StagingMemory new_pinned(std::size_t bytes)
{
    void* memory = nullptr;
    check(cudaHostAlloc(&memory, bytes, cudaHostAllocDefault));
    return StagingMemory{static_cast<std::byte*>(memory)};
}

/// Rows, and of each of them bytes, that go through the staging memory together.
struct Piece {
    std::size_t row{}, rows{};
    std::size_t byte{}, bytes{};
};

/// visit(piece) until all of `copy` was visited, each at most Staging::slot_bytes.
template <class Visit>
void each_piece(RowCopy const& copy, Visit const& visit)
{
    std::size_t const bytes = std::min(copy.row_bytes, Staging::slot_bytes);
    // CUDA takes pitches up to INT_MAX.
    bool const is_by_row = std::max(copy.to_pitch, copy.from_pitch) > INT_MAX;
    std::size_t const rows = is_by_row ? 1 : Staging::slot_bytes / bytes;
    for (std::size_t row = 0; row < copy.rows; row += rows)
        for (std::size_t byte = 0; byte < copy.row_bytes; byte += bytes)
            visit(Piece{row, std::min(rows, copy.rows - row), byte, std::min(bytes, copy.row_bytes - byte)});
}

/// As one row when no bytes lie between the rows.
RowCopy in_one_row(RowCopy copy)
{
    if (copy.to_pitch != copy.row_bytes || copy.from_pitch != copy.row_bytes) return copy;
    std::size_t const bytes = copy.row_bytes * copy.rows;
    return {copy.to, bytes, copy.from, bytes, bytes, 1};
}

void enqueue(RowCopy const& copy, cudaStream_t stream)
{
    if (copy.rows == 1)  // a pitch is limited, a piece is not
        check(cudaMemcpyAsync(copy.to, copy.from, copy.row_bytes, cudaMemcpyDefault, stream));
    else
        check(cudaMemcpy2DAsync(copy.to, copy.to_pitch, copy.from, copy.from_pitch, copy.row_bytes, copy.rows,
                                cudaMemcpyDefault, stream));
}

/// The two halves of the way of a piece: from `copy.from` to the staging memory, and on to `copy.to`.
RowCopy to_staging(RowCopy const& copy, Piece const& piece, std::byte* staged)
{
    auto const* const from = static_cast<std::byte const*>(copy.from) + piece.row * copy.from_pitch + piece.byte;
    return {staged, piece.bytes, from, copy.from_pitch, piece.bytes, piece.rows};
}
RowCopy from_staging(RowCopy const& copy, Piece const& piece, std::byte const* staged)
{
    auto* const to = static_cast<std::byte*>(copy.to) + piece.row * copy.to_pitch + piece.byte;
    return {to, copy.to_pitch, staged, piece.bytes, piece.bytes, piece.rows};
}

}  // namespace

Staging::Staging() : memory_{new_pinned(2 * slot_bytes)}
{
    slots_[0].memory = memory_.get();
    slots_[1].memory = memory_.get() + slot_bytes;
    for (Slot& slot : slots_)
        slot.left = new_event();
    for (Event& mark : marks_)
        mark = new_event();
}

std::byte* Staging::take(std::size_t bytes, cudaStream_t stream)
{
    if (slots_[current_].used + bytes > slot_bytes) {
        check(cudaEventRecord(slots_[current_].left.get(), stream));
        current_ = 1 - current_;
        check(cudaEventSynchronize(slots_[current_].left.get()));
        slots_[current_].used = 0;
    }
    Slot& slot = slots_[current_];
    std::byte* const taken = slot.memory + slot.used;
    slot.used += (bytes + alignment - 1) / alignment * alignment;
    return taken;
}

void Staging::mark(int turn, cudaStream_t stream)
{
    check(cudaEventRecord(marks_[static_cast<std::size_t>(turn)].get(), stream));
}

void Staging::await(int turn)
{
    check(cudaEventSynchronize(marks_[static_cast<std::size_t>(turn)].get()));
}

void* allocate(CudaExec const& exec, std::size_t bytes)
{
    void* memory = nullptr;
    if (bytes == 0) return memory;
    cudaStream_t const stream = stream_of(exec);
    cudaError_t status = cudaMallocAsync(&memory, bytes, stream);
    if (status == cudaErrorMemoryAllocation) {
        cudaGetLastError();  // the failure may not surface in a later check
        // Other streams may have work before the frees that would make room.
        check(cudaDeviceSynchronize());
        status = cudaMallocAsync(&memory, bytes, stream);
    }
    check(status);
    return memory;
}

void release(CudaExec const& exec, void* memory) noexcept
{
    if (memory == nullptr) return;
    // A failing device shows itself in the operations; there is nobody to tell here.
    cudaSetDevice(exec.impl().ordinal);
    cudaFreeAsync(memory, exec.impl().stream);
}

PinnedPool::~PinnedPool()
{
    for (MemoryBlock const block : spare_.take_all())
        cudaFreeHost(block.memory);
}

void* PinnedPool::take(std::size_t bytes)
{
    std::scoped_lock const lock{mutex_};
    MemoryBlock block = spare_.take(bytes);
    if (block.memory == nullptr) {
        block.bytes = bytes;
        check(cudaHostAlloc(&block.memory, bytes, cudaHostAllocDefault));
    }
    lent_.emplace(block.memory, block.bytes);
    return block.memory;
}

void PinnedPool::give_back(void* memory)
{
    std::scoped_lock const lock{mutex_};
    auto const lent = lent_.find(memory);
    spare_.put({memory, lent->second});
    lent_.erase(lent);
}

void* allocate(PinnedMemory const& pinned, std::size_t bytes)
{
    if (bytes == 0) return nullptr;
    stream_of(pinned.exec());
    return pinned.exec().impl().pinned->take(bytes);
}

void release(PinnedMemory const& pinned, void* memory) noexcept
{
    if (memory != nullptr) pinned.exec().impl().pinned->give_back(memory);
}

void copy_in(CudaExec const& exec, RowCopy copy)
{
    if (copy.row_bytes == 0 || copy.rows == 0) return;
    cudaStream_t const stream = stream_of(exec);
    std::scoped_lock const lock{exec.impl().copying};
    Staging& staging = staging_of(exec);
    copy = in_one_row(copy);
    each_piece(copy, [&](Piece const& piece) {
        std::byte* const staged = staging.take(piece.bytes * piece.rows, stream);
        copy_rows(to_staging(copy, piece, staged));
        enqueue(from_staging(copy, piece, staged), stream);
    });
}

void copy_out(CudaExec const& exec, RowCopy copy)
{
    if (copy.row_bytes == 0 || copy.rows == 0) return;
    cudaStream_t const stream = stream_of(exec);
    std::scoped_lock const lock{exec.impl().copying};
    Staging& staging = staging_of(exec);
    copy = in_one_row(copy);
    // A piece is copied on by the host while the next one comes.
    std::optional<RowCopy> arriving;
    int turn = 0;
    auto const finish_arriving = [&] {
        if (!arriving) return;
        staging.await(1 - turn);
        copy_rows(*arriving);
    };
    each_piece(copy, [&](Piece const& piece) {
        std::byte* const staged = staging.take(piece.bytes * piece.rows, stream);
        enqueue(to_staging(copy, piece, staged), stream);
        staging.mark(turn, stream);
        finish_arriving();
        arriving = from_staging(copy, piece, staged);
        turn = 1 - turn;
    });
    finish_arriving();
}

void copy_within(CudaExec const& exec, RowCopy copy)
{
    if (copy.row_bytes == 0 || copy.rows == 0) return;
    cudaStream_t const stream = stream_of(exec);
    enqueue(in_one_row(copy), stream);
}

}  // namespace laad
