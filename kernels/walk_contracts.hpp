// SPDX-License-Identifier: Apache-2.0
// What all executors share of the operations on distance and walking: what callers promise, the codes of EVSE, the
// window of an origin.
#pragma once

#include "kernels/walk.hpp"
#include "rasters/error.hpp"

#include <algorithm>
#include <cmath>

namespace laad {

inline constexpr std::uint16_t evse_nodata = 65535;
inline constexpr std::uint16_t evse_most = 65534;

/// What one origin adds at most; more would saturate the cell anyway.
constexpr std::uint32_t evse_counted(int evse)
{
    return evse < evse_most ? static_cast<std::uint32_t>(evse) : evse_most;
}

struct EvseResultCell {
    View<Surface const> surface;
    View<std::uint32_t const> sum;
    View<std::uint16_t> evse;

    LAAD_HD void operator()(Cell c) const
    {
        std::uint32_t const saturated = sum[c] < evse_most ? sum[c] : evse_most;
        evse[c] = walkable(surface[c]) ? static_cast<std::uint16_t>(saturated) : evse_nodata;
    }
};

inline void expect_distance_arguments(std::span<Cell const> sites, Rect window, int cell_cm, Shape distance, Shape site)
{
    expect(distance == window.shape && site == window.shape, "distance: results have the shape of the window");
    expect(cell_cm >= 20 && cell_cm <= 1'000'000, "distance: offsets fit in 16 bits (cells of 20 cm to 10 km)");
    expect(std::is_sorted(sites.begin(), sites.end()), "distance: sites are sorted by row and column");
}

inline void expect_moves_shapes(Shape surface, Shape walls, Shape moves)
{
    expect(surface == moves && walls == moves, "allowed_moves: surface, walls and moves have the same shape");
}

inline void expect_walk_area(WalkArea const& area, int bound_cm)
{
    expect(bound_cm >= 0 && bound_cm <= 10 * (distance_beyond - 1), "walk: the bound fits in 16 bits of dm");
    Shape const padded{area.moves.shape.rows + 4, area.moves.shape.cols + 4};
    expect(padded.cells() < INT32_MAX, "walk: a window has less than 2^31 cells");
    for (Link const& link : area.links)
        expect(inside(area.moves.shape, link.a) && inside(area.moves.shape, link.b) && link.cost_cm >= 0,
               "walk: links lie inside the window and cost no less than 0");
}

inline void expect_walk_origins(WalkArea const& area, std::span<WalkOrigin const> origins)
{
    for (WalkOrigin const& origin : origins)
        expect(inside(area.moves.shape, origin.access) && origin.start_cm >= 0 && origin.evse >= 0,
               "walk: origins enter inside the window, after 0 cm or more, with 0 EVSE or more");
}

inline void expect_walk_arguments(WalkArea const& area, Shape surface, std::span<WalkSource const> sources,
                                  int bound_cm, Shape distance, Shape site)
{
    Shape const shape = area.moves.shape;
    expect(surface == shape && distance == shape && site == shape,
           "walk: moves, surface and results have the same shape");
    expect_walk_area(area, bound_cm);
    expect(std::is_sorted(sources.begin(), sources.end(), [](auto const& a, auto const& b) { return a.site < b.site; }),
           "walk: sources are sorted by site");
    for (WalkSource const& source : sources)
        expect(inside(shape, source.access) && source.start_cm >= 0,
               "walk: sources enter inside the window, after 0 cm or more");
}

inline void expect_evse_within_arguments(WalkArea const& area, Shape surface, std::span<WalkOrigin const> origins,
                                         int bound_cm, Shape evse)
{
    expect(surface == area.moves.shape && evse == area.moves.shape,
           "evse_within: moves, surface and evse have the same shape");
    expect_walk_area(area, bound_cm);
    expect_walk_origins(area, origins);
    std::uint64_t total = 0;  // the sums over origins are kept in 32 bits
    for (WalkOrigin const& origin : origins)
        total += evse_counted(origin.evse);
    expect(total <= UINT32_MAX, "evse_within: all EVSE together fit in 32 bits");
}

inline void expect_reach_arguments(WalkArea const& area, Shape node, std::span<WalkOrigin const> origins, int bound_cm)
{
    expect(node == area.moves.shape, "reach: moves and node have the same shape");
    expect_walk_area(area, bound_cm);
    expect_walk_origins(area, origins);
}

/// The window around an origin that no walk within the bound leaves. It may stick out of the area. A link that is
/// shorter than the straight line (as input may have it) could lead anywhere, so then it is the whole area.
class OriginWindow {
  public:
    OriginWindow(WalkArea const& area, int bound_cm) : area_{area.moves.shape}
    {
        auto const is_shortcut = [&](Link const& link) {
            Cell const step = link.a - link.b;
            return link.cost_cm < std::hypot(double{1} * step.row, double{1} * step.col) * area.cell_cm;
        };
        whole_ = std::any_of(area.links.begin(), area.links.end(), is_shortcut);
        halo_ = walk_halo(bound_cm, area.cell_cm) + 1;
        if (2 * std::int64_t{halo_} + 1 >= std::max(area_.rows, area_.cols)) whole_ = true;
    }
    Shape shape() const { return whole_ ? area_ : Shape{2 * halo_ + 1, 2 * halo_ + 1}; }
    Cell first(Cell access) const { return whole_ ? Cell{} : access - Cell{halo_, halo_}; }

  private:
    Shape area_;
    bool whole_{};
    int halo_{};
};

}  // namespace laad
