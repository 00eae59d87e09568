// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/candidates.hpp"

#include "host/prepare/boxes.hpp"
#include "host/prepare/plane.hpp"
#include "rasters/io/vectors/shapes.hpp"
#include "rasters/millimetres.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <ranges>
#include <unordered_map>

namespace laad {

namespace {

constexpr double taken = 0.30;    ///< share of a cut bay under a mapped reserved bay that makes it reserved
constexpr double doubled = 0.10;  ///< share of a bay that another pair may cover

/// Whether a straight line along an edge of `a` has the two shapes on different sides; they may touch it.
bool edge_separates(Ring const& a, Ring const& b)
{
    constexpr double touching_m = 1e-6;
    auto const sides = [](Ring const& ring, Point from, Point normal) {
        return std::ranges::minmax(ring | std::views::transform([&](Point p) { return dot(p - from, normal); }));
    };
    for (std::size_t i = 0; i + 1 < a.size(); ++i) {
        auto const normal = left_of(unit(a[i + 1] - a[i]));
        auto const [a_least, a_most] = sides(a, a[i], normal);
        auto const [b_least, b_most] = sides(b, a[i], normal);
        if (a_most < touching_m && b_least > -touching_m) return true;
        if (a_least > -touching_m && b_most < touching_m) return true;
    }
    return false;
}

/// The share of a bay that another one covers. Most are neighbours that only touch: told without exact geometry.
double shared(Polygon const& bay, Polygon const& other)
{
    if (edge_separates(bay.outer, other.outer) || edge_separates(other.outer, bay.outer)) return 0;
    return area_of_intersection(Geometry{{}, {}, {bay}}, Geometry{{}, {}, {other}}) / area(bay);
}

/// For each pair the earlier ones that cover part of its bays.
std::vector<std::vector<std::size_t>> covering(std::vector<BayPair> const& pairs)
{
    std::vector<Box> boxes;
    for (auto const& pair : pairs)
        for (auto const& bay : pair.bays)
            boxes.push_back(box_of(bay));
    BoxIndex const index{boxes, 20};
    std::vector<std::vector<std::size_t>> earlier(pairs.size());
    tbb::parallel_for(std::size_t{0}, pairs.size(), [&](std::size_t i) {
        for (std::size_t side = 0; side < 2; ++side)
            for (auto const item : index.touching(boxes[2 * i + side])) {
                auto const other = static_cast<std::size_t>(item) / 2;
                if (other >= i) break;
                if (shared(pairs[i].bays[side], pairs[other].bays[static_cast<std::size_t>(item) % 2]) > doubled)
                    earlier[i].push_back(other);
            }
    });
    return earlier;
}

/// A row runs both ways, so half the compass is enough.
char const* direction_of(Point along)
{
    constexpr char const* names[] = {"E", "NE", "N", "NW"};
    auto const eighths = std::lround(std::atan2(along.y, along.x) / (std::numbers::pi / 4));
    return names[(eighths + 8) % 4];
}

std::int64_t whole_metres(std::int64_t mm)
{
    return mm >= 0 ? mm / 1000 : -((-mm + 999) / 1000);
}

std::string place_id(BayPair const& pair)
{
    auto const [south, east] = place_order(pair.middle());
    return fmt::format("x{}-y{}-{}", whole_metres(east), whole_metres(-south), direction_of(pair.along()));
}

}  // namespace

void mark_reserved(std::vector<BayPair>& pairs, std::vector<MappedBay> const& bays)
{
    std::vector<Polygon> reserved;
    for (auto const& bay : bays)
        if (bay.is_reserved) reserved.push_back(bay.shape);
    auto const index = index_of(reserved, 20);
    tbb::parallel_for(std::size_t{0}, pairs.size(), [&](std::size_t i) {
        for (auto const& bay : pairs[i].bays)
            for (auto const item : index.touching(box_of(bay)))
                if (shared(bay, reserved[static_cast<std::size_t>(item)]) > taken) pairs[i].facts.is_reserved = true;
    });
}

std::size_t make_disjoint(std::vector<BayPair>& pairs)
{
    auto const earlier = covering(pairs);
    std::vector<char> dropped(pairs.size(), 0);
    auto const stands = [&](std::size_t pair) {
        auto const& facts = pairs[pair].facts;
        return !dropped[pair] && !facts.is_reserved.value_or(false) && !facts.is_odd_size;
    };
    for (std::size_t i = 0; i < pairs.size(); ++i)
        dropped[i] = stands(i) && std::any_of(earlier[i].begin(), earlier[i].end(), stands);
    std::size_t next = 0;
    return std::erase_if(pairs, [&](BayPair const&) { return dropped[next++] != 0; });
}

void name_by_place(std::vector<BayPair>& pairs)
{
    std::unordered_map<std::string, int> used;
    for (auto& pair : pairs) {
        pair.id = place_id(pair);
        if (auto const times = ++used[pair.id]; times > 1) pair.id += fmt::format("-{}", times);
    }
}

}  // namespace laad
