// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/live/patches.hpp"
#include "host/run/parts/inputs.hpp"
#include "host/run/parts/layers.hpp"
#include "kernels/walk.hpp"

#include <vector>

namespace laad {

/// The layers of walks to public charging, kept up around sites that change: what WalkPart would compute there.
class LiveWalk {
  public:
    /// `layers`: of a run of the inputs as they are now. Both outlive this.
    LiveWalk(Inputs const& inputs, Layers const& layers, CpuExec exec);

    /// After the sites of the inputs changed. Updates the walk at each dwelling too.
    void update(Patches& patches, std::vector<std::uint16_t>& walk_at_dwelling);

    LiveLayer<std::uint16_t> const& walk_dm() const { return walk_dm_; }
    LiveLayer<SiteOffset> const& nearest() const { return nearest_; }
    LiveLayer<std::uint16_t> const& evse() const { return evse_; }

  private:
    std::vector<Rect> around_changes(std::vector<Site> const& now, int halo) const;
    void walk_in(Rect core, Patches& patches);
    void count_in(Rect core, Patches& patches);
    int halo_of(int metres) const;

    Inputs const& inputs_;
    CpuExec exec_;
    std::vector<Site> sites_;  ///< that can be reached on foot
    LiveLayer<std::uint16_t> walk_dm_;
    LiveLayer<SiteOffset> nearest_;
    LiveLayer<std::uint16_t> evse_;
};

}  // namespace laad
