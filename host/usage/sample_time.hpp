// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/usage/session_time.hpp"
#include "host/usage/use_faults.hpp"
#include "host/usage/use_frame.hpp"
#include "host/usage/use_records.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace laad {

/// What samples of a site say of a quarter-hour, where no session does.
struct SeenQuarter {
    enum class Now : std::uint8_t { unknown, full, free };

    std::int64_t available{};          ///< charge points times minutes
    std::int64_t occupied_permille{};  ///< the same
    std::int32_t minutes{};            ///< over 15 where samples stand for the same time: then their mean counts
    std::int32_t file{-1};             ///< that tells of it; −1: none
    std::int32_t most{};               ///< charge points in one sample
    Now now{};                         ///< at its first sample: whether a charge point was free

    std::int64_t available_min() const { return minutes > 15 ? available * 15 / minutes : available; }
    std::int64_t occupied_s() const;
};

/// The quarter-hours of one site as samples tell them; the memory is kept for the next site.
class SampleTime {
  public:
    explicit SampleTime(UseFrame const& frame) : frame_{frame} {}

    /// Samples of a site, in the order of by_time, except where `sessions` tell of the same time.
    void add(std::span<SampleRecord const> of_site, SessionTime const& sessions, FaultCounts&);

    SeenQuarter const* find(std::size_t at) const
    {
        return at >= from_ && at < until_ && quarters_[at].file >= 0 ? &quarters_[at] : nullptr;
    }
    std::size_t from() const { return from_; }
    std::size_t until() const { return until_; }
    std::int64_t first_s() const { return first_s_; }  ///< of the samples that count; 0: none does
    bool charging_only() const { return charging_only_; }

    void clear();

  private:
    bool add_moment(std::span<SampleRecord const>, SessionTime const&);

    UseFrame const& frame_;
    std::vector<SeenQuarter> quarters_;
    std::size_t from_{};
    std::size_t until_{};
    std::int64_t first_s_{};
    bool charging_only_{};
};

}  // namespace laad
