// SPDX-License-Identifier: Apache-2.0
// Bounding boxes, and the bucket index that keeps exact geometry to the few shapes that can matter.
#pragma once

#include "rasters/io/vectors/vector_file.hpp"

#include <cstdint>
#include <vector>

namespace laad {

Box box_of(GridSpec const&);
Box box_of(GridSpec const&, Rect);  ///< of a window of the grid
Box grown(Box, double by);
Box cut(Box const&, Box const& by);  ///< what two boxes that overlap share
bool inside(Box const&, Point);      ///< western and northern edges included, like cells

/// The cells of the grid that a box touches, and `margin` cells more.
Rect window_of(GridSpec const&, Box const&, int margin);

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

template <class Item, class BoxOf>
BoxIndex index_of(std::vector<Item> const& items, double bucket_m, BoxOf const& box_of_item)
{
    std::vector<Box> boxes;
    boxes.reserve(items.size());
    for (auto const& item : items)
        boxes.push_back(box_of_item(item));
    return {std::move(boxes), bucket_m};
}

template <class Shape>
BoxIndex index_of(std::vector<Shape> const& shapes, double bucket_m)
{
    return index_of(shapes, bucket_m, [](Shape const& shape) { return box_of(shape); });
}

/// The features that were read of a window.
class WindowFeatures {
  public:
    WindowFeatures(std::vector<Feature> features, Box const& window)
        : features_{std::move(features)}, index_{index_of(features_, 50, [&](Feature const& f) {
              return cut(box_of(f.geometry), window);
          })}
    {
    }

    /// Whether test(shape) holds for one that touches a box in the window.
    template <class Test>
    bool any_touching(Box const& box, Test const& test) const
    {
        for (auto const i : index_.touching(box))
            if (test(features_[static_cast<std::size_t>(i)].geometry)) return true;
        return false;
    }

  private:
    std::vector<Feature> features_;
    BoxIndex index_;
};

}  // namespace laad
