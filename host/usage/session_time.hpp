// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/usage/use_faults.hpp"
#include "host/usage/use_frame.hpp"
#include "host/usage/use_records.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace laad {

/// What sessions of a site say of a quarter-hour.
struct BusyQuarter {
    std::int64_t energy_wh{};
    std::int32_t occupied_s{};  ///< by all charge points together
    std::int32_t busy_now{};    ///< charge points, at its first moment
    std::int32_t begin{};       ///< sessions that begin in it
    bool is_covered{};          ///< what lies elsewhere is not counted
    bool is_crowded{};          ///< more was occupied than there are charge points
};

/// The quarter-hours of one site as its sessions tell them; the memory is kept for the next site.
class SessionTime {
  public:
    explicit SessionTime(UseFrame const& frame) : frame_{frame}, quarters_(frame.size()), more_(frame.size() + 1) {}

    /// The days that `files` cover, those in which the site has records, from the day of its first session that counts
    /// on.
    void cover(std::span<std::int32_t const> files, std::span<SessionRecord const> kept);
    /// Adds sessions, which it orders by charge point; not before `cover`. `evse`: charge points that stand there.
    void add(std::span<SessionRecord> kept, int evse, FaultCounts&);

    /// By number of the frame, between `from` and `until`; others are not covered.
    BusyQuarter const& operator[](std::size_t at) const { return quarters_[at]; }
    std::size_t from() const { return from_; }
    std::size_t until() const { return until_; }
    std::int64_t crowded_s() const { return crowded_s_; }  ///< of all sites, that was not counted

    void clear();

  private:
    /// Changes from a quarter-hour to the next.
    struct More {
        std::int32_t whole{};  ///< charge points that are busy all of it
        std::int32_t now{};    ///< at its first moment
    };

    void occupy(std::int64_t begin_s, std::int64_t end_s);
    void merge(std::span<SessionRecord const> by_evse, FaultCounts&);
    void spread(SessionRecord const&, FaultCounts&);
    void cut(int evse);
    void count_crowded(std::span<SessionRecord const>, FaultCounts&) const;

    UseFrame const& frame_;
    std::vector<BusyQuarter> quarters_;
    std::vector<More> more_;
    std::size_t from_{};
    std::size_t until_{};
    bool is_crowded_{};
    std::int64_t crowded_s_{};
};

}  // namespace laad
