// SPDX-License-Identifier: Apache-2.0
// What the use of the network was, by public site: counted, never modelled.
#pragma once

#include "host/usage/session.hpp"
#include "rasters/io/files/archive.hpp"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace laad {

enum class DayType : std::uint8_t { weekday, saturday, sunday };
inline constexpr std::size_t day_types = 3;
inline constexpr int quarters_a_day = 96;

/// A month of the calendar, in the time zone of the region.
struct Month {
    int year{};
    int month{};  ///< 1 to 12
    friend auto operator<=>(Month const&, Month const&) = default;
};

/// Sums over some time. Minutes are those of charge points (EVSE): a site with two of them has 30 in a quarter-hour.
/// Occupied is never more than available: sessions that overlap beyond the number of charge points are cut and counted.
struct UseSums {
    std::int64_t occupied_min{};
    std::int64_t available_min{};  ///< 0: nothing is known
    std::int64_t energy_wh{};
    std::int64_t sessions{};  ///< that began in it

    friend bool operator==(UseSums const&, UseSums const&) = default;
};

/// A site in a month.
struct MonthOfSite {
    UseSums all{};
    UseSums peak{};             ///< in the peak window of weekdays
    std::int32_t users{};       ///< different ones; −1: not told
    std::int32_t days{};        ///< on which something is known of it
    std::int32_t evse{};        ///< of which something is known
    std::int64_t energy_min{};  ///< of all.available_min, those of sessions: status and occupancy tell no energy

    friend bool operator==(MonthOfSite const&, MonthOfSite const&) = default;
};

/// A site over all the time that is known.
struct SiteUse {
    std::array<UseSums, day_types * quarters_a_day> by_quarter{};  ///< see quarter_of()
    std::vector<MonthOfSite> months;                               ///< in the order of Use::months
    std::int64_t first_s{};  ///< when something is known of it for the first time; 0: never
    bool charging_only{};    ///< some of it tells of charging, not of being plugged in

    bool known() const { return first_s != 0; }
    friend bool operator==(SiteUse const&, SiteUse const&) = default;
};

constexpr std::size_t quarter_of(DayType day, int quarter)
{
    return static_cast<std::size_t>(day) * quarters_a_day + static_cast<std::size_t>(quarter);
}

/// When chance is asked for: on a weekday or in the weekend, in an hour of the day.
inline constexpr int chance_slots = 48;
constexpr int chance_slot(bool weekend, int hour)
{
    return (weekend ? 24 : 0) + hour;
}

/// At each quarter-hour of the last usage.chance_days days, at its beginning: whether a site was observed, and whether
/// one of its charge points was free then. Quarters of a slot are numbered through these days, from the first on, the same
/// for all sites; in the hour that a clock change skips there are four fewer, in that which it repeats four more.
class FreeQuarters {
  public:
    FreeQuarters() = default;
    FreeQuarters(std::size_t sites, std::array<std::int32_t, chance_slots> quarters) : quarters_{quarters}
    {
        for (int slot = 0; slot < chance_slots; ++slot)
            first_[static_cast<std::size_t>(slot) + 1] = first_[static_cast<std::size_t>(slot)] + words(slot);
        free_.resize(sites * first_.back());
        observed_.resize(free_.size());
    }

    std::int32_t quarters(int slot) const { return quarters_[static_cast<std::size_t>(slot)]; }
    std::size_t words(int slot) const { return (static_cast<std::size_t>(quarters(slot)) + 63) / 64; }
    bool empty() const { return free_.empty(); }

    /// Bit q % 64 of word q / 64 is quarter q. A free bit is set only where the observed bit is.
    std::span<std::uint64_t const> free(std::size_t site, int slot) const { return part(free_, site, slot); }
    std::span<std::uint64_t const> observed(std::size_t site, int slot) const { return part(observed_, site, slot); }

    void observe(std::size_t site, int slot, std::int32_t quarter, bool is_free)
    {
        std::size_t const word =
            site * first_.back() + first_[static_cast<std::size_t>(slot)] + static_cast<std::size_t>(quarter) / 64;
        std::uint64_t const bit = std::uint64_t{1} << (quarter % 64);
        observed_[word] |= bit;
        if (is_free)
            free_[word] |= bit;
        else
            free_[word] &= ~bit;
    }

    /// Of what was read back: whether the numbers in it fit each other and that many sites.
    bool fits(std::size_t sites) const
    {
        for (std::int32_t const quarters : quarters_)
            if (quarters < 0 || quarters > 4 * 366) return false;
        FreeQuarters const same{free_.empty() ? 0 : sites, quarters_};
        return first_ == same.first_ && free_.size() == same.free_.size() && observed_.size() == same.free_.size();
    }
    friend auto fields(Is<FreeQuarters> auto& v) { return std::tie(v.quarters_, v.first_, v.free_, v.observed_); }
    friend bool operator==(FreeQuarters const&, FreeQuarters const&) = default;

  private:
    std::span<std::uint64_t const> part(std::vector<std::uint64_t> const& bits, std::size_t site, int slot) const
    {
        return std::span{bits}.subspan(site * first_.back() + first_[static_cast<std::size_t>(slot)], words(slot));
    }

    std::array<std::int32_t, chance_slots> quarters_{};
    std::array<std::size_t, chance_slots + 1> first_{};
    std::vector<std::uint64_t> free_;
    std::vector<std::uint64_t> observed_;
};

/// Rows of a source that count, and those that do not, by reason.
struct UseReason {
    std::string reason;  ///< English, with a Dutch one in the catalogue
    std::int64_t rows{};
    std::int64_t energy_wh{};  ///< that is lost with them

    friend bool operator==(UseReason const&, UseReason const&) = default;
};
/// A row of a source that is at no site of the region, or all those of one place. Nothing in it names a person.
struct Unplaced {
    std::int64_t record{};  ///< of a table its line, of JSON its number; of a place the first
    std::string location;   ///< as told: its id, or a position; empty: not told
    std::string evse;       ///< id or uid of the charge point, as told
    std::string reason;     ///< English, with a Dutch one in the catalogue
    std::int64_t rows{};
    std::int64_t energy_wh{};

    friend bool operator==(Unplaced const&, Unplaced const&) = default;
};
struct UseSource {
    std::string file;    ///< as the scenario names it
    std::string format;  ///< what it was read as
    std::int64_t rows{};
    std::int64_t used{};
    std::int64_t energy_wh{};  ///< of those used
    std::int64_t first_s{};
    std::int64_t last_s{};
    Knows knows{};
    std::vector<UseReason> set_aside;         ///< most rows first, then by reason
    std::vector<UseReason> noticed;           ///< used, but told: mended, or doubtful
    std::vector<Unplaced> unplaced_places{};  ///< most energy first; see UnplacedTally
    std::vector<Unplaced> unplaced_rows{};    ///< the first ones of the file

    friend bool operator==(UseSource const&, UseSource const&) = default;
};

/// The use of all public sites, in the order of BaseLayers::sites.
struct Use {
    std::vector<Month> months;  ///< in which something is known, ascending
    std::vector<SiteUse> sites;
    FreeQuarters quarters;
    std::vector<UseSource> sources;

    friend bool operator==(Use const&, Use const&) = default;
};

}  // namespace laad
