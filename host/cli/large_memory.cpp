// SPDX-License-Identifier: Apache-2.0
// Lists of a region are hundreds of megabytes. In large pages fresh memory costs a sixth.
#include <sys/mman.h>

#include <cstdlib>
#include <new>

namespace {

constexpr std::size_t large_page = std::size_t{1} << 21;
constexpr std::size_t from_bytes = 4 * large_page;

void* large(std::size_t bytes)
{
    void* const memory = std::aligned_alloc(large_page, (bytes + large_page - 1) / large_page * large_page);
    if (memory != nullptr) madvise(memory, bytes, MADV_HUGEPAGE);  // a wish
    return memory;
}

}  // namespace

void* operator new(std::size_t bytes)
{
    if (void* const memory = bytes >= from_bytes ? large(bytes) : std::malloc(bytes == 0 ? 1 : bytes)) return memory;
    throw std::bad_alloc{};
}

void operator delete(void* memory) noexcept
{
    std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}
