// SPDX-License-Identifier: Apache-2.0
// Bounding boxes, and the bucket index that keeps exact geometry to the few shapes that can matter.
#pragma once

#include "rasters/geometry.hpp"

#include <cstdint>
#include <vector>

namespace laad {

Box box_of(Geometry const&);
Box box_of(Polygon const&);
Box box_of(GridSpec const&);
Box box_of(GridSpec const&, Rect);  ///< of a window of the grid
Box box_of(Point);
Box grown(Box, double by);
Box cut(Box const&, Box const& by);  ///< what two boxes that overlap share
bool overlap(Box const&, Box const&);
bool contains(Box const& outer, Box const& inner);
bool inside(Box const&, Point);  ///< western and northern edges included, like cells

/// Finds the boxes that touch a box. Items are their positions in the list that was indexed.
class BoxIndex {
  public:
    BoxIndex(std::vector<Box> boxes, double bucket_m);

    /// Ascending, each once.
    std::vector<std::int32_t> touching(Box const&) const;

  private:
    struct Entry {
        std::int64_t bucket;
        std::int32_t item;
    };
    template <class Visit>
    void each_bucket(Box const&, Visit) const;

    bool is_large(Box const&) const;

    std::vector<Box> boxes_;
    double bucket_m_;
    std::vector<Entry> entries_;
    std::vector<std::int32_t> large_;  ///< items over so many buckets that they are looked at every time
};

template <class Shape>
BoxIndex index_of(std::vector<Shape> const& shapes, double bucket_m)
{
    std::vector<Box> boxes;
    boxes.reserve(shapes.size());
    for (auto const& shape : shapes)
        boxes.push_back(box_of(shape));
    return {std::move(boxes), bucket_m};
}

}  // namespace laad
