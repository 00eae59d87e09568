// SPDX-License-Identifier: Apache-2.0
// What is wrong with records that were read well, found when all of them are there.
#pragma once

#include "host/usage/use.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace laad {

enum class UseFault : std::uint8_t {
    unknown_place,
    not_standing,
    impossible,
    outside_days,
    twice,
    taken_back,
    credit,
    lone_credit,
    // What follows is used, and told.
    overlapping,
    crowded,
    sticking_out,
    told_before,
};
inline constexpr std::size_t use_faults = 12;

constexpr bool is_used(UseFault fault)
{
    return fault >= UseFault::overlapping;
}

struct FaultCount {
    std::int64_t rows{};
    std::int64_t energy_wh{};
};

/// By file of the scenario.
class FaultCounts {
  public:
    explicit FaultCounts(std::size_t files) : counts_(files) {}

    void add(std::int32_t file, UseFault fault, std::int64_t energy_wh)
    {
        FaultCount& count = of(static_cast<std::size_t>(file), fault);
        ++count.rows;
        count.energy_wh += energy_wh;
    }
    void add(FaultCounts const& other)
    {
        for (std::size_t file = 0; file < counts_.size(); ++file)
            for (std::size_t f = 0; f < use_faults; ++f) {
                counts_[file][f].rows += other.counts_[file][f].rows;
                counts_[file][f].energy_wh += other.counts_[file][f].energy_wh;
            }
    }
    FaultCount& of(std::size_t file, UseFault fault) { return counts_[file][static_cast<std::size_t>(fault)]; }
    FaultCount const& of(std::size_t file, UseFault fault) const
    {
        return counts_[file][static_cast<std::size_t>(fault)];
    }
    std::size_t files() const { return counts_.size(); }

  private:
    std::vector<std::array<FaultCount, use_faults>> counts_;
};

/// Tells in each source what of it was set aside, and takes that off what was used of it; `sources` as read_files gives
/// them.
void tell(FaultCounts const&, std::vector<UseSource>& sources);

}  // namespace laad
