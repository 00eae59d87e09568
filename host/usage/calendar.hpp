// SPDX-License-Identifier: Apache-2.0
// Days, hours and months of the region for quarter-hours of UTC.
#pragma once

#include "host/usage/use.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace date {
class time_zone;
}

namespace laad {

inline constexpr std::int64_t quarter_s = 900;

/// A quarter-hour of UTC as the clocks of the region tell it.
struct LocalQuarter {
    std::int32_t day{};      ///< since 1970
    std::int32_t month{};    ///< since the year 0, see month_of
    std::uint8_t quarter{};  ///< of the day by the clock, 0 to 95
    DayType type{};
    int hour() const { return quarter / 4; }
};

inline Month month_of(std::int32_t since_year_0)
{
    return {since_year_0 / 12, since_year_0 % 12 + 1};
}

class Calendar {
  public:
    /// Errors  InputError: there is no such time zone
    explicit Calendar(std::string const& time_zone);

    /// The day, since 1970, that a moment of UTC lies in.
    std::int32_t day_of(std::int64_t utc_s) const;
    /// The first moment of a day.
    std::int64_t begin_of(std::int32_t day) const;
    /// Quarter-hours `first` up to `end` of UTC, counted since 1970.
    /// Errors  InputError: clocks are not at a whole number of quarter-hours from UTC then
    std::vector<LocalQuarter> quarters(std::int64_t first, std::int64_t end) const;

  private:
    date::time_zone const* zone_;
};

}  // namespace laad
