// SPDX-License-Identifier: Apache-2.0
#include "host/usage/calendar.hpp"

#include "rasters/error.hpp"

#include <date/date.h>
#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace laad {
namespace {

date::sys_seconds moment(std::int64_t utc_s)
{
    return date::sys_seconds{std::chrono::seconds{utc_s}};
}

date::time_zone const* zone_of(std::string const& name)
{
    try {
        return date::locate_zone(name);
    } catch (std::runtime_error const&) {
        throw InputError{fmt::format(
            "usage.time_zone: \"{}\" is no time zone that this machine knows; write one like Europe/Amsterdam, and see "
            "that the package tzdata is installed",
            name)};
    }
}

struct LocalDay {
    std::int32_t month{};
    DayType type{};
};

LocalDay local_day(std::int32_t day)
{
    date::sys_days const at{date::days{day}};
    date::year_month_day const ymd{at};
    date::weekday const weekday{at};
    return {int{ymd.year()} * 12 + static_cast<int>(unsigned{ymd.month()}) - 1,
            weekday == date::Saturday ? DayType::saturday
            : weekday == date::Sunday ? DayType::sunday
                                      : DayType::weekday};
}

}  // namespace

Calendar::Calendar(std::string const& time_zone) : zone_{zone_of(time_zone)} {}

std::int32_t Calendar::day_of(std::int64_t utc_s) const
{
    auto const local = zone_->to_local(moment(utc_s));
    return static_cast<std::int32_t>(date::floor<date::days>(local).time_since_epoch().count());
}

std::int64_t Calendar::begin_of(std::int32_t day) const
{
    // Where clocks skip midnight the day begins when they do.
    return zone_->to_sys(date::local_days{date::days{day}}, date::choose::earliest).time_since_epoch().count();
}

std::vector<LocalQuarter> Calendar::quarters(std::int64_t first, std::int64_t end) const
{
    std::vector<LocalQuarter> all;
    all.reserve(static_cast<std::size_t>(std::max<std::int64_t>(0, end - first)));
    for (std::int64_t at = first; at < end;) {
        auto const info = zone_->get_info(moment(at * quarter_s));
        std::int64_t const offset_s = std::chrono::seconds{info.offset}.count();
        std::int64_t const until_s = info.end.time_since_epoch().count();
        if (offset_s % quarter_s != 0 || (until_s < end * quarter_s && until_s % quarter_s != 0))
            throw InputError{fmt::format(
                "usage.time_zone: clocks of {} are not at a whole number of quarter-hours from UTC at all times of the "
                "data; choose another zone",
                zone_->name())};
        LocalDay day{};
        std::int32_t number = -1;
        for (std::int64_t const until = std::min(end, until_s / quarter_s); at < until; ++at) {
            std::int64_t const local = at + offset_s / quarter_s;
            auto const now = static_cast<std::int32_t>(local / quarters_a_day);
            if (now != number) day = local_day(number = now);
            all.push_back({now, day.month, static_cast<std::uint8_t>(local % quarters_a_day), day.type});
        }
    }
    return all;
}

}  // namespace laad
