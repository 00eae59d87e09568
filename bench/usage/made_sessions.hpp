// SPDX-License-Identifier: Apache-2.0
// Sessions as load: the same for the same number, made without memory, so that any thread can make any of them.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

namespace laad {

struct MadeSession {
    std::int64_t number{};   ///< of the record; a repeat has that of an earlier one
    std::int64_t credits{};  ///< number of the record that it takes back; −1: none
    std::int32_t site{};
    std::int32_t evse{};  ///< of the site, from 0 on
    std::int32_t user{};
    std::int64_t start_s{};
    std::int64_t end_s{};
    std::int64_t energy_wh{};
};

/// Sites have 2 EVSE. In a year from `begin_s` on; most cars come late in the afternoon and stay for the night. Of 1,000
/// records one is a repeat, of 2,000 one is a credit.
class MadeSessions {
  public:
    MadeSessions(std::int32_t sites, std::int64_t begin_s) : sites_{sites}, begin_s_{begin_s} {}

    MadeSession operator[](std::int64_t number) const
    {
        std::uint64_t const kind = mixed(static_cast<std::uint64_t>(number)) % 2000;
        if (number >= 1000 && kind < 2) return plain(number - 777);
        if (number >= 1000 && kind == 2) {
            MadeSession credit = plain(number - 777);
            credit.credits = credit.number;
            credit.number = number;
            return credit;
        }
        return plain(number);
    }

  private:
    static std::uint64_t mixed(std::uint64_t x)
    {
        x += 0x9e3779b97f4a7c15U;
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
        x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
        return x ^ (x >> 31);
    }

    MadeSession plain(std::int64_t number) const
    {
        // Sessions that begin in an hour of the day, of 100; own assumption.
        constexpr std::array<int, 24> begin_by_hour{1, 1, 0, 0, 0, 1,  2,  4, 6, 5, 4, 4,
                                                    5, 5, 4, 5, 8, 12, 11, 8, 6, 4, 3, 1};
        std::uint64_t const a = mixed(static_cast<std::uint64_t>(number) * 2 + 1);
        std::uint64_t const b = mixed(a);
        MadeSession made;
        made.number = number;
        made.credits = -1;
        made.site = static_cast<std::int32_t>(a % static_cast<std::uint64_t>(sites_));
        made.evse = static_cast<std::int32_t>((a >> 40) % 2);
        made.user = static_cast<std::int32_t>((b >> 44) % 500'000);
        int chance = static_cast<int>((a >> 24) % 100);
        int hour = 0;
        while (chance >= begin_by_hour[static_cast<std::size_t>(hour)])
            chance -= begin_by_hour[static_cast<std::size_t>(hour++)];
        made.start_s = begin_s_ + static_cast<std::int64_t>(b % 365) * 86400 + hour * 3600 +
                       static_cast<std::int64_t>((b >> 12) % 3600);
        std::int64_t const longest_s = hour >= 16 ? 14 * 3600 : 5 * 3600;
        made.end_s = made.start_s + 300 + static_cast<std::int64_t>((b >> 24) % static_cast<std::uint64_t>(longest_s));
        made.energy_wh =
            std::min<std::int64_t>((made.end_s - made.start_s) * 11 / 4, static_cast<std::int64_t>(a >> 45) % 60'000);
        return made;
    }

    std::int32_t sites_;
    std::int64_t begin_s_;
};

}  // namespace laad
