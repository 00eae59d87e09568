// SPDX-License-Identifier: Apache-2.0
// What stands on a sheet of QGIS; lengths are in millimetres.
#pragma once

#include "host/present/style/style.hpp"
#include "rasters/geometry.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace laad {

struct ItemBox {
    double x{};
    double y{};
    double width{};
    double height{};
};

struct Lettered {
    std::string text;  ///< with expressions as [% ... %]
    double points{};
    Rgb colour{0x222222};
    bool bold{};
    Rgb ground{0xffffff};
};

/// The page itself and what stands on it.
std::string page_element(double width, double height, std::string const& items);
std::string label_item(std::string_view id, ItemBox const&, Lettered const&);
/// Shows `extent` while no sheet is chosen, with the same centre in the shape of the item; else the gemeente of the
/// sheet, as far as it lies in `extent`, at a round scale. `layer_set`: the layers that it draws.
std::string map_item(ItemBox const&, Box const& extent, std::string const& layer_set);
/// `tree`: the layers that it explains. `points`: the size of its text.
std::string legend_item(ItemBox const&, double points, std::string const& tree);
std::string scale_bar_item(ItemBox const&, double points);
std::string north_arrow_item(ItemBox const&);

}  // namespace laad
