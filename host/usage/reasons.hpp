// SPDX-License-Identifier: Apache-2.0
// Why rows of use do not count, or count with a remark, and how many.
#pragma once

#include "host/usage/use.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

namespace laad {

enum class UseRemark : std::uint8_t {
    // Set aside.
    no_record,
    other_length,
    no_time,
    time_unknown,
    end_before_start,
    in_future,
    before_2009,
    over_a_month,
    never_charged,
    credit_of_nothing,
    no_place,
    place_unknown,
    not_public,
    two_locations,
    figure_unreadable,
    hour_unclear,
    twin_location,
    repeated,
    // Noticed: they count.
    energy_not_told,
    energy_in_wh,
    gave_back,
    over_a_day,
    no_length,
    other_duration,
    reservation_before,
    found_by_position,
    other_id,
    swapped,
    at_zero,
    elsewhere,
    ac_power,
    megawatts,
    clock_twice,
    clock_skipped,
    status_unknown,
    charging_only,
    evses_broken,
    count
};
inline constexpr UseRemark first_noticed = UseRemark::energy_not_told;

/// English, with its Dutch in the catalogue.
std::string text_of(UseRemark);

/// What was counted of a file, or by one thread of it.
class UseTally {
  public:
    void row() { ++rows_; }
    void set_aside(UseRemark, std::int64_t energy_wh = 0);
    void notice(UseRemark, std::int64_t rows = 1);
    /// A row that is given on.
    void use(std::int64_t first_s, std::int64_t last_s, std::int64_t energy_wh);

    /// A credit that is given on: it has no time and no energy of its own.
    void use_credit() { ++used_; }

    UseTally& operator+=(UseTally const&);
    /// Lists only what occurred.
    void fill(UseSource&) const;
    std::int64_t used() const { return used_; }

  private:
    struct Count {
        std::int64_t rows{};
        std::int64_t energy_wh{};
    };
    std::int64_t rows_{};
    std::int64_t used_{};
    std::int64_t energy_wh_{};
    std::int64_t first_s_{std::numeric_limits<std::int64_t>::max()};
    std::int64_t last_s_{std::numeric_limits<std::int64_t>::min()};
    std::array<Count, static_cast<std::size_t>(UseRemark::count)> counts_{};
};

}  // namespace laad
