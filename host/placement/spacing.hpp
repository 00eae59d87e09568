// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/grid.hpp"

#include <cmath>
#include <unordered_map>
#include <vector>

namespace laad {

/// Stations in square buckets as wide as the spacing, so that only nine buckets are searched.
class Spacing {
  public:
    explicit Spacing(double least_m) : least_m_{least_m} {}

    void add(Point p)
    {
        if (least_m_ > 0) stations_[key(bucket(p, least_m_))].push_back(p);
    }

    /// Whether a station stands nearer than the spacing; one at exactly that distance is allowed.
    bool forbids(Point p) const
    {
        if (least_m_ <= 0 || stations_.empty()) return false;
        Cell const centre = bucket(p, least_m_);
        for (int row = -1; row <= 1; ++row)
            for (int col = -1; col <= 1; ++col) {
                auto const near = stations_.find(key(centre + Cell{row, col}));
                if (near == stations_.end()) continue;
                for (Point const q : near->second)
                    if (too_near(p, q, least_m_)) return true;
            }
        return false;
    }

    static bool too_near(Point p, Point q, double least_m)
    {
        return (p.x - q.x) * (p.x - q.x) + (p.y - q.y) * (p.y - q.y) < least_m * least_m;
    }
    static Cell bucket(Point p, double least_m)
    {
        return {static_cast<int>(std::floor(p.y / least_m)), static_cast<int>(std::floor(p.x / least_m))};
    }
    static std::uint64_t key(Cell bucket)
    {
        return std::uint64_t{static_cast<std::uint32_t>(bucket.row)} << 32 | static_cast<std::uint32_t>(bucket.col);
    }

  private:
    double least_m_;
    std::unordered_map<std::uint64_t, std::vector<Point>> stations_;
};

}  // namespace laad
