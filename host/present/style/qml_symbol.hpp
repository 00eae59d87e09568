// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/present/style/style.hpp"

#include <string>
#include <string_view>

namespace laad {

bool is_sign(Mark);

/// A setting as QGIS stores it.
std::string qml_option(std::string_view name, std::string_view value);
/// "213,94,0,255"
std::string qml_colour(Rgb, double opacity = 1);
/// The name of a field in an expression of QGIS.
std::string qml_field(std::string_view field);

/// What stands for a class, in millimetres. `written`: a field that is written on a sign, which is as wide as that
/// needs; empty: none is.
std::string qml_symbol(std::string_view name, StyleClass const&, std::string_view written = {});

/// `properties` that follow from expressions, by name.
struct QmlExpression {
    std::string_view property;
    std::string expression;
};
std::string qml_expressions(std::string_view element, std::vector<QmlExpression> const&);

}  // namespace laad
