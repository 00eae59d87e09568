// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/usage/use_frame.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace laad {

/// What is added up of a site before it is rounded to minutes.
struct ExactSums {
    std::int64_t occupied_s{};
    std::int64_t available_min{};
    std::int64_t energy_wh{};
    std::int64_t sessions{};
    std::int64_t energy_min{};  ///< available minutes of which the energy is known

    void operator+=(ExactSums const& other);
};

/// Adds up the quarter-hours of one site, which come in order.
class SiteSums {
  public:
    explicit SiteSums(UseFrame const& frame) : frame_{frame}, months_(frame.months()) {}

    /// `evse`: of which something is known then
    void add(std::size_t at, ExactSums const&, std::int32_t evse);
    /// Sums by quarter-hour of the day and by month of the frame, without users; begins anew.
    ///
    /// Seconds become minutes in such a way that sums agree: cells of the peak window are added up one after the other,
    /// and each is given the whole minutes that its seconds complete; so are those outside of it, and the months. So
    /// the cells of the peak window have together the minutes that the peaks of the months have, all cells those of
    /// all months; no sum in or outside of the peak window is off by a minute or more, and none is above what is
    /// available.
    SiteUse take();

  private:
    struct MonthSums {
        std::array<ExactSums, 2> by_peak{};  ///< outside of the peak window, in it
        std::int32_t days{};
        std::int32_t evse{};
    };

    UseFrame const& frame_;
    std::array<ExactSums, day_types * quarters_a_day> cells_{};
    std::vector<MonthSums> months_;
    std::int32_t day_{-1};
};

}  // namespace laad
