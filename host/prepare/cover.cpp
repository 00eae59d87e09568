// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/cover.hpp"

#include <limits>

namespace laad {

namespace {

/// +1 when a→b enters the shape left of an edge, −1 when it leaves it, 0 when it does not cross the edge. A place on
/// an edge counts as inside.
int crossing(Place a, Place b, Place from, Place to)
{
    if ((side(a, b, from) >= 0) == (side(a, b, to) >= 0)) return 0;
    bool const inside_before = side(from, to, a) >= 0;
    bool const inside_after = side(from, to, b) >= 0;
    return inside_after - inside_before;
}

double doubled_area(std::vector<Place> const& ring)
{
    double sum = 0;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i)
        sum += static_cast<double>(side(ring[0], ring[i], ring[i + 1]));
    return sum;
}

}  // namespace

Place PlaceFrame::place(Point p) const
{
    constexpr std::int64_t far_mm = 200'000'000;  // products of two such distances fit in 64 bits
    auto const mm = [&](std::int64_t from_origin) { return std::clamp(from_origin, -far_mm, far_mm) * 4; };
    std::int64_t const west_mm = (grid.west_cm + std::int64_t{window.first.col} * grid.cell_cm) * 10;
    std::int64_t const north_mm = (grid.north_cm - std::int64_t{window.first.row} * grid.cell_cm) * 10;
    return {mm(std::llround(p.x * 1000) - west_mm), mm(north_mm - std::llround(p.y * 1000))};
}

Cover::Cover(PlaceFrame const& frame, std::span<Polygon const* const> shapes) : frame_{frame}
{
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        shape_first_.push_back(edges_.size());
        constexpr auto far = std::numeric_limits<std::int64_t>::max();
        bounds_.push_back({{far, far}, {-far, -far}});
        add(shapes[i]->outer, false, static_cast<std::int32_t>(i));
        for (Ring const& hole : shapes[i]->holes)
            add(hole, true, static_cast<std::int32_t>(i));
    }
    shape_first_.push_back(edges_.size());
    if (empty() || frame_.window.shape.cells() == 0) {
        edges_.clear();
        return;
    }
    count_depth();
    index();
}

void Cover::add(Ring const& ring, bool is_hole, std::int32_t shape)
{
    std::vector<Place> places;
    for (Point const p : ring)
        if (Place const place = frame_.place(p); places.empty() || !(places.back() == place)) places.push_back(place);
    if ((doubled_area(places) < 0) != is_hole) std::reverse(places.begin(), places.end());
    for (std::size_t i = 1; i < places.size(); ++i)
        edges_.push_back({places[i - 1], places[i], shape});
    auto& [least, most] = bounds_.back();
    for (Place const p : places) {
        least = {std::min(least.x, p.x), std::min(least.y, p.y)};
        most = {std::max(most.x, p.x), std::max(most.y, p.y)};
    }
}

/// Along the middle of each row from the west: each edge changes the depth of all centres beyond it.
void Cover::count_depth()
{
    Shape const shape = frame_.window.shape;
    depth_ = Raster<std::int16_t>{{shape.rows, shape.cols + 1}, 0};
    std::int64_t const cell = frame_.cell_side();
    std::int64_t const first_middle = frame_.centre({0, 0}).y;
    for (Edge const& edge : edges_) {
        if (edge.from.y == edge.to.y) continue;
        auto const row_of = [&](std::int64_t y) {
            return static_cast<int>(std::clamp<std::int64_t>((y - first_middle) / cell, -1, std::int64_t{shape.rows}));
        };
        bool const enters = edge.to.y < edge.from.y;  // seen from the west
        int const last = std::min(row_of(std::max(edge.from.y, edge.to.y)) + 1, shape.rows - 1);
        for (int row = std::max(0, row_of(std::min(edge.from.y, edge.to.y)) - 1); row <= last; ++row) {
            std::int64_t const y = frame_.centre({row, 0}).y;
            if ((edge.from.y >= y) == (edge.to.y >= y)) continue;
            auto const beyond = [&](int col) {
                return (side(edge.from, edge.to, frame_.centre({row, col})) >= 0) == enters;
            };
            double const x = static_cast<double>(edge.from.x) + static_cast<double>(y - edge.from.y) *
                                                                    static_cast<double>(edge.to.x - edge.from.x) /
                                                                    static_cast<double>(edge.to.y - edge.from.y);
            int col = static_cast<int>(std::clamp(std::floor(x / static_cast<double>(cell)), 0.0, 1.0 * shape.cols));
            while (col > 0 && beyond(col - 1))
                --col;
            while (col < shape.cols && !beyond(col))
                ++col;
            depth_[{row, col}] = static_cast<std::int16_t>(depth_[{row, col}] + (enters ? 1 : -1));
        }
    }
    for (int row = 0; row < shape.rows; ++row)
        for (int col = 1; col < shape.cols; ++col)
            depth_[{row, col}] = static_cast<std::int16_t>(depth_[{row, col}] + depth_[{row, col - 1}]);
}

void Cover::index()
{
    first_.assign(static_cast<std::size_t>(frame_.window.shape.cells()) + 1, 0);
    for (Edge const& edge : edges_)
        frame_.each_cell(edge.from, edge.to, [&](Cell c) { ++first_[number(c) + 1]; });
    for (std::size_t i = 1; i < first_.size(); ++i)
        first_[i] += first_[i - 1];
    entries_.resize(static_cast<std::size_t>(first_.back()));
    for (std::size_t e = edges_.size(); e-- > 0;)
        frame_.each_cell(edges_[e].from, edges_[e].to, [&](Cell c) {
            entries_[static_cast<std::size_t>(--first_[number(c) + 1])] = static_cast<std::int32_t>(e);
        });
    // Filling moved each entry's end to its begin: shift them back.
    first_.erase(first_.begin());
    first_.push_back(static_cast<std::int32_t>(entries_.size()));
}

std::vector<Cover::Change> Cover::changes(Place a, Place b) const
{
    std::vector<Change> found;
    if (empty() || a == b) return found;
    std::vector<std::int32_t> near;
    frame_.each_cell(a, b, [&](Cell c) {
        near.insert(near.end(), entries_.begin() + first_[number(c)], entries_.begin() + first_[number(c) + 1]);
    });
    std::sort(near.begin(), near.end());
    near.erase(std::unique(near.begin(), near.end()), near.end());
    for (std::int32_t const e : near) {
        Edge const& edge = edges_[static_cast<std::size_t>(e)];
        int const by = crossing(a, b, edge.from, edge.to);
        if (by == 0) continue;
        auto const before = static_cast<double>(side(edge.from, edge.to, a));
        auto const after = static_cast<double>(side(edge.from, edge.to, b));
        found.push_back({before / (before - after), by, edge.shape});
    }
    return found;
}

int Cover::depth(Cell c, Place p) const
{
    int depth = this->depth(c);
    for (Change const& change : changes(frame_.centre(c), p))
        depth += change.by;
    return depth;
}

std::vector<std::int32_t> Cover::holding(Place p) const
{
    std::vector<std::int32_t> found;
    for (std::size_t i = 0; !empty() && i < bounds_.size(); ++i) {
        auto const& [least, most] = bounds_[i];
        if (p.x < least.x || p.x > most.x || p.y < least.y || p.y > most.y) continue;
        int depth = 0;
        for (std::size_t e = shape_first_[i]; e < shape_first_[i + 1]; ++e)
            depth += crossing({least.x - 1, p.y}, p, edges_[e].from, edges_[e].to);
        if (depth > 0) found.push_back(static_cast<std::int32_t>(i));
    }
    return found;
}

}  // namespace laad
