// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/boxes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace laad {

namespace {

constexpr double far = std::numeric_limits<double>::infinity();
constexpr Box nothing{far, far, -far, -far};

void include(Box& box, std::vector<Point> const& points)
{
    for (auto const p : points) {
        box.west = std::min(box.west, p.x);
        box.south = std::min(box.south, p.y);
        box.east = std::max(box.east, p.x);
        box.north = std::max(box.north, p.y);
    }
}

}  // namespace

Box box_of(Geometry const& shape)
{
    Box box = nothing;
    include(box, shape.points);
    for (auto const& line : shape.lines)
        include(box, line);
    for (auto const& polygon : shape.polygons)
        include(box, polygon.outer);
    return box;
}

Box box_of(Polygon const& polygon)
{
    Box box = nothing;
    include(box, polygon.outer);
    return box;
}

Box box_of(GridSpec const& grid)
{
    return box_of(grid, {{0, 0}, grid.shape});
}

Box box_of(GridSpec const& grid, Rect window)
{
    auto const west = static_cast<double>(grid.west_cm) / 100;
    auto const north = static_cast<double>(grid.north_cm) / 100;
    Cell const last = window.first + Cell{window.shape.rows, window.shape.cols};
    return {west + window.first.col * grid.cell_m(), north - last.row * grid.cell_m(), west + last.col * grid.cell_m(),
            north - window.first.row * grid.cell_m()};
}

Box box_of(Point p)
{
    return {p.x, p.y, p.x, p.y};
}

Box grown(Box box, double by)
{
    return {box.west - by, box.south - by, box.east + by, box.north + by};
}

bool overlap(Box const& a, Box const& b)
{
    return a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;
}

Box cut(Box const& a, Box const& b)
{
    return {std::max(a.west, b.west), std::max(a.south, b.south), std::min(a.east, b.east), std::min(a.north, b.north)};
}

bool contains(Box const& outer, Box const& inner)
{
    return outer.west <= inner.west && inner.east <= outer.east && outer.south <= inner.south &&
           inner.north <= outer.north;
}

bool inside(Box const& box, Point p)
{
    return p.x >= box.west && p.x < box.east && p.y > box.south && p.y <= box.north;
}

template <class Visit>
void BoxIndex::each_bucket(Box const& box, Visit visit) const
{
    if (box.west > box.east) return;
    auto const number = [&](double at) { return static_cast<std::int64_t>(std::floor(at / bucket_m_)); };
    for (auto row = number(box.south); row <= number(box.north); ++row)
        for (auto col = number(box.west); col <= number(box.east); ++col)
            visit((row << 32) + col);
}

bool BoxIndex::is_large(Box const& box) const
{
    constexpr double most_buckets = 10'000;
    return ((box.east - box.west) / bucket_m_ + 1) * ((box.north - box.south) / bucket_m_ + 1) > most_buckets;
}

BoxIndex::BoxIndex(std::vector<Box> boxes, double bucket_m) : boxes_{std::move(boxes)}, bucket_m_{bucket_m}
{
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
        if (is_large(boxes_[i])) {
            large_.push_back(static_cast<std::int32_t>(i));
            continue;
        }
        each_bucket(boxes_[i], [&](std::int64_t bucket) {
            entries_.push_back({bucket, static_cast<std::int32_t>(i)});
        });
    }
    std::sort(entries_.begin(), entries_.end(),
              [](Entry a, Entry b) { return a.bucket != b.bucket ? a.bucket < b.bucket : a.item < b.item; });
}

std::vector<std::int32_t> BoxIndex::touching(Box const& box) const
{
    std::vector<std::int32_t> items;
    if (is_large(box)) {
        for (std::size_t i = 0; i < boxes_.size(); ++i)
            if (overlap(boxes_[i], box)) items.push_back(static_cast<std::int32_t>(i));
        return items;
    }
    for (auto const item : large_)
        if (overlap(boxes_[static_cast<std::size_t>(item)], box)) items.push_back(item);
    each_bucket(box, [&](std::int64_t bucket) {
        auto entry = std::lower_bound(entries_.begin(), entries_.end(), bucket,
                                      [](Entry e, std::int64_t wanted) { return e.bucket < wanted; });
        for (; entry != entries_.end() && entry->bucket == bucket; ++entry)
            if (overlap(boxes_[static_cast<std::size_t>(entry->item)], box)) items.push_back(entry->item);
    });
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
    return items;
}

}  // namespace laad
