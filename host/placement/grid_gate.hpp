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

/// Says what the grid has to say of stations in the order in which they are placed, and books those that are connected.
class GridGate {
  public:
    GridGate(RankProblem const& problem, PowerGrid const& grid)
        : problem_{problem}, grid_{grid}, points_(grid.assets.size())
    {
    }

    /// Of a station that is connected: it draws its charging from the chain.
    GridAnswer connected(RankCandidate const&);
    /// The same for a station that waits; it draws nothing.
    GridAnswer waiting(RankCandidate const&);

  private:
    bool has_data(RankCandidate const& c) const { return c.asset >= 0 && !grid_.assets.empty(); }
    void add_points(std::int32_t asset, std::int32_t points);
    std::string shortage(ChainRoom const& after) const;
    std::string policy_reason(RankCandidate const&) const;

    RankProblem const& problem_;
    PowerGrid const& grid_;
    std::vector<std::int32_t> points_;  ///< of connected stations below each asset
};

}  // namespace laad
