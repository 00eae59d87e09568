// SPDX-License-Identifier: Apache-2.0
#include "host/usage/use_remark.hpp"

#include "host/language/to_say.hpp"
#include "rasters/error.hpp"

namespace laad {

std::string text_of(UseRemark remark)
{
    switch (remark) {
        case UseRemark::no_record:
            return to_say("cannot be read as a record");
        case UseRemark::other_length:
            return to_say("a row of another length than the header");
        case UseRemark::no_time:
            return to_say("begin or end is absent, or no time that can be read");
        case UseRemark::time_unknown:
            return to_say("begin or end is 1970-01-01, which stands for unknown");
        case UseRemark::end_before_start:
            return to_say("ends before it begins");
        case UseRemark::in_future:
            return to_say("lies in the future");
        case UseRemark::before_2009:
            return to_say("lies before 2009");
        case UseRemark::over_a_month:
            return to_say("takes more than 31 days");
        case UseRemark::never_charged:
            return to_say("a reservation that never charged");
        case UseRemark::credit_of_nothing:
            return to_say("a credit that does not say which record it takes back; that one still counts");
        case UseRemark::no_place:
            return to_say("tells no place");
        case UseRemark::place_unknown:
            return to_say("at a place that the charge locations do not have");
        case UseRemark::not_public:
            return to_say("at a charge location that is not public");
        case UseRemark::two_locations:
            return to_say("its charge point stands at more than one location by usage.evses");
        case UseRemark::figure_unreadable:
            return to_say("a figure that cannot be read or cannot be");
        case UseRemark::hour_unclear:
            return to_say("an hour that the clock change skips or repeats");
        case UseRemark::twin_location:
            return to_say("of a location that the file has twice, under two ids: the other one counts");
        case UseRemark::repeated:
            return to_say("seen before in the same quarter-hour or hour: the first row counts");
        case UseRemark::energy_not_told:
            return to_say("the energy is not told or cannot be read: 0");
        case UseRemark::energy_in_wh:
            return to_say("more energy than a car can take (over 1,000 kWh): taken as Wh, a thousandth of it");
        case UseRemark::gave_back:
            return to_say("negative energy: the car gave back");
        case UseRemark::over_a_day:
            return to_say("takes more than a day: counts as plugged in all that time");
        case UseRemark::no_length:
            return to_say("begins and ends at the same moment");
        case UseRemark::other_duration:
            return to_say("the stated duration is not that from begin to end, which counts");
        case UseRemark::reservation_before:
            return to_say("begins with a reservation, which is cut off");
        case UseRemark::found_by_position:
            return to_say("its place was found by its position (within 25 m)");
        case UseRemark::other_id:
            return to_say(
                "its location is among the charge locations under another id: found by position (within 25 m)");
        case UseRemark::swapped:
            return to_say("latitude and longitude are swapped: read the other way round");
        case UseRemark::at_zero:
            return to_say("its position is 0, 0: passed over");
        case UseRemark::elsewhere:
            return to_say("its position is outside the region: passed over");
        case UseRemark::ac_power:
            return to_say("alternating current at more than 35 kW");
        case UseRemark::megawatts:
            return to_say("a power of more than 1 MW, as when kW are multiplied by 1,000 twice");
        case UseRemark::clock_twice:
            return to_say("a time in the hour that the clock change repeats, without an offset: taken as the first");
        case UseRemark::clock_skipped:
            return to_say("a time in the hour that the clock change skips: an hour later");
        case UseRemark::status_unknown:
            return to_say("a status that OCPI does not know counts as not available");
        case UseRemark::charging_only:
            return to_say("tells who charges, not who is plugged in: occupation is understated");
        case UseRemark::evses_broken:
            return to_say("records of usage.evses that cannot be read: left out");
        case UseRemark::count:
            break;
    }
    throw ContractError{"broken promise: every remark has a text"};
}

}  // namespace laad
