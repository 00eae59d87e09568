// SPDX-License-Identifier: Apache-2.0
// A charging session as every source tells it, after its place was found.
#pragma once

#include <cstdint>

namespace laad {

/// What a source means by occupied: a car is plugged in, or it draws power.
enum class Knows : std::uint8_t { connected, charging };

/// One car at one charge point. Times are seconds of UTC since 1970; the end is not part of it.
///
/// `id`, `credits` and `user` are digests: `id` of country, party and id of the record; `credits` of the record that
/// this one takes back (credit CDR), 0: none; `user` of the card or contract with the local key, 0: not known. Nothing
/// that names a person is kept.
struct Session {
    std::uint64_t id{};
    std::uint64_t credits{};
    std::uint64_t user{};
    std::uint64_t evse{};  ///< digest of the charge point; 0: not told
    std::int64_t start_s{};
    std::int64_t end_s{};
    std::int64_t energy_wh{};  ///< negative: the car gave back
    std::int32_t site{-1};     ///< index in BaseLayers::sites; −1: a place that the region does not know
    std::int32_t file{};       ///< of UsageConfig::files
    Knows knows{Knows::connected};

    friend bool operator==(Session const&, Session const&) = default;
};

}  // namespace laad
