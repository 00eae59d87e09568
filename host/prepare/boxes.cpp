// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/boxes.hpp"

#include <algorithm>
#include <cmath>

namespace laad {

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

Box grown(Box box, double by)
{
    return {box.west - by, box.south - by, box.east + by, box.north + by};
}

Box cut(Box const& a, Box const& b)
{
    return {std::max(a.west, b.west), std::max(a.south, b.south), std::min(a.east, b.east), std::min(a.north, b.north)};
}

bool inside(Box const& box, Point p)
{
    return p.x >= box.west && p.x < box.east && p.y > box.south && p.y <= box.north;
}

Rect window_of(GridSpec const& grid, Box const& box, int margin)
{
    Cell const first = grid.cell_at({box.west, box.north});
    Cell const last = grid.cell_at({box.east, box.south});
    int const top = std::clamp(first.row - margin, 0, grid.shape.rows);
    int const left = std::clamp(first.col - margin, 0, grid.shape.cols);
    int const bottom = std::clamp(last.row + 1 + margin, top, grid.shape.rows);
    int const right = std::clamp(last.col + 1 + margin, left, grid.shape.cols);
    return {{top, left}, {bottom - top, right - left}};
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
    std::ranges::sort(entries_, {}, [](Entry e) { return std::pair{e.bucket, e.item}; });
}

std::vector<std::int32_t> BoxIndex::touching(Box const& box) const
{
    std::vector<std::int32_t> items;
    auto const look_at = [&](std::int32_t item) {
        if (overlap(boxes_[static_cast<std::size_t>(item)], box)) items.push_back(item);
    };
    if (is_large(box)) {
        for (std::size_t i = 0; i < boxes_.size(); ++i)
            look_at(static_cast<std::int32_t>(i));
        return items;
    }
    std::ranges::for_each(large_, look_at);
    each_bucket(box, [&](std::int64_t bucket) {
        auto entry = std::ranges::lower_bound(entries_, bucket, {}, &Entry::bucket);
        for (; entry != entries_.end() && entry->bucket == bucket; ++entry)
            look_at(entry->item);
    });
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
    return items;
}

}  // namespace laad
