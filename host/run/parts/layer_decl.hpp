// SPDX-License-Identifier: Apache-2.0
// What a layer of the analysis is called and holds, said once.
#pragma once

#include "host/scenario/scenario.hpp"
#include "rasters/codes.hpp"
#include "rasters/io/files/raster_file.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace laad {

/// A layer with values of type T. A name belongs to one declaration, so that a layer is asked for by its declaration
/// and comes with its type. A layer of SiteOffset has two bands, south and east; its description says where they lead.
template <class T>
struct LayerDecl {
    std::string_view name;  ///< also of its file
    std::string_view description{};
    int (*metres)(Scenario const&){};  ///< the setting that stands in the description as {}
    std::string_view unit{};
    double scale{1};
    std::optional<double> nodata{};
    std::optional<double> codes_from{};  ///< values from here on are codes, no amounts
    Overviews overviews{Overviews::nearest};
    std::string_view style{};   ///< the quantity as which it is drawn; empty: it is not drawn
    std::string_view change{};  ///< what it means that it differs between two plans; empty: they are not compared in it
    std::vector<std::string> (*categories)(){};  ///< class names by code
    /// The times of a series, as its rasters are named: `<name>_<time>`. Without: one raster.
    std::vector<std::string> (*times)(Scenario const&){};
};

/// The names of the rasters of a layer: one, or one for each time.
template <class T>
std::vector<std::string> raster_names(LayerDecl<T> const& layer, Scenario const& scenario)
{
    if (layer.times == nullptr) return {std::string{layer.name}};
    std::vector<std::string> names;
    for (std::string const& time : layer.times(scenario))
        names.push_back(fmt::format("{}_{}", layer.name, time));
    return names;
}

/// The bands of the raster `name` of a layer.
template <class T>
std::vector<BandInfo> bands_of(LayerDecl<T> const& layer, std::string const& name, Scenario const& scenario)
{
    auto const band = [&](std::string band_name, std::string description) {
        return BandInfo{std::move(band_name),
                        std::move(description),
                        std::string{layer.unit},
                        layer.scale,
                        layer.nodata,
                        layer.codes_from,
                        layer.overviews,
                        layer.categories == nullptr ? std::vector<std::string>{} : layer.categories()};
    };
    std::string const description = layer.metres == nullptr
                                        ? std::string{layer.description}
                                        : fmt::format(fmt::runtime(layer.description), layer.metres(scenario));
    if constexpr (std::is_same_v<T, SiteOffset>)
        return {band(name + "_rows", "Cells to go south to " + description),
                band(name + "_cols", "Cells to go east to " + description)};
    else
        return {band(name, description)};
}

}  // namespace laad
