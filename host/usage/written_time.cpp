// SPDX-License-Identifier: Apache-2.0
#include "host/usage/written_time.hpp"

#include "host/usage/plain_text.hpp"
#include "host/usage/plausible.hpp"

#include "rasters/error.hpp"

#include <date/tz.h>

#include <chrono>

namespace laad {
namespace {

using std::chrono::seconds;

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/// Reads a text from its beginning.
struct Scan {
    std::string_view text;

    bool at_end() const { return text.empty(); }
    bool sees_digit() const { return !text.empty() && is_digit(text.front()); }
    bool skip(char c)
    {
        if (text.empty() || text.front() != c) return false;
        text.remove_prefix(1);
        return true;
    }
    bool skip_any(std::string_view of)
    {
        if (text.empty() || of.find(text.front()) == of.npos) return false;
        text.remove_prefix(1);
        return true;
    }
    std::size_t digits() const
    {
        std::size_t count = 0;
        while (count < text.size() && is_digit(text[count]))
            ++count;
        return count;
    }
    /// A number of at least one and at most so many digits.
    std::optional<int> number(std::size_t most)
    {
        int value = 0;
        std::size_t count = 0;
        for (; count < most && count < text.size() && is_digit(text[count]); ++count)
            value = 10 * value + (text[count] - '0');
        text.remove_prefix(count);
        return count > 0 ? std::optional{value} : std::nullopt;
    }
};

std::optional<std::int64_t> day_of(Scan& scan)
{
    std::optional<int> year, month, day;
    std::size_t const digits = scan.digits();
    if (digits == 8) {
        year = scan.number(4);
        month = scan.number(2);
        day = scan.number(2);
    } else if (digits == 4) {
        year = scan.number(4);
        if (!scan.skip_any("-/")) return {};
        month = scan.number(2);
        if (!scan.skip_any("-/")) return {};
        day = scan.number(2);
    } else {
        day = scan.number(2);
        if (!scan.skip_any("-/")) return {};
        month = scan.number(2);
        if (!scan.skip_any("-/") || scan.digits() != 4) return {};
        year = scan.number(4);
    }
    if (!year || !month || !day) return {};
    date::year_month_day const whole{date::year{*year}, date::month{static_cast<unsigned>(*month)},
                                     date::day{static_cast<unsigned>(*day)}};
    if (!whole.ok()) return {};
    return std::int64_t{date::sys_days{whole}.time_since_epoch().count()} * plausible::day_s;
}

/// 21:00, 2100, 21:00:03.25
std::optional<std::int64_t> clock_of(Scan& scan)
{
    auto const hour = scan.number(2);
    bool const colon = scan.skip(':');
    if (!colon && scan.digits() != 2 && scan.digits() != 4) return {};
    auto const minute = scan.number(2);
    std::optional<int> second = 0;
    if (colon ? scan.skip(':') : scan.sees_digit()) second = scan.number(2);
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) return {};
    Scan fraction = scan;
    if (fraction.skip_any(".,") && fraction.sees_digit()) {
        fraction.text.remove_prefix(fraction.digits());
        scan = fraction;
    }
    return std::int64_t{*hour} * 3600 + *minute * 60 + *second;
}

/// Seconds that the offset lies before UTC; false: what stands there is none.
bool offset_of(Scan& scan, std::optional<std::int64_t>& offset)
{
    if (scan.skip_any("Zz")) {
        offset = 0;
        return true;
    }
    if (scan.at_end() || (scan.text.front() != '+' && scan.text.front() != '-')) return true;
    int const sign = scan.text.front() == '-' ? -1 : 1;
    scan.text.remove_prefix(1);
    auto const hours = scan.number(2);
    scan.skip(':');
    auto const minutes = scan.at_end() ? std::optional{0} : scan.number(2);
    if (!hours || !minutes || *hours > 14 || *minutes > 59) return false;
    offset = sign * (std::int64_t{*hours} * 3600 + *minutes * 60);
    return true;
}

/// Leaves what follows the time in `scan`.
WrittenTime time_of(Scan& scan, LocalClock const& clock)
{
    WrittenTime const unreadable{WrittenTime::Kind::unreadable};
    auto const day = day_of(scan);
    if (!day || !scan.skip_any("Tt _")) return unreadable;
    while (scan.skip(' ')) {
    }
    auto const time = clock_of(scan);
    std::optional<std::int64_t> offset;
    if (!time) return unreadable;
    while (scan.skip(' ')) {
    }
    if (!offset_of(scan, offset)) return unreadable;
    if (offset) return {WrittenTime::Kind::sure, *day + *time - *offset};
    return clock.at(*day + *time);
}

}  // namespace

LocalClock::LocalClock(std::string const& zone, std::string const& key)
{
    if (zone.empty() || zone == "UTC") return;
    try {
        zone_ = date::locate_zone(zone);
    } catch (std::exception const&) {
        throw InputError{key + ": there is no time zone \"" + zone +
                         "\"; the IANA database calls them Europe/Amsterdam or UTC (package tzdata)"};
    }
}

WrittenTime LocalClock::at(std::int64_t local_s) const
{
    if (!zone_) return {WrittenTime::Kind::sure, local_s};
    // A change is looked up once; between two of them, a day within, the offset is sure.
    struct Known {
        date::time_zone const* zone{};
        std::int64_t from{}, until{}, offset{};
    };
    thread_local Known known;
    if (known.zone == zone_ && local_s >= known.from && local_s < known.until)
        return {WrittenTime::Kind::sure, local_s - known.offset};
    auto const info = zone_->get_info(date::local_seconds{seconds{local_s}});
    std::int64_t const offset = info.first.offset.count();
    switch (info.result) {
        case date::local_info::ambiguous:
            return {WrittenTime::Kind::twice, local_s - offset, local_s - info.second.offset.count()};
        case date::local_info::nonexistent:
            return {WrittenTime::Kind::skipped, local_s - offset};
        default:
            break;
    }
    known = {zone_, info.first.begin.time_since_epoch().count() + plausible::day_s,
             info.first.end.time_since_epoch().count() - plausible::day_s, offset};
    return {WrittenTime::Kind::sure, local_s - offset};
}

WrittenTime read_time(std::string_view text, LocalClock const& clock)
{
    Scan scan{without_blanks(text)};
    if (scan.at_end()) return {};
    WrittenTime time = time_of(scan, clock);
    if (!scan.at_end()) time = {WrittenTime::Kind::unreadable};
    return time;
}

std::optional<std::int64_t> read_day(std::string_view text)
{
    Scan scan{without_blanks(text)};
    auto const day = day_of(scan);
    return scan.at_end() ? day : std::nullopt;
}

WrittenTime time_in_name(std::string_view name, LocalClock const& clock)
{
    for (std::size_t at = 0; at < name.size(); ++at) {
        if (!is_digit(name[at]) || (at > 0 && is_digit(name[at - 1]))) continue;
        Scan scan{name.substr(at)};
        if (scan.digits() != 4 && scan.digits() != 8) continue;
        WrittenTime const time = time_of(scan, clock);
        if (time.is_known()) return time;
    }
    return {};
}

}  // namespace laad
