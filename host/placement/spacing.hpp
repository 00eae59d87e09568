// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/grid.hpp"

#include <cmath>
#include <map>
#include <vector>

namespace laad {

/// Stations in square buckets as wide as the spacing, so that only nine buckets are searched.
class Spacing {
  public:
    explicit Spacing(double least_m) : least_m_{least_m} {}

    void add(Point p)
    {
        if (least_m_ > 0) stations_[bucket(p)].push_back(p);
    }

    /// Whether a station stands nearer than the spacing; one at exactly that distance is allowed.
    bool forbids(Point p) const
    {
        if (least_m_ <= 0) return false;
        Cell const centre = bucket(p);
        for (int row = -1; row <= 1; ++row)
            for (int col = -1; col <= 1; ++col) {
                auto const near = stations_.find(centre + Cell{row, col});
                if (near == stations_.end()) continue;
                for (Point const q : near->second)
                    if ((p.x - q.x) * (p.x - q.x) + (p.y - q.y) * (p.y - q.y) < least_m_ * least_m_) return true;
            }
        return false;
    }

  private:
    Cell bucket(Point p) const
    {
        return {static_cast<int>(std::floor(p.y / least_m_)), static_cast<int>(std::floor(p.x / least_m_))};
    }

    double least_m_;
    std::map<Cell, std::vector<Point>> stations_;
};

}  // namespace laad
