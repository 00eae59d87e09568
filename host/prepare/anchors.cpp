// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/anchors.hpp"

#include <cmath>
#include <tuple>

namespace laad {

namespace {

Place along(Place a, Place b, double t)
{
    auto const at = [t](std::int64_t from, std::int64_t to) {
        return from + std::llround(t * static_cast<double>(to - from));
    };
    return {at(a.x, b.x), at(a.y, b.y)};
}

/// The part of a→b in a square.
Stretch part_in(Place a, Place b, double west, double north, double cell_side)
{
    Stretch part{0, 1};
    auto const cut = [&](std::int64_t from, std::int64_t to, double low) {
        auto const start = static_cast<double>(from);
        auto const step = static_cast<double>(to - from);
        if (step == 0) {
            if (start < low || start > low + cell_side) part = {1, 0};
            return;
        }
        double const s = (low - start) / step;
        double const t = (low + cell_side - start) / step;
        part = {std::max(part.from, std::min(s, t)), std::min(part.to, std::max(s, t))};
    };
    cut(a.x, b.x, west);
    cut(a.y, b.y, north);
    return part;
}

}  // namespace

Anchors::Anchors(PlaceFrame const& frame, Impassable& impassable, std::span<WayLine const> ways)
    : frame_{frame}, impassable_{impassable}
{
    for (std::size_t way = 0; way < ways.size(); ++way)
        follow(static_cast<std::int32_t>(way), ways[way]);
    impassable_.index_decks();
    std::sort(visits_.begin(), visits_.end(), [](Visit const& l, Visit const& r) {
        return std::tie(l.cell, l.way, l.away, l.nearest) < std::tie(r.cell, r.way, r.away, r.nearest);
    });
    auto const same = [](Visit const& l, Visit const& r) { return l.cell == r.cell && l.way == r.way; };
    visits_.erase(std::unique(visits_.begin(), visits_.end(), same), visits_.end());
    std::sort(vertices_.begin(), vertices_.end(), [](Vertex const& l, Vertex const& r) {
        return std::tie(l.cell, l.at, l.way) < std::tie(r.cell, r.at, r.way);
    });
    for (auto begin = visits_.begin(); begin != visits_.end();) {
        auto const end = std::find_if(begin, visits_.end(), [&](Visit const& v) { return v.cell != begin->cell; });
        settle({begin, end});
        begin = end;
    }
    for (Step const& step : steps_)
        if (stands_for(step.from, step.way) && stands_for(step.to, step.way))
            joined_.push_back(std::minmax(step.from, step.to));
    std::sort(joined_.begin(), joined_.end());
}

/// The cells of a way in its order.
void Anchors::follow(std::int32_t way, WayLine const& drawn)
{
    struct Piece {
        Stretch part;
        Cell cell;
    };
    std::vector<Piece> pieces;
    auto const cell_side = static_cast<double>(frame_.cell_side());
    before_ = -1;
    for (std::size_t i = 0; i < drawn.line->size(); ++i) {
        Place const b = frame_.place((*drawn.line)[i]);
        note_vertex(way, b);
        Place const a = i > 0 ? frame_.place((*drawn.line)[i - 1]) : b;
        if (a == b) continue;
        pieces.clear();
        double const shortest = 1 / length(b - a);
        frame_.each_cell(a, b, [&](Cell c) {
            Stretch const part = part_in(a, b, c.col * cell_side, c.row * cell_side, cell_side);
            if (part.to - part.from <= shortest) return;
            double const middle = (part.from + part.to) / 2;
            Cell const at = frame_.cell(static_cast<double>(a.x) + middle * static_cast<double>(b.x - a.x),
                                        static_cast<double>(a.y) + middle * static_cast<double>(b.y - a.y));
            if (at == c) pieces.push_back({part, c});  // a way on the line between two cells runs in one of them
        });
        std::sort(pieces.begin(), pieces.end(),
                  [](Piece const& l, Piece const& r) { return l.part.from < r.part.from; });
        for (auto const& [part, c] : pieces)
            visit(way, drawn, c, along(a, b, part.from), along(a, b, part.to));
    }
}

void Anchors::note_vertex(std::int32_t way, Place p)
{
    Cell const c = frame_.cell(static_cast<double>(p.x), static_cast<double>(p.y));
    if (inside(frame_.window.shape, c) && impassable_.near(c)) vertices_.push_back({number(c), p, way});
}

void Anchors::visit(std::int32_t way, WayLine const& drawn, Cell c, Place a, Place b)
{
    bool const near = impassable_.near(c);
    if (before_ >= 0 && before_ != number(c)) {
        Cell const step = cell(before_) - c;
        bool const adjacent = std::abs(step.row) <= 1 && std::abs(step.col) <= 1;
        if (adjacent && (near || impassable_.near(cell(before_)))) steps_.push_back({before_, number(c), way});
    }
    before_ = number(c);
    if (!near) return;
    impassable_.open_decks(c, a, b, drawn.half_width_m);
    Place const centre = frame_.centre(c);
    Place const step = b - a;
    Place const to_centre = centre - a;
    auto const squared = static_cast<double>(step.x * step.x + step.y * step.y);
    double const t = squared > 0 ? static_cast<double>(step.x * to_centre.x + step.y * to_centre.y) / squared : 0.0;
    Place const nearest = along(a, b, std::clamp(t, 0.0, 1.0));
    visits_.push_back({number(c), way, length(nearest - centre), nearest});
}

/// Chooses the anchor of a cell, and which of its ways it stands for.
void Anchors::settle(std::span<Visit> of_cell)
{
    Cell const c = cell(of_cell.front().cell);
    auto const by_distance = [](Visit const& l, Visit const& r) {
        return std::tie(l.away, l.way) < std::tie(r.away, r.way);
    };
    Visit& first = *std::min_element(of_cell.begin(), of_cell.end(), by_distance);
    Place anchor = frame_.centre(c);
    if (impassable_.hold(c, anchor) || impassable_.stop(c, anchor, first.nearest)) {
        anchor = first.nearest;
        moved_[first.cell] = anchor;
    }
    for (Visit& visit : of_cell)
        visit.reached = &visit == &first || !impassable_.stop(c, anchor, visit.nearest);
    spread(of_cell);
}

/// Ways that share a vertex in a cell are joined there.
void Anchors::spread(std::span<Visit> of_cell) const
{
    auto const way_of = [&](std::int32_t way) {
        return std::find_if(of_cell.begin(), of_cell.end(), [&](Visit const& v) { return v.way == way; });
    };
    auto const by_cell = [](Vertex const& v, std::int64_t wanted) { return v.cell < wanted; };
    auto const begin = std::lower_bound(vertices_.begin(), vertices_.end(), of_cell.front().cell, by_cell);
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

bool Anchors::stands_for(std::int64_t cell, std::int32_t way) const
{
    auto const found = std::lower_bound(visits_.begin(), visits_.end(), std::pair{cell, way},
                                        [](Visit const& v, std::pair<std::int64_t, std::int32_t> wanted) {
                                            return std::pair{v.cell, v.way} < wanted;
                                        });
    bool const is_visited = found != visits_.end() && found->cell == cell && found->way == way;
    return !is_visited || found->reached;  // not noted: no barrier is near
}

Place Anchors::of(Cell c) const
{
    auto const moved = moved_.find(number(c));
    return moved != moved_.end() ? moved->second : frame_.centre(c);
}

bool Anchors::join(Cell a, Cell b) const
{
    return std::binary_search(joined_.begin(), joined_.end(),
                              std::pair<std::int64_t, std::int64_t>{std::minmax(number(a), number(b))});
}

}  // namespace laad
