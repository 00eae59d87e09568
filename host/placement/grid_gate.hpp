// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/placement/rank.hpp"

#include <string>
#include <vector>

namespace laad {

/// What the grid says about one more station.
struct GridAnswer {
    GridStatus status{};
    std::string reason;
    ChainRoom before;
    ChainRoom after;
};

/// Asks the grid about stations and books those that are placed. Room only shrinks while stations are placed, so an
/// asset that refused once refuses for good.
class GridGate {
  public:
    GridGate(RankProblem const& problem, PowerGrid grid)
        : problem_{problem}, grid_{std::move(grid)}, full_(grid_.assets.size(), false)
    {
    }

    /// Whether a station can be connected now; `admitted` draws its charging from the chain.
    bool admits(RankCandidate const&);
    GridAnswer admitted(RankCandidate const&);
    /// The same for a station that waits; it draws nothing.
    GridAnswer waiting(RankCandidate const&);

  private:
    bool has_data(RankCandidate const& c) const { return c.asset >= 0 && !grid_.assets.empty(); }
    ChainRoom room_after_one_more(std::int32_t asset);
    std::string shortage(ChainRoom const& after) const;
    std::string policy_reason(RankCandidate const&) const;

    RankProblem const& problem_;
    PowerGrid grid_;
    std::vector<bool> full_;
};

}  // namespace laad
