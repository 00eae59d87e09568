// SPDX-License-Identifier: Apache-2.0
#include "kernels/cuda/staging.cuh"

namespace laad {
namespace {

constexpr std::size_t alignment = 256;

cudaEvent_t new_event()
{
    cudaEvent_t event{};
    check(cudaEventCreateWithFlags(&event, cudaEventDisableTiming));
    return event;
}

}  // namespace

Staging::Staging()
{
    void* memory = nullptr;
    check(cudaHostAlloc(&memory, 2 * slot_bytes, cudaHostAllocDefault));
    slots_[0].memory = static_cast<std::byte*>(memory);
    slots_[1].memory = slots_[0].memory + slot_bytes;
    for (Slot& slot : slots_)
        slot.left = new_event();
    for (cudaEvent_t& mark : marks_)
        mark = new_event();
}

Staging::~Staging()
{
    for (Slot const& slot : slots_)
        cudaEventDestroy(slot.left);
    for (cudaEvent_t const mark : marks_)
        cudaEventDestroy(mark);
    cudaFreeHost(slots_[0].memory);
}

std::byte* Staging::take(std::size_t bytes, cudaStream_t stream)
{
    if (slots_[current_].used + bytes > slot_bytes) {
        check(cudaEventRecord(slots_[current_].left, stream));
        current_ = 1 - current_;
        check(cudaEventSynchronize(slots_[current_].left));
        slots_[current_].used = 0;
    }
    Slot& slot = slots_[current_];
    std::byte* const taken = slot.memory + slot.used;
    slot.used += (bytes + alignment - 1) / alignment * alignment;
    return taken;
}

void Staging::mark(int turn, cudaStream_t stream)
{
    check(cudaEventRecord(marks_[static_cast<std::size_t>(turn)], stream));
}

void Staging::await(int turn)
{
    check(cudaEventSynchronize(marks_[static_cast<std::size_t>(turn)]));
}

}  // namespace laad
