// SPDX-License-Identifier: Apache-2.0
// The time of which files tell, quarter-hour by quarter-hour, the same for all sites.
#pragma once

#include "host/scenario/scenario.hpp"
#include "host/usage/calendar.hpp"
#include "host/usage/use.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace laad {

/// Quarter-hours of UTC since 1970, `end` not among them.
struct QuarterRange {
    std::int64_t first{};
    std::int64_t end{};

    bool empty() const { return first >= end; }
    void include(QuarterRange other);
};

/// What files tell of together.
struct UseExtent {
    std::vector<QuarterRange> covered;  ///< by file: the days that its sessions cover; empty where it has none
    QuarterRange sampled;
};

/// A quarter-hour from `first` on is at its number less `first` in the lists.
struct UseFrame {
    /// Errors  InputError: see Calendar::quarters
    UseFrame(UseExtent, UsageConfig const&, Calendar const&);

    std::size_t at(std::int64_t quarter) const { return static_cast<std::size_t>(quarter - first); }
    std::size_t size() const { return day.size(); }
    std::size_t months() const { return static_cast<std::size_t>(end_month - first_month); }
    bool has_chance(std::size_t at_quarter) const { return at_quarter >= chance_from && at_quarter < chance_until; }

    std::int64_t first{};
    std::vector<std::int32_t> day;     ///< since 1970
    std::vector<std::uint16_t> cell;   ///< see quarter_of
    std::vector<std::uint16_t> month;  ///< from first_month on
    std::int32_t first_month{};        ///< see month_of
    std::int32_t end_month{};
    std::array<std::uint8_t, day_types * quarters_a_day> peak{};  ///< by cell: 1 in the peak window
    std::vector<QuarterRange> covered;                            ///< as in UseExtent

    struct Chance {
        std::int32_t slot{};
        std::int32_t quarter{};
    };
    std::size_t chance_from{};
    std::size_t chance_until{};
    std::vector<Chance> chance;  ///< of the quarter-hours from chance_from on
    std::array<std::int32_t, chance_slots> chance_quarters{};
};

}  // namespace laad
