// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/millimetres.hpp"

#include <unordered_map>
#include <vector>

namespace laad {

/// Stations in square buckets as wide as the spacing, so that only nine buckets are searched. All in whole millimetres.
class Spacing {
  public:
    explicit Spacing(double least_m) : least_mm_{whole_mm(least_m)} {}

    void add(Point p)
    {
        if (least_mm_ > 0) stations_[key(bucket(whole_mm(p), least_mm_))].push_back(whole_mm(p));
    }

    /// Whether a station stands nearer than the spacing; one at exactly that distance is allowed.
    bool forbids(Point point) const
    {
        if (least_mm_ <= 0 || stations_.empty()) return false;
        PointMm const p = whole_mm(point);
        Cell const centre = bucket(p, least_mm_);
        for (int row = -1; row <= 1; ++row)
            for (int col = -1; col <= 1; ++col) {
                auto const near = stations_.find(key(centre + Cell{row, col}));
                if (near == stations_.end()) continue;
                for (PointMm const q : near->second)
                    if (nearer_than(p, q, least_mm_)) return true;
            }
        return false;
    }

    static Cell bucket(PointMm p, std::int64_t width_mm)
    {
        return {static_cast<int>(floored(p.y, width_mm)), static_cast<int>(floored(p.x, width_mm))};
    }
    static std::uint64_t key(Cell bucket)
    {
        return std::uint64_t{static_cast<std::uint32_t>(bucket.row)} << 32 | static_cast<std::uint32_t>(bucket.col);
    }

  private:
    static std::int64_t floored(std::int64_t value, std::int64_t by)
    {
        return value >= 0 ? value / by : -((-value + by - 1) / by);
    }

    std::int64_t least_mm_;
    std::unordered_map<std::uint64_t, std::vector<PointMm>> stations_;
};

}  // namespace laad
