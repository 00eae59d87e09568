// SPDX-License-Identifier: Apache-2.0
#include "host/present/style/layer_styles.hpp"

#include "host/present/style/base_map.hpp"
#include "host/present/style/palette.hpp"
#include "host/present/style/quantities.hpp"
#include "host/scenario/vocabulary.hpp"
#include "host/usage/chance.hpp"
#include "kernels/demand.hpp"
#include "kernels/headroom.hpp"
#include "kernels/pressure.hpp"

#include <limits>
#include <map>
#include <numeric>

namespace laad {
namespace {

/// A code of walks or distances beyond all classes, in the colour of the farthest.
StyleCode farther(std::uint16_t value, char const* label)
{
    return {value, label, styles::walk.colours.back()};
}

/// Without walks of more than 500 m their class would only repeat what `farther` says.
Style walk_style(int max_walk_m)
{
    Style style = style_of(styles::walk);
    if (max_walk_m <= styles::walk.breaks.back()) {
        style.upper.pop_back();
        style.classes.pop_back();
    }
    style.codes = {farther(distance_beyond, "farther"), {distance_nodata, "not walkable", {}}};
    return style;
}

Style distance_style()
{
    Style style = style_of(styles::walk);
    style.heading = "Straight line in metres";
    style.message = "Green and blue lie within 300 m of a public charge point in a straight line. Red does not.";
    style.codes = {farther(distance_longest, "over 6.5 km"),
                   farther(distance_beyond, "no charge point at all"),
                   {distance_nodata, "unknown", {}}};
    return style;
}

Style with_code(Style style, std::int64_t value, char const* label)
{
    style.codes = {{value, label, {}}};
    return style;
}

Style use_style(Scale const& scale)
{
    Style style = style_of(scale);
    style.codes = {{use_unknown, "nothing known", {}}, {use_nodata, "not walkable", {}}};
    return style;
}

Style density_style(Scenario const& scenario)
{
    double const hectares = density_hectares(scenario.demand.density_radius_m, scenario.region.cell_cm);
    return with_code(style_of(styles::demand_density, hectares), 0, "none");
}

Style chance_style()
{
    Style style = style_of(styles::chance);
    style.codes = {{chance_too_little, "too little data", 0xb4b4b4},
                   {chance_nodata, "not walkable, or no charger with data within reach", {}}};
    return style;
}

Style surface_style()
{
    Style style{.heading = "What covers the land", .message = "The ground below all maps."};
    style.codes.push_back({0, "unknown", base_colour(Surface::unknown)});
    for (std::size_t code = 1; code <= surface_names.size(); ++code)
        style.codes.push_back(
            {static_cast<std::int64_t>(code), surface_names[code - 1], base_colour(static_cast<Surface>(code))});
    return style;
}

Style basis_style()
{
    auto const code = [](Basis basis) { return static_cast<std::int64_t>(basis); };
    return {.heading = "Basis",
            .codes = {{code(Basis::network_operator), "grid operator", 0x004f8c},
                      {code(Basis::capacity_map), "capacity map", 0x4aa3d0},
                      {code(Basis::assumed), "assumed", styles::orange},
                      {code(Basis::none), "unknown", {}}},
            .message = "What the room on the grid is known from; orange is an assumption, not data."};
}

Style area_style()
{
    return {.heading = "Area",
            .codes = {{0, "outside the area", {}}, {1, "inside the area", 0x9b1c6b}},
            .message = "What the figures are about."};
}

}  // namespace

double density_hectares(int radius_m, int cell_cm)
{
    auto const weights = gaussian_weights(radius_m * 100, cell_cm);
    std::int64_t const both_sides =
        2 * std::accumulate(weights.begin(), weights.end(), std::int64_t{0}) - weights.front();
    constexpr double one = 32768;
    double const side_m = static_cast<double>(both_sides) / one * cell_cm / 100;
    return side_m * side_m / 10'000;
}

std::optional<Style> layer_style(std::string_view layer, Scenario const& scenario)
{
    using Of = Style (*)(Scenario const&);
    constexpr std::int64_t too_many = std::numeric_limits<std::uint16_t>::max();
    static std::map<std::string_view, Of> const by_name{
        {"walk", [](Scenario const& s) { return walk_style(s.coverage.max_walk_m); }},
        {"distance", [](Scenario const&) { return distance_style(); }},
        {"evse_within",
         [](Scenario const&) { return with_code(style_of(styles::evse_within), too_many, "not walkable"); }},
        {"pressure", [](Scenario const&) { return use_style(styles::pressure); }},
        {"energy_per_evse", [](Scenario const&) { return use_style(styles::energy_per_evse); }},
        {"chance", [](Scenario const&) { return chance_style(); }},
        {"demand", [](Scenario const&) { return with_code(style_of(styles::demand), 0, "none"); }},
        {"demand_density", density_style},
        {"unmet", [](Scenario const&) { return with_code(style_of(styles::unmet), 0, "none"); }},
        {"gain",
         [](Scenario const&) {
             return with_code(style_of(styles::gain), std::numeric_limits<std::uint32_t>::max(), "no candidate");
         }},
        {"headroom", [](Scenario const&) { return with_code(style_of(styles::headroom), headroom_nodata, "unknown"); }},
        {"connectable_points",
         [](Scenario const&) { return with_code(style_of(styles::connectable_points), points_nodata, "unknown"); }},
        {"basis", [](Scenario const&) { return basis_style(); }},
        {"surface", [](Scenario const&) { return surface_style(); }},
        {"area", [](Scenario const&) { return area_style(); }}};
    constexpr std::string_view hours = "chance_";  // the rasters of a series
    auto const found = by_name.find(layer.starts_with(hours) ? hours.substr(0, hours.size() - 1) : layer);
    return found == by_name.end() ? std::nullopt : std::optional{found->second(scenario)};
}

}  // namespace laad
