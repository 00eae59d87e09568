// SPDX-License-Identifier: Apache-2.0
// What of a place was seen at a moment, in whatever kind of file.
#pragma once

#include "host/usage/session_row.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace laad {

struct Observation {
    PlaceFound place{};
    std::uint64_t thing{};  ///< digest of what was seen: a charge point or a location
    WrittenTime at{};
    std::int32_t available{};
    std::int32_t occupied_permille{};
    UseRemark wrong{UseRemark::count};  ///< why the row cannot be used, other than by place and time
    bool odd_status{};
};

/// Why it cannot be used, whatever others there are; nothing: it can.
std::optional<UseRemark> why_aside(Observation const&, std::int64_t now_s);

/// Counts and sets aside what is at no site, by what its row tells of its place; false: it is at one, or something else is
/// wrong with it.
bool set_aside_unplaced(Observation const&, PlaceTold const&, std::int64_t record, std::int64_t now_s, UseTally&);

/// Which location of a file stands for a charge location that the file has under several ids: one of which the figures
/// change before one that stands still, as a feed does that nobody fills any more; then the one whose id the charge
/// locations have; then the first by its digest.
class TwinLocations {
  public:
    void see(Observation const&);
    TwinLocations& operator+=(TwinLocations const&);
    bool is_twin(PlaceFound const&) const;

  private:
    /// A location, and between which figures it went.
    struct Claim {
        bool by_position{};
        std::uint64_t location{};
        std::int32_t least{};
        std::int32_t most{};

        auto rank() const { return std::tuple{least == most, by_position, location}; }
        bool is_of(PlaceFound const& place) const
        {
            return location == place.location && by_position == place.by_position;
        }
    };
    void add(std::int32_t charger, Claim const&);

    std::unordered_map<std::int32_t, std::vector<Claim>> claims_;  ///< by charge location
};

/// Gives observations of a file to the sink, in the order of its rows: of what was seen twice in one span of time the first
/// counts.
class Observer {
  public:
    /// `lasts_s`: for how long one stands; it begins at a multiple of that.
    Observer(SessionReading const& reading, TwinLocations const& twins, std::int64_t lasts_s);

    void take(Observation const&, UseTally&);

  private:
    bool is_new(std::uint64_t thing, std::int64_t span);

    static constexpr std::int64_t block_spans = 4096;
    SessionReading const& reading_;
    TwinLocations const& twins_;
    std::int64_t lasts_s_;
    using Bits = std::map<std::int64_t, std::array<std::uint64_t, block_spans / 64>>;  ///< one a span of time
    std::unordered_map<std::uint64_t, Bits> seen_;
};

}  // namespace laad
