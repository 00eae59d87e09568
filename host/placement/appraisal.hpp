// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/placement/rank.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace laad {

/// Whole metres of a walk, as weights count them.
inline std::int32_t whole_metres(std::int32_t walk_cm)
{
    return (walk_cm + 99) / 100;
}

/// In thousandths; nothing past the end.
inline std::int64_t weight_at(std::span<std::int32_t const> weight_by_m, std::size_t metres)
{
    return metres < weight_by_m.size() ? weight_by_m[metres] : 0;
}

inline std::int64_t weight_of(std::span<std::int32_t const> weight_by_m, std::int32_t walk_cm)
{
    return weight_at(weight_by_m, static_cast<std::size_t>(whole_metres(walk_cm)));
}

/// Finds the value of candidates. Weights go by whole metres, so demand is added up by metre of walk; one for a thread.
class Appraiser {
  public:
    explicit Appraiser(RankProblem const& problem) : problem_{problem}, wh_by_m_(problem.weight_by_m.size() + 1) {}

    CandidateValue operator()(IndexedSpan<NodeId, std::uint32_t const> unmet_wh, CandidateId candidate)
    {
        auto const beyond = static_cast<std::int32_t>(problem_.weight_by_m.size());
        for (Reached const& reached : problem_.lists->of(candidate))
            wh_by_m_[static_cast<std::size_t>(std::min(whole_metres(reached.walk_cm), beyond))] +=
                unmet_wh[reached.node];
        CandidateValue value;
        for (std::size_t m = 0; m < wh_by_m_.size(); ++m) {
            std::int64_t const wh = std::exchange(wh_by_m_[m], 0);
            std::int64_t const served_wh = std::min(wh, problem_.capacity_wh - value.gain_wh);
            std::int64_t const weight = weight_at(problem_.weight_by_m, m);
            value.gain_wh += served_wh;
            value.worth += weight * served_wh;
            value.reach += weight * wh;
        }
        return value;
    }

  private:
    RankProblem const& problem_;
    std::vector<std::int64_t> wh_by_m_;  ///< the last one: of longer walks; all 0 between two candidates
};

/// The relief that decides: only where search areas are filled.
inline std::int64_t relief_for(Aim aim, RankCandidate const& candidate)
{
    return aim == Aim::search_areas ? candidate.relief : 0;
}

/// Whether a candidate may be placed although it gains too little: it relieves its search area.
inline bool relieves(RankCandidate const& candidate)
{
    return candidate.area && candidate.relief > 0;
}

/// What decides between two candidates; the smaller goes first.
struct RankKey {
    std::int64_t relief{};  ///< see relief_for()
    std::int64_t worth{};
    std::int64_t reach{};
    std::int32_t place{};  ///< see OpenCandidates

    friend bool operator<(RankKey const& a, RankKey const& b)
    {
        if (a.relief != b.relief) return a.relief > b.relief;
        if (a.worth != b.worth) return a.worth > b.worth;
        return a.reach > b.reach || (a.reach == b.reach && a.place < b.place);
    }
};

}  // namespace laad
