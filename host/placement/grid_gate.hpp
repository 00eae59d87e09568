// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/placement/rank.hpp"

#include <string>

namespace laad {

/// Says what the grid has to say of stations in the order in which they are placed (status, grid_reason, before and
/// after), and books those that are connected.
class GridGate {
  public:
    GridGate(RankProblem const& problem, PowerGrid const& grid)
        : problem_{problem}, grid_{grid}, points_(grid.assets.size())
    {
    }

    /// Of a station that is connected: it draws its charging from the chain.
    void connected(Placement&);
    /// The same for a station that waits; it draws nothing.
    void waiting(Placement&);

  private:
    RankCandidate const& candidate(Placement const& p) const { return problem_.candidates[p.candidate]; }
    bool has_data(RankCandidate const& c) const { return c.asset && !grid_.assets.empty(); }
    void add_points(AssetId asset, std::int32_t points);
    std::string shortage(ChainRoom const& after) const;
    std::string policy_reason(RankCandidate const&) const;

    RankProblem const& problem_;
    PowerGrid const& grid_;
    Indexed<AssetId, std::int32_t> points_;  ///< of connected stations below each asset
};

}  // namespace laad
