// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace laad {

/// Why a row of use does not count, or what is remarked of one that does.
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

}  // namespace laad
