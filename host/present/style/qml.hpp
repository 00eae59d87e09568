// SPDX-License-Identifier: Apache-2.0
// How QGIS shows a quantity (QML): the same classes, colours and words as on the maps, in the language spoken.
#pragma once

#include "host/present/style/style.hpp"
#include "host/present/xml.hpp"
#include "rasters/io/files/raster_file.hpp"

#include <string>

namespace laad {

/// The style of a vector layer. Labels beside signs go before those of areas, and no area keeps one away.
std::string qml(Style const&);

/// The style of a band of a raster, whose cells QGIS shows times its scale; it never shows those without data.
std::string raster_qml(Style, BandInfo const& = {});

/// A style of numbers as signs at points, so big in millimetres.
Style as_marks(Style, Mark, double size_mm);

/// The parts of a QML, which a layer of a project has too.
struct QmlParts {
    std::string attributes;
    std::string elements;
};
QmlParts parts_of(std::string const& qml);
std::string qml_of(QmlParts const&);

}  // namespace laad
