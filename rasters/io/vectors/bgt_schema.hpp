// SPDX-License-Identifier: Apache-2.0
// The object types and attributes of the Dutch large-scale map (BGT, in the model IMGeo 2.1) under one name each. PDOK
// hands them out under English names in citygml and under Dutch names in gmllight.
#pragma once

#include "rasters/io/vectors/vector_file.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace laad {

struct BgtType {
    std::string layer;  ///< bgt_wegdeel ...
    ShapeKind shape{};  ///< of nearly all its objects
};

/// The type that an element (TrafficArea, Wegdeel) or a file (bgt_wegdeel) is of, whatever its capitals; nothing for
/// what is no object on the map: labels and the points that were measured.
std::optional<BgtType> bgt_type(std::string_view name);

/// An attribute: its column, and where it stands in an object, steps separated by |. The first that is filled in counts.
struct BgtColumn {
    std::string name;
    FieldKind kind{FieldKind::text};
    std::vector<std::string> paths{};
};

/// Those of every layer. Beside them stands gml_id.
std::vector<BgtColumn> const& bgt_columns();

/// Whether what a terreindeel is made of stands where a wegdeel says its material: bgt-fysiekVoorkomen.
bool names_its_material(std::string_view layer);

/// GDAL's description of a GML file (.gfs) with objects of these names, whose surfaces are in elements of those names.
std::string bgt_description(std::set<std::string> const& objects, std::set<std::string> const& surfaces);

}  // namespace laad
