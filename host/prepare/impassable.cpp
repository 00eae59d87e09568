// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/impassable.hpp"

#include "host/prepare/plane.hpp"

#include <cmath>
#include <optional>
#include <tuple>

namespace laad {

namespace {

constexpr double places_a_m = 100.0 * places_a_cm;
constexpr double passable_m = 0.5;   ///< barriers up to this width do not hold
constexpr double abutting_m = 0.01;  ///< shapes that lie no farther apart are drawn to touch

/// The parts of a line that lie in shapes.
std::vector<Stretch> stretches(int depth, std::vector<Cover::Change> changes)
{
    std::ranges::sort(changes, {}, [](Cover::Change const& c) { return std::tuple{c.at, -c.by, c.shape}; });
    std::vector<Stretch> found;
    double begin = 0;
    for (auto const& change : changes) {
        int const before = depth;
        depth += change.by;
        if (before <= 0 && depth > 0) begin = change.at;
        if (before > 0 && depth <= 0) found.push_back({begin, change.at});
    }
    if (depth > 0) found.push_back({begin, 1});
    return found;
}

/// Stretches with less than `gap` between them become one; sorted by their begin.
std::vector<Stretch> joined(std::vector<Stretch> const& parts, double gap)
{
    std::vector<Stretch> whole;
    for (Stretch const& part : parts)
        if (!whole.empty() && part.from - whole.back().to <= gap)
            whole.back().to = std::max(whole.back().to, part.to);
        else
            whole.push_back(part);
    return whole;
}

/// The longest stretch of `parts` that is not in `open`, both sorted.
double longest_without(std::vector<Stretch> const& parts, std::vector<Stretch> const& open)
{
    double longest = 0;
    for (Stretch const& part : parts) {
        double begin = part.from;
        for (Stretch const& gap : open) {
            if (gap.to <= begin) continue;
            if (gap.from >= part.to) break;
            longest = std::max(longest, gap.from - begin);
            begin = gap.to;
        }
        longest = std::max(longest, part.to - begin);
    }
    return longest;
}

Point vector(Place p)
{
    return {static_cast<double>(p.x), static_cast<double>(p.y)};
}

/// How far a deck reaches beyond its ends: more than what rounding leaves between two pieces of one way.
constexpr double deck_overlap = 0.02 * places_a_m;

/// The part of a→b on a deck: within half its width beside its axis.
std::optional<Stretch> within(Place a, Place b, Deck const& deck)
{
    Point const axis = vector(deck.b - deck.a);
    double const deck_long = std::sqrt(dot(axis, axis));
    if (deck_long == 0) return std::nullopt;
    Point const step = vector(b - a);
    Point const from_deck = vector(a - deck.a);
    double const wide = deck.half * deck_long;
    double const beyond = deck_overlap * deck_long;
    Stretch const part = common(band(dot(left_of(axis), from_deck), dot(left_of(axis), step), -wide, wide),
                                band(dot(axis, from_deck), dot(axis, step), -beyond, deck_long * deck_long + beyond));
    return part.from <= part.to ? std::optional{part} : std::nullopt;
}

}  // namespace

Impassable::Impassable(PlaceFrame const& frame, std::span<Polygon const* const> barriers,
                       std::span<Polygon const* const> decks)
    : frame_{frame}, barriers_{frame, barriers}, deck_shapes_{frame, decks}
{
}

void Impassable::open_decks(Cell cell, Place a, Place b, double half_width_m)
{
    double const half = half_width_m * places_a_m;
    for (Stretch const& part : stretches(barriers_.depth(cell, a), barriers_.changes(a, b))) {
        Deck const deck{along(a, b, part.from), along(a, b, part.to), half};
        auto const least = [&](std::int64_t p, std::int64_t q) { return static_cast<double>(std::min(p, q)) - half; };
        auto const most = [&](std::int64_t p, std::int64_t q) { return static_cast<double>(std::max(p, q)) + half; };
        Cell const first = frame_.cell(least(deck.a.x, deck.b.x), least(deck.a.y, deck.b.y));
        Cell const last = frame_.cell(most(deck.a.x, deck.b.x), most(deck.a.y, deck.b.y));
        for (int row = first.row; row <= last.row; ++row)
            for (int col = first.col; col <= last.col; ++col)
                if (inside(frame_.window.shape, {row, col}))
                    deck_cells_.emplace_back(frame_.number({row, col}), static_cast<std::int32_t>(decks_.size()));
        decks_.push_back(deck);
    }
}

template <class Visit>
void Impassable::each_deck_near(Place a, Place b, Visit const& visit) const
{
    if (decks_.empty()) return;
    frame_.each_cell(a, b, [&](Cell c) {
        auto entry =
            std::lower_bound(deck_cells_.begin(), deck_cells_.end(), std::pair{frame_.number(c), std::int32_t{0}});
        for (; entry != deck_cells_.end() && entry->first == frame_.number(c); ++entry)
            visit(decks_[static_cast<std::size_t>(entry->second)]);
    });
}

bool Impassable::hold(Cell cell, Place p) const
{
    if (barriers_.depth(cell, p) <= 0 || deck_shapes_.depth(cell, p) > 0) return false;
    bool on_deck = false;
    each_deck_near(p, p, [&](Deck const& deck) { on_deck = on_deck || within(p, p, deck); });
    return !on_deck;
}

std::vector<Stretch> Impassable::on_decks(Cell cell, Place a, Place b) const
{
    auto open = stretches(deck_shapes_.depth(cell, a), deck_shapes_.changes(a, b));
    each_deck_near(a, b, [&](Deck const& deck) {
        if (auto const part = within(a, b, deck)) open.push_back(*part);
    });
    std::ranges::sort(open, {}, &Stretch::from);
    return joined(open, 0);
}

bool Impassable::stop(Cell cell, Place a, Place b, std::span<std::int32_t const> own) const
{
    auto changes = barriers_.changes(a, b);
    std::erase_if(changes, [&](auto const& c) { return std::find(own.begin(), own.end(), c.shape) != own.end(); });
    int const depth = barriers_.depth(cell, a) - static_cast<int>(own.size());
    if (changes.empty() && depth <= 0) return false;
    double const long_m = length(b - a) / places_a_m;
    if (long_m <= passable_m) return false;
    auto const crossed = joined(stretches(depth, std::move(changes)), abutting_m / long_m);
    double const passable = passable_m / long_m;
    if (longest_without(crossed, {}) <= passable) return false;
    return longest_without(crossed, on_decks(cell, a, b)) > passable;
}

}  // namespace laad
