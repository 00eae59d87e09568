// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/ground.hpp"

#include "host/prepare/surface.hpp"
#include "rasters/tile.hpp"

#include <utility>

namespace laad {

namespace {

template <class T>
T value_at(Cell c, Rect window, Raster<T> const& cells, BlockLayer<T> const& layer)
{
    return window.contains(c) ? cells[c - window.first] : layer.read({c, {1, 1}})[{0, 0}];
}

}  // namespace

Ground::Ground(GroundLayers const& layers, Rect window)
    : layers_{layers},
      window_{window},
      surface_{layers.surface.read(window)},
      area_{layers.area.read(window)},
      neighbourhood_{layers.neighbourhood.read(window)}
{
}

Ground::~Ground() = default;

bool Ground::covers(Rect part) const
{
    Cell const last = part.first + Cell{part.shape.rows - 1, part.shape.cols - 1};
    return window_.contains(part.first) && window_.contains(last);
}

Surface Ground::surface_at(Cell c) const
{
    return value_at(c, window_, surface_, layers_.surface);
}

int Ground::neighbourhood_at(Cell c) const
{
    return value_at(c, window_, neighbourhood_, layers_.neighbourhood) - 1;
}

bool Ground::in_area(Cell c) const
{
    return value_at(c, window_, area_, layers_.area) != 0;
}

std::optional<Access> Ground::entry(Point p, int own_neighbourhood) const
{
    Rect const near = grow({layers_.grid.cell_at(p), {1, 1}}, layers_.reach(), layers_.grid.shape);
    if (near.shape.rows <= 0 || near.shape.cols <= 0) return std::nullopt;
    if (!covers(near)) return around(near).entry(p, own_neighbourhood);
    if (!barriers_) barriers_ = layers_.surface_maker.barriers(window_);
    return access_of(p, layers_.grid, window_, surface_.view(), neighbourhood_.view(), layers_.access_max_m,
                     static_cast<std::uint16_t>(own_neighbourhood + 1),
                     [&](Cell c) { return barriers_->entry_is_free(p, c); });
}

}  // namespace laad
