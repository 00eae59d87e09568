// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/neighbourhoods.hpp"

#include "rasters/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace laad {

namespace {

constexpr std::size_t most_neighbourhoods = 65534;

void refuse_duplicates(std::vector<Neighbourhood> const& sorted, FeatureTable const& table)
{
    auto const twice = std::ranges::adjacent_find(sorted, {}, &Neighbourhood::key);
    if (twice != sorted.end())
        refuse(table,
               "buurt \"{}\" occurs more than once, each buurt needs a key of its own (is the right key field "
               "configured?)",
               twice->key);
    if (sorted.size() > most_neighbourhoods)
        refuse(table, "{} buurten in the region, at most {} fit, use a smaller region", sorted.size(),
               most_neighbourhoods);
}

/// Named like the CBS squares, by their south-west corner.
std::vector<Neighbourhood> squares(int side_m, GridSpec const& grid)
{
    Box const box = box_of(grid);
    auto const first = [&](double at) { return static_cast<std::int64_t>(std::floor(at / side_m)); };
    auto const end = [&](double at) { return static_cast<std::int64_t>(std::ceil(at / side_m)); };
    int const unit_m = side_m % 100 == 0 ? 100 : 1;
    std::vector<Neighbourhood> all;
    for (auto east = first(box.west); east < end(box.east); ++east)
        for (auto north = first(box.south); north < end(box.north); ++north) {
            auto const west = static_cast<double>(east * side_m), south = static_cast<double>(north * side_m);
            double const x = west + side_m, y = south + side_m;
            all.push_back({fmt::format("E{:04}N{:04}", east * side_m / unit_m, north * side_m / unit_m),
                           {},
                           {{}, {}, {Polygon{{{west, south}, {x, south}, {x, y}, {west, y}, {west, south}}, {}}}}});
        }
    return all;
}

/// A count; nothing where there is none, or a negative number, with which CBS says that it is secret or not known.
std::optional<std::int64_t> count_of(Value const& value)
{
    auto const count = number(value);
    return count && *count >= 0 ? std::optional{std::llround(*count)} : std::nullopt;
}

}  // namespace

std::vector<Neighbourhood> read_neighbourhoods(RegionConfig const& region, GridSpec const& grid,
                                               Municipalities& municipalities, InputNotes& noted)
{
    auto table = read_touching(region.neighbourhoods, "buurt", grid, noted);
    check_polygons(table, "buurten");
    auto const key = table.column(region.neighbourhood_key_field);
    auto const called = table.optional_column(region.neighbourhood_name_field);
    auto const households = table.optional_column(region.neighbourhood_households_field);
    auto const municipality = table.optional_column(region.neighbourhood_municipality_field);
    std::vector<Neighbourhood> neighbourhoods;
    for (auto& feature : table.features) {
        auto const name = text(feature.values[key]);
        if (name.empty() || feature.geometry.polygons.empty()) {
            noted.reject(table, feature, name.empty() ? "a buurt without a key" : "a buurt that is not a polygon");
            continue;
        }
        Neighbourhood& added = neighbourhoods.emplace_back(Neighbourhood{name, {}, std::move(feature.geometry)});
        if (municipality) added.municipality = municipalities.find_or_add(text(feature.values[*municipality]));
        added.name = text_at(feature, called);
        if (households) added.households = count_of(feature.values[*households]);
    }
    std::ranges::sort(neighbourhoods, {}, &Neighbourhood::key);
    refuse_duplicates(neighbourhoods, table);
    return neighbourhoods;
}

std::vector<Neighbourhood> square_neighbourhoods(int side_m, GridSpec const& grid, InputNotes& noted)
{
    double const side = side_m;
    double const most =
        std::ceil(grid.shape.rows * grid.cell_m() / side + 1) * std::ceil(grid.shape.cols * grid.cell_m() / side + 1);
    if (most > most_neighbourhoods)
        throw InputError{fmt::format(
            "no region.buurten are given, and {:.0f} squares of {:.0f} m would stand for them, more than {}; raise "
            "region.buurt_squares_m, or give buurten",
            most, side, most_neighbourhoods)};
    auto all = squares(side_m, grid);
    std::ranges::sort(all, {}, &Neighbourhood::key);
    noted.note("no region.buurten are given: {} squares of {} m stand for buurten", all.size(), side_m);
    return all;
}

}  // namespace laad
