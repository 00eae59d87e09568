// SPDX-License-Identifier: Apache-2.0
// Host memory for cells, by the megabyte. Fresh memory is slow, since the system clears it page by page when it is first
// touched: who works tile by tile keeps what a tile gave back for the next one.
#pragma once

#include <malloc.h>
#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <map>
#include <mutex>
#include <new>
#include <utility>
#include <vector>

namespace laad {

struct MemoryBlock {
    void* memory{};
    std::size_t bytes{};
};

/// Blocks that nobody uses, by size.
class SpareBlocks {
  public:
    /// The smallest that holds `bytes`, unless it would waste more than it serves; null: there is none.
    MemoryBlock take(std::size_t bytes)
    {
        auto const found = blocks_.lower_bound(bytes);
        if (found == blocks_.end() || found->first > 2 * bytes) return {};
        MemoryBlock const block{found->second, found->first};
        blocks_.erase(found);
        return block;
    }
    void put(MemoryBlock block) { blocks_.emplace(block.bytes, block.memory); }
    /// Those that are left, which are not here any more.
    std::vector<MemoryBlock> take_all()
    {
        std::vector<MemoryBlock> all;
        for (auto const& [bytes, memory] : std::exchange(blocks_, {}))
            all.push_back({memory, bytes});
        return all;
    }

  private:
    std::multimap<std::size_t, void*> blocks_;
};

/// While one of these lives, host memory for cells that is released is kept for whoever asks next.
class KeptHostMemory {
  public:
    KeptHostMemory()
    {
        std::scoped_lock const lock{mutex_};
        ++keepers_;
    }
    ~KeptHostMemory()
    {
        std::scoped_lock const lock{mutex_};
        if (--keepers_ > 0) return;
        for (MemoryBlock const block : spare_.take_all())
            std::free(block.memory);
    }
    KeptHostMemory(KeptHostMemory const&) = delete;
    KeptHostMemory& operator=(KeptHostMemory const&) = delete;

    /// Null when there is none.
    static void* take(std::size_t bytes)
    {
        std::scoped_lock const lock{mutex_};
        return spare_.take(bytes).memory;
    }
    /// False when nobody keeps memory.
    static bool keep(MemoryBlock block)
    {
        std::scoped_lock const lock{mutex_};
        if (keepers_ == 0) return false;
        spare_.put(block);
        return true;
    }

  private:
    static inline std::mutex mutex_;  ///< guards what follows
    static inline int keepers_{};
    static inline SpareBlocks spare_;
};

/// What is smaller comes from the heap, where memory is used again anyway.
inline constexpr std::size_t least_kept_bytes = std::size_t{1} << 19;

/// Memory for release_host, aligned to a cache line or, from two large pages on, in large pages; null when there is
/// none.
inline void* allocate_host(std::size_t bytes)
{
    if (bytes >= least_kept_bytes)
        if (void* const kept = KeptHostMemory::take(bytes)) return kept;
    constexpr std::size_t cache_line = 64;
    constexpr std::size_t large_page = std::size_t{1} << 21;
    bool const is_large = bytes >= 2 * large_page;
    std::size_t const unit = is_large ? large_page : cache_line;
    void* const memory = std::aligned_alloc(unit, (bytes + unit - 1) / unit * unit);
    if (is_large && memory != nullptr) madvise(memory, bytes, MADV_HUGEPAGE);  // a wish
    return memory;
}

inline void release_host(void* memory) noexcept
{
    std::size_t const bytes = malloc_usable_size(memory);
    try {
        if (bytes >= least_kept_bytes && KeptHostMemory::keep({memory, bytes})) return;
    } catch (std::bad_alloc const&) {  // no room to note it: it goes back to the system
    }
    std::free(memory);
}

template <class T>
struct HostAllocator {
    using value_type = T;

    HostAllocator() = default;
    template <class U>
    HostAllocator(HostAllocator<U> const&)
    {
    }
    T* allocate(std::size_t count)
    {
        if (count > static_cast<std::size_t>(-1) / 2 / sizeof(T)) throw std::bad_array_new_length{};
        if (void* const memory = allocate_host(count * sizeof(T))) return static_cast<T*>(memory);
        throw std::bad_alloc{};
    }
    void deallocate(T* memory, std::size_t) noexcept { release_host(memory); }

    friend bool operator==(HostAllocator, HostAllocator) { return true; }
};

/// A list that may take hundreds of megabytes.
template <class T>
using LargeVector = std::vector<T, HostAllocator<T>>;

}  // namespace laad
