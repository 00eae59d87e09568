// SPDX-License-Identifier: Apache-2.0
// What had to be guessed because the inputs do not say it, and how much hangs on it.
#pragma once

#include <cstdint>
#include <string>

namespace laad {

struct Guess {
    std::string what;
    std::string rule;         ///< key of region.toml that decides it, or that would make it known
    std::int64_t affected{};  ///< of `total`, in `unit`
    std::int64_t total{};
    std::string unit;
};

}  // namespace laad
