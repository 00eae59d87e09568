// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/intake/input_notes.hpp"
#include "host/prepare/candidates.hpp"
#include "host/prepare/ground.hpp"
#include "host/prepare/prepare.hpp"
#include "host/prepare/shares.hpp"
#include "host/prepare/stored.hpp"
#include "host/prepare/surface.hpp"
#include "rasters/tile.hpp"

#include <string>
#include <vector>

namespace laad {

/// Opens the layers of the grid in the work folder.
void open_layers(BaseLayers&, WorkFolder const&);

/// Makes the base layers in three rounds over the tiles: what covers the land; where points stand on it, which needs
/// the ground around a tile; what needs all points.
class Preparation {
  public:
    Preparation(Scenario const&, WorkFolder const&, PrepareProgress const&);

    BaseLayers make(TileKeys& keys);

  private:
    void make_rasters(TileKeys& keys);
    void place_points();
    void add_demand();
    void make_candidates();
    void note_coarse_cells();

    GroundLayers layers() const;
    Rect window(std::size_t tile, double rim_m) const;
    std::vector<LandCell> land_of(std::vector<Carrier> const& carriers) const;
    template <class Item, class CellOf>
    std::vector<std::vector<std::size_t>> by_tile(std::vector<Item> const&, CellOf const&) const;

    Scenario const& scenario_;
    WorkFolder const& work_;
    PrepareProgress const& progress_;
    InputNotes noted_;
    FeatureTable area_;
    BaseLayers base_;
    std::optional<SurfaceMaker> surface_maker_;
    std::vector<Tile> tiles_;
    std::vector<BayPair> pairs_;
};

}  // namespace laad
