// SPDX-License-Identifier: Apache-2.0
// Tables as the web map reads them: {"columns":[...],"rows":[[...]],"shapes":[...]}.
#pragma once

#include "rasters/io/vectors/vector_file.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace laad {

/// A text as JSON writes it. No "<" is left in it, so that it ends no element of a page.
std::string json_text(std::string_view);

/// Whole centimetres, in metres.
std::string json_number(double metres);
std::string json_point(Point);
/// A line as [x,y,dx,dy,...] in whole decimetres: its first point from the origin, others from the point before.
std::string json_steps(Line const&, Point const& origin);
/// A point as [x,y], lines as {"lines":[[[x,y],...],...]}, polygons as {"polygons":[[ring,hole,...],...]}, their rings as
/// json_steps from the origin of the CRS; of several points the first.
std::string json_shape(Geometry const&);

struct PublicColumn {
    std::string field;   ///< of the table
    std::string name{};  ///< in the file; empty: the same
    int decimals{-1};    ///< numbers are rounded to so many; -1: as they are
    bool may_lack{};     ///< left out where the table has none
    bool coded{};        ///< rows hold the number of a text in "words": {name: [text, ...]}

    std::string const& title() const { return name.empty() ? field : name; }
};

enum class Shapes { with, without };

/// With "titles" of columns for people. Errors  InputError: a column that the table lacks
std::string columnar_json(FeatureTable const&, std::vector<PublicColumn> columns, Shapes);

}  // namespace laad
