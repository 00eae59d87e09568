// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/barriers.hpp"

#include <cmath>
#include <optional>
#include <tuple>

namespace laad {

namespace {

/// A way in a cell.
struct Visit {
    std::int64_t cell;
    std::int32_t way;
    double away;  ///< from the centre
    Place nearest;
    bool reached{};  ///< from the anchor of the cell
};

struct Vertex {
    std::int64_t cell;
    Place at;
    std::int32_t way;
};

struct Step {
    std::int64_t from, to;
    std::int32_t way;
};

class AnchorMaker {
  public:
    AnchorMaker(PlaceFrame const& frame, Impassable& impassable) : frame_{frame}, impassable_{impassable} {}

    void run(std::span<WayLine const> ways, Anchors::Moved& moved, Anchors::Joined& joined)
    {
        for (std::size_t way = 0; way < ways.size(); ++way)
            follow(static_cast<std::int32_t>(way), ways[way]);
        impassable_.index_decks();
        std::ranges::sort(visits_, {}, [](Visit const& v) { return std::tuple{v.cell, v.way, v.away, v.nearest}; });
        auto const same = [](Visit const& l, Visit const& r) { return l.cell == r.cell && l.way == r.way; };
        visits_.erase(std::unique(visits_.begin(), visits_.end(), same), visits_.end());
        std::ranges::sort(vertices_, {}, [](Vertex const& v) { return std::tuple{v.cell, v.at, v.way}; });
        for (auto begin = visits_.begin(); begin != visits_.end();) {
            auto const end = std::find_if(begin, visits_.end(), [&](Visit const& v) { return v.cell != begin->cell; });
            settle({begin, end}, moved);
            begin = end;
        }
        for (Step const& step : steps_)
            if (stands_for(step.from, step.way) && stands_for(step.to, step.way))
                joined.push_back(std::minmax(step.from, step.to));
        std::sort(joined.begin(), joined.end());
    }

  private:
    /// The cells of a way in its order.
    void follow(std::int32_t way, WayLine const& drawn)
    {
        struct Piece {
            Stretch part;
            Cell cell;
        };
        std::vector<Piece> pieces;
        auto const side = static_cast<double>(frame_.cell_side());
        before_.reset();
        for (std::size_t i = 0; i < drawn.line->size(); ++i) {
            Place const b = frame_.place((*drawn.line)[i]);
            note_vertex(way, b);
            Place const a = i > 0 ? frame_.place((*drawn.line)[i - 1]) : b;
            if (a == b) continue;
            pieces.clear();
            auto const ax = static_cast<double>(a.x), ay = static_cast<double>(a.y);
            auto const dx = static_cast<double>(b.x - a.x), dy = static_cast<double>(b.y - a.y);
            double const shortest = 1 / length(b - a);
            frame_.each_cell(a, b, [&](Cell c) {
                Stretch const part = common(band(ax, dx, c.col * side, c.col * side + side),
                                            band(ay, dy, c.row * side, c.row * side + side));
                if (part.to - part.from <= shortest) return;
                double const middle = (part.from + part.to) / 2;
                // A way on the line between two cells runs in one of them.
                if (frame_.cell(ax + middle * dx, ay + middle * dy) == c) pieces.push_back({part, c});
            });
            std::ranges::sort(pieces, {}, [](Piece const& piece) { return piece.part.from; });
            for (auto const& [part, c] : pieces)
                visit(way, drawn, c, along(a, b, part.from), along(a, b, part.to));
        }
    }

    void note_vertex(std::int32_t way, Place p)
    {
        Cell const c = frame_.cell(static_cast<double>(p.x), static_cast<double>(p.y));
        if (inside(frame_.window.shape, c) && impassable_.near(c)) vertices_.push_back({frame_.number(c), p, way});
    }

    void visit(std::int32_t way, WayLine const& drawn, Cell c, Place a, Place b)
    {
        bool const near = impassable_.near(c);
        if (before_ && !(*before_ == c)) {
            Cell const step = *before_ - c;
            bool const adjacent = std::abs(step.row) <= 1 && std::abs(step.col) <= 1;
            if (adjacent && (near || impassable_.near(*before_)))
                steps_.push_back({frame_.number(*before_), frame_.number(c), way});
        }
        before_ = c;
        if (!near) return;
        impassable_.open_decks(c, a, b, drawn.half_width_m);
        Place const centre = frame_.centre(c);
        Place const step = b - a;
        Place const to_centre = centre - a;
        auto const squared = static_cast<double>(step.x * step.x + step.y * step.y);
        double const t = squared > 0 ? static_cast<double>(step.x * to_centre.x + step.y * to_centre.y) / squared : 0.0;
        Place const nearest = along(a, b, std::clamp(t, 0.0, 1.0));
        visits_.push_back({frame_.number(c), way, length(nearest - centre), nearest});
    }

    /// Chooses the anchor of a cell, and which of its ways it stands for.
    void settle(std::span<Visit> of_cell, Anchors::Moved& moved)
    {
        int const cols = frame_.window.shape.cols;
        auto const number = of_cell.front().cell;
        Cell const c{static_cast<int>(number / cols), static_cast<int>(number % cols)};
        Visit& first = *std::ranges::min_element(of_cell, {}, [](Visit const& v) { return std::pair{v.away, v.way}; });
        Place anchor = frame_.centre(c);
        if (impassable_.hold(c, anchor) || impassable_.stop(c, anchor, first.nearest))
            anchor = moved[number] = first.nearest;
        for (Visit& visit : of_cell)
            visit.reached = &visit == &first || !impassable_.stop(c, anchor, visit.nearest);
        spread(of_cell);
    }

    /// Ways that share a vertex in a cell are joined there.
    void spread(std::span<Visit> of_cell) const
    {
        auto const way_of = [&](std::int32_t way) { return std::ranges::find(of_cell, way, &Visit::way); };
        auto const begin = std::ranges::lower_bound(vertices_, of_cell.front().cell, {}, &Vertex::cell);
        for (bool changed = true; changed;) {
            changed = false;
            for (auto a = begin; a != vertices_.end() && a->cell == begin->cell; ++a)
                for (auto b = a + 1; b != vertices_.end() && b->cell == a->cell && b->at == a->at; ++b) {
                    auto const one = way_of(a->way);
                    auto const other = way_of(b->way);
                    if (one == of_cell.end() || other == of_cell.end() || one->reached == other->reached) continue;
                    one->reached = other->reached = changed = true;
                }
        }
    }

    bool stands_for(std::int64_t cell, std::int32_t way) const
    {
        std::pair const wanted{cell, way};
        auto const place = [](Visit const& v) { return std::pair{v.cell, v.way}; };
        auto const found = std::ranges::lower_bound(visits_, wanted, {}, place);
        bool const is_visited = found != visits_.end() && place(*found) == wanted;
        return !is_visited || found->reached;  // not noted: no barrier is near
    }

    PlaceFrame frame_;
    Impassable& impassable_;
    std::optional<Cell> before_;  ///< the cell that the way came from
    std::vector<Visit> visits_;
    std::vector<Vertex> vertices_;
    std::vector<Step> steps_;
};

}  // namespace

Anchors::Anchors(PlaceFrame const& frame, Impassable& impassable, std::span<WayLine const> ways) : frame_{frame}
{
    AnchorMaker{frame, impassable}.run(ways, moved_, joined_);
}

Place Anchors::of(Cell c) const
{
    auto const moved = moved_.find(frame_.number(c));
    return moved != moved_.end() ? moved->second : frame_.centre(c);
}

bool Anchors::join(Cell a, Cell b) const
{
    return std::binary_search(joined_.begin(), joined_.end(),
                              Joined::value_type{std::minmax(frame_.number(a), frame_.number(b))});
}

}  // namespace laad
