// SPDX-License-Identifier: Apache-2.0
#include "host/cli/memory_limit.hpp"

#include <sys/resource.h>

#include <fstream>
#include <string>

namespace laad {
namespace {

/// The most memory that was ever mapped, in bytes; 0 when it is not known.
std::int64_t most_mapped()
{
    std::ifstream status{"/proc/self/status"};
    std::string word;
    std::int64_t kib = 0;
    while (status >> word)
        if (word == "VmPeak:" && status >> kib) return kib * 1024;
    return 0;
}

}  // namespace

std::optional<std::int64_t> memory_limit_met()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return std::nullopt;
    auto const bytes = static_cast<std::int64_t>(limit.rlim_cur);
    // A request that did not fit is not in what was mapped: it may have been for a tile or a list.
    return most_mapped() > bytes - bytes / 8 ? std::optional{bytes} : std::nullopt;
}

}  // namespace laad
