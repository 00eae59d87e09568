// SPDX-License-Identifier: Apache-2.0
// Times as sources write them, as seconds of UTC.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace date {
class time_zone;
}

namespace laad {

/// A moment, and what was doubtful about how it was written.
struct WrittenTime {
    enum class Kind : std::uint8_t {
        absent,
        unreadable,
        sure,
        twice,    ///< the clock shows it twice: `s` is the first, `later_s` the second
        skipped,  ///< the clock never shows it: `s` is as if it had not been put forward
    };
    Kind kind{Kind::absent};
    std::int64_t s{};  ///< of UTC since 1970
    std::int64_t later_s{};

    bool is_known() const { return kind >= Kind::sure; }
};

/// The clock of a place. May be asked from several threads.
class LocalClock {
  public:
    /// `zone`: as the IANA database calls it (Europe/Amsterdam, UTC). `key`: of region.toml that names it.
    /// Errors  InputError: there is no such zone
    LocalClock(std::string const& zone, std::string const& key);

    /// `local_s`: what the clock shows, as seconds since 1970-01-01 00:00 on it.
    WrittenTime at(std::int64_t local_s) const;

  private:
    date::time_zone const* zone_{};  ///< null: UTC
};

/// 2026-06-07T21:00:03.5Z, 2026-06-07 23:00+02:00, 20260607T2100Z, 7-6-2026 23:00, 07/06/2026 23:00:15: year first, or day
/// first. Fractions of seconds are cut off. Without an offset it is what `clock` shows. A blank is absent.
WrittenTime read_time(std::string_view text, LocalClock const& clock);

/// The same of a day: seconds since 1970-01-01 to its beginning, on whatever clock.
std::optional<std::int64_t> read_day(std::string_view text);

/// The time in the name of a file (status_2026-06-07T2100Z.csv); absent when there is none.
WrittenTime time_in_name(std::string_view name, LocalClock const& clock);

}  // namespace laad
