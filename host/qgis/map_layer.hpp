// SPDX-License-Identifier: Apache-2.0
// A layer of the project: where it lies, how it is called, and what is seen of it at first.
#pragma once

#include "rasters/io/vectors/vector_file.hpp"

#include <string>
#include <vector>

namespace laad {

/// A raster of the output folder and its style.
struct StyledRaster {
    std::string name;
    std::string qml;
    std::string message{};  ///< what its colours mean
};

struct ProjectLayer {
    std::string id;
    std::string title;     ///< in the language spoken
    std::string group;     ///< likewise
    std::string source;    ///< relative to the output folder
    std::string provider;  ///< as QGIS calls it
    std::string kind{};    ///< of its shapes, as QGIS calls it; empty: a raster
    std::string qml{};
    std::string message{};
    bool on{};
    bool on_sheets{};  ///< of print
    int epsg{};
};

/// QGIS keeps no id of ten characters or fewer.
inline std::string layer_id(std::string const& name)
{
    return "laadraster_" + name;
}

/// All layers of a project, in the order in which they are drawn, the last first, and its tables.
std::vector<ProjectLayer> map_layers(std::vector<OutputLayer> const& tables, std::vector<StyledRaster> const& rasters,
                                     int epsg);

/// The layers of the GeoPackage as QGIS shows them by themselves: their fields have names that people read, and heavy
/// ones are drawn from a scale on.
void dress(std::vector<OutputLayer>& tables);

}  // namespace laad
