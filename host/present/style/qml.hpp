// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/present/style/style.hpp"

#include <string>

namespace laad {

/// The style of a vector layer for QGIS (QML): the same classes, colours and words as on the maps.
std::string qml(Style const&);

/// A style of numbers as signs at points, so big in millimetres.
Style as_marks(Style, Mark, double size_mm);

}  // namespace laad
