// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/live/patches.hpp"
#include "host/run/parts/inputs.hpp"
#include "host/run/parts/layers.hpp"
#include "kernels/headroom.hpp"

#include <vector>

namespace laad {

/// The layers of the grid, kept up as stations draw more or less: what HeadroomPart would compute.
class LiveHeadroom {
  public:
    /// `layers`: of a run of the inputs as they are now, with a grid. Both outlive this.
    LiveHeadroom(Inputs const& inputs, Layers const& layers, CpuExec exec);

    /// After the charging of the grid changed.
    void update(Patches& patches);

    ChainRoom const& room(AssetId leaf) const { return now_.chains[leaf]; }
    LiveLayer<std::int32_t> const& headroom_w() const { return headroom_w_; }
    LiveLayer<std::uint16_t> const& points() const { return points_; }
    LiveLayer<std::int32_t> const& binding_asset() const { return binding_asset_; }
    LiveLayer<std::uint16_t> const& binding_quarter() const { return binding_quarter_; }
    LiveLayer<std::uint8_t> const& basis() const { return basis_; }

  private:
    struct Rooms {
        Indexed<AssetId, ChainRoom> chains;
        Indexed<AssetId, std::int32_t> points;
    };
    /// A part of the grid and the leaves that feed its cells.
    struct Part {
        Rect window;
        std::vector<AssetId> leaves;
    };

    Rooms rooms() const;
    void update_part(Rect window, Patches& patches);
    Raster<std::int32_t> leaf_of_cells(Rect window) const;

    Inputs const& inputs_;
    CpuExec exec_;
    Rooms now_;
    std::vector<Part> parts_;
    LiveLayer<std::int32_t> headroom_w_;
    LiveLayer<std::uint16_t> points_;
    LiveLayer<std::int32_t> binding_asset_;
    LiveLayer<std::uint16_t> binding_quarter_;
    LiveLayer<std::uint8_t> basis_;
};

}  // namespace laad
