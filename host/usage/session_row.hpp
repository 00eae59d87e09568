// SPDX-License-Identifier: Apache-2.0
// A charging session as a record of any format tells it, and what is made of it.
#pragma once

#include "host/usage/digests.hpp"
#include "host/usage/places.hpp"
#include "host/usage/reasons.hpp"
#include "host/usage/use_sink.hpp"
#include "host/usage/written_time.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace laad {

/// The texts live as long as the record.
struct SessionRow {
    std::int64_t record{};  ///< see Unplaced
    std::string_view country{};
    std::string_view party{};
    std::string_view id{};
    std::string_view credit_of{};  ///< the id of the record that it takes back
    bool is_credit{};              ///< it says so
    bool costs_less_than_nothing{};
    std::string_view user{};  ///< what names a card or contract
    PlaceTold place{};
    WrittenTime start{};
    WrittenTime end{};
    WrittenTime plugged_in{};                 ///< after a reservation, where the record tells it
    bool only_reserved{};                     ///< all its periods are those of a reservation
    std::optional<std::int64_t> energy_wh{};  ///< nothing: not told, or no number
    std::optional<std::int64_t> total_s{};    ///< as stated
    std::optional<std::int64_t> power_w{};    ///< the largest, as stated
    bool is_ac{};
};

/// What the reading of one file knows. Shared by its threads.
struct SessionReading {
    Places const& places;
    PersonDigests const& persons;
    UseSink& sink;
    std::int32_t file{};
    Knows knows{};
    std::int64_t now_s{};
};

/// Sets the row aside or gives it to the sink, and counts either, with what is doubtful about it.
///
/// A credit is given on whatever its times are: it takes back another record, and both go. Limits that are our own
/// proposal: 31 days, 1,000 kWh, 35 kW of alternating current.
/// Errors  none
/// Source  docs/methods/usage.md#what-goes-in
void take_session(SessionReading const&, SessionRow const&, UseTally&);

}  // namespace laad
