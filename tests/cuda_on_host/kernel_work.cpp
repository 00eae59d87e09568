// SPDX-License-Identifier: Apache-2.0
#include "tests/cuda_on_host/kernel_work.hpp"

#include <cxxabi.h>

#include <cstdlib>
#include <memory>
#include <mutex>
#include <utility>

namespace cuda_on_host {
namespace {

std::mutex guard;

/// Never destroyed: executors outlive main in the lists of tests, and still finish their work.
std::map<std::string, KernelWork>& all_work()
{
    static auto& all = *new std::map<std::string, KernelWork>;
    return all;
}

std::string readable(char const* type)
{
    int status = 0;
    std::unique_ptr<char, decltype(&std::free)> const name{abi::__cxa_demangle(type, nullptr, nullptr, &status),
                                                           &std::free};
    return name ? name.get() : type;
}

}  // namespace

void note_work(char const* kernel, std::initializer_list<char const*> types, dim3 grid, dim3 block,
               std::size_t shared_bytes, Meetings const& met)
{
    std::string key = std::string{kernel} + "(";
    for (char const* type : types)
        key += (key.back() == '(' ? "" : ", ") + readable(type);
    std::scoped_lock const lock{guard};
    KernelWork& work = all_work()[key + ")"];
    ++work.launches;
    work.blocks += std::uint64_t{grid.x} * grid.y * grid.z;
    work.block_threads = block.x * block.y * block.z;
    work.shared_bytes = shared_bytes;
    for (Meeting const& one : met)
        add_meetings(work.met, one.at, one.times);
}

std::map<std::string, KernelWork> take_work()
{
    std::scoped_lock const lock{guard};
    return std::exchange(all_work(), {});
}

}  // namespace cuda_on_host
