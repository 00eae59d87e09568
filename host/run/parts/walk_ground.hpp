// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/base_layers.hpp"
#include "kernels/memory.hpp"
#include "kernels/walk.hpp"

#include <vector>

namespace laad {

/// What one walks on in a window of the grid, in host memory.
class WalkGround {
  public:
    WalkGround(CpuExec const& exec, BaseLayers const& base, Rect window)
        : window_{window}, cell_cm_{base.grid.cell_cm}, surface_{base.surface.read(window)}, moves_{exec, window.shape}
    {
        auto const walls = base.walls.read(window);
        allowed_moves(exec, surface(), walls.view(), moves_.view());
        for (Link const& link : base.links)
            if (window.contains(link.a) && window.contains(link.b))
                links_.push_back({local(link.a), local(link.b), link.cost_cm});
    }

    Rect window() const { return window_; }
    Cell local(Cell cell) const { return cell - window_.first; }
    View<Surface const> surface() const { return surface_.view(); }
    WalkArea area() const { return {moves_.view(), links_, cell_cm_}; }

  private:
    Rect window_;
    int cell_cm_;
    Raster<Surface> surface_;
    Array<std::uint16_t, CpuExec> moves_;
    std::vector<Link> links_;
};

}  // namespace laad
