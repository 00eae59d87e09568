// SPDX-License-Identifier: Apache-2.0
// Content hashes of shapes: what the cells of a tile follow from.
#pragma once

#include "rasters/geometry.hpp"
#include "rasters/io/files/content_hash.hpp"

namespace laad {

inline void add(ContentHash& hash, std::vector<Point> const& points)
{
    hash.add(std::ssize(points));
    hash.add(std::as_bytes(std::span{points}));
}

inline void add(ContentHash& hash, Geometry const& shape)
{
    hash.add(std::ssize(shape.polygons));
    for (auto const& polygon : shape.polygons) {
        hash.add(1 + std::ssize(polygon.holes));
        add(hash, polygon.outer);
        for (auto const& hole : polygon.holes)
            add(hash, hole);
    }
}

}  // namespace laad
