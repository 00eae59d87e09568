// SPDX-License-Identifier: Apache-2.0
// Sessions and samples as small as they are kept while all of them are collected.
#pragma once

#include "host/usage/session.hpp"
#include "host/usage/use_sink.hpp"

#include <cstdint>
#include <tuple>

namespace laad {

/// Times before 2000 or from 2100 on are no times of charging.
inline constexpr std::int64_t earliest_s = 946'684'800;
inline constexpr std::int64_t latest_s = 4'102'444'800;

struct SessionRecord {
    std::uint64_t id{};
    std::uint64_t user{};  ///< of a credit: the record that it takes back
    std::uint64_t evse{};
    std::uint32_t start{};  ///< s since earliest_s
    std::uint32_t lasts{};  ///< s
    std::int32_t energy_wh{};
    std::int32_t site{};
    std::int32_t file{};
    std::uint16_t is_credit{};
    Knows knows{};

    std::int64_t start_s() const { return earliest_s + start; }
    std::int64_t end_s() const { return start_s() + lasts; }

    /// One order for all records that differ, those that may be the same charging beside each other.
    auto by_identity() const { return std::tie(site, id, is_credit, file, start, lasts, energy_wh, evse, user, knows); }
    auto by_evse() const { return std::tie(evse, start, lasts, file, energy_wh, id, user, knows); }
};
static_assert(sizeof(SessionRecord) == 48);

struct SampleRecord {
    std::uint32_t at{};  ///< min since earliest_s
    std::uint32_t lasts_min{};
    std::int32_t site{};
    std::int32_t file{};
    std::int32_t available{};
    std::int32_t occupied_permille{};
    Knows knows{};

    std::int64_t at_min() const { return earliest_s / 60 + at; }
    auto by_time() const { return std::tie(site, file, at, lasts_min, available, occupied_permille, knows); }
};

}  // namespace laad
