// SPDX-License-Identifier: Apache-2.0
// The sections of the report that tell of the plan; html.cpp puts the page together.
#pragma once

#include "host/run/results.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace laad {

inline constexpr std::size_t most_rows = 200;  ///< of a long table; the rest is in the CSV files

/// Among the squares with a duty, how many have public charging: whole squares only.
struct NalCount {
    std::int64_t obliged{};
    std::int64_t green{};
    std::int64_t uncertain{};
    std::int64_t partial{};
};
NalCount nal_count(Results const&);

std::string key_figures(Run const&);
std::string banner(Run const&);
std::string placements_table(Run const&);
std::string bound(Run const&);
/// Says that a long table is cut, and which file holds all of it; empty when it is not.
std::string cut_note(std::size_t rows, char const* file);

}  // namespace laad
