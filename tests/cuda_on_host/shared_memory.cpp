// SPDX-License-Identifier: Apache-2.0
#include "tests/cuda_on_host/shared_memory.hpp"

#include <sanitizer/asan_interface.h>

#include <atomic>
#include <cstring>
#include <stdexcept>

namespace cuda_on_host {
namespace {

constexpr int garbage = 0xA5;
constexpr std::size_t alignment = 64;
constexpr std::size_t most_blocks = 128;

alignas(alignment) char memory_of_all[most_blocks * SharedMemory::room];

}  // namespace

std::span<char> SharedMemory::of_all_blocks()
{
    return memory_of_all;
}

SharedMemory::SharedMemory()
{
    static std::atomic<std::size_t> given{0};
    std::size_t const number = given++;
    if (number >= most_blocks) throw std::logic_error{"too many launches at the same time"};
    begin_ = memory_of_all + number * room;
}

void SharedMemory::start(std::size_t dynamic_bytes)
{
    ASAN_UNPOISON_MEMORY_REGION(begin_, room);
    std::memset(begin_, garbage, used_);
    ASAN_POISON_MEMORY_REGION(begin_, room);
    used_ = 0;
    held_ = 0;
    variables_.clear();
    take(dynamic_bytes);
}

void* SharedMemory::variable(std::size_t bytes, Place at)
{
    for (Variable const& known : variables_)
        if (same_place(known.at, at)) return known.memory;
    variables_.push_back({at, take(bytes)});
    return variables_.back().memory;
}

void* SharedMemory::take(std::size_t bytes)
{
    held_ += bytes;
    if (held_ > most_bytes) throw std::logic_error{"more shared memory than a block may have"};
    char* const memory = begin_ + used_;
    used_ += (bytes / alignment + 2) * alignment;
    ASAN_UNPOISON_MEMORY_REGION(memory, bytes);
    return memory;
}

}  // namespace cuda_on_host
