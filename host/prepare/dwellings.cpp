// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/dwellings.hpp"

#include "host/prepare/boxes.hpp"
#include "rasters/error.hpp"
#include "rasters/io/vectors/shapes.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace laad {

namespace {

/// Polygons in which an address is no dwelling: offices, shops, sheds.
class Exclusion {
  public:
    Exclusion(std::vector<Feature> shapes, Box const& window) : shapes_{std::move(shapes)}, index_{boxes(window), 50} {}

    bool holds(Point p) const
    {
        auto const near = index_.touching(laad::box_of(p));
        return std::any_of(near.begin(), near.end(),
                           [&](std::int32_t i) { return contains(shapes_[static_cast<std::size_t>(i)].geometry, p); });
    }

  private:
    std::vector<Box> boxes(Box const& window) const
    {
        std::vector<Box> boxes;
        for (auto const& feature : shapes_)
            boxes.push_back(cut(laad::box_of(feature.geometry), window));
        return boxes;
    }

    std::vector<Feature> shapes_;
    BoxIndex index_;
};

void note(std::vector<Dwelling> const& dwellings, std::int64_t excluded, GroundLayers const& layers, InputNotes& noted)
{
    auto const count = [&](auto holds) { return std::count_if(dwellings.begin(), dwellings.end(), holds); };
    auto& notes = noted.notes;
    if (excluded > 0)
        notes.push_back(fmt::format("{} addresses lie in buildings that are no dwellings and do not count", excluded));
    if (auto const n = count([](Dwelling const& d) { return !d.entry; }))
        notes.push_back(
            fmt::format("{} of {} dwellings have {} and carry no demand", n, dwellings.size(), layers.no_entry()));
    if (auto const n = count([](Dwelling const& d) { return d.neighbourhood < 0; }))
        notes.push_back(fmt::format("{} of {} dwellings lie in no buurt and carry no demand", n, dwellings.size()));
}

/// A cell wider than the tile, since its edges are rounded.
Box window_of(GridSpec const& grid, Rect core)
{
    return grown(box_of(grid, core), grid.cell_m());
}

}  // namespace

DwellingReader::DwellingReader(DwellingConfig const& config, GridSpec const& grid)
    : config_{config},
      grid_{grid},
      layer_{windows_of(config.source, grid.epsg, box_of(grid), {config.own_driveway_field})},
      driveway_{"dwellings.own_driveway_field", config.own_driveway_field, layer_.about()}
{
    if (config.not_dwelling) not_dwelling_ = windows_of(*config.not_dwelling, grid.epsg, box_of(grid), {});
}

DwellingReader::Input DwellingReader::read(Rect core) const
{
    Box const window = window_of(grid_, core);
    return {layer_.in(window), not_dwelling_ ? not_dwelling_->in(window) : std::vector<Feature>{}};
}

void DwellingReader::add(Input input, Rect core, Ground const& ground)
{
    Exclusion const exclusion{std::move(input.not_dwelling), window_of(grid_, core)};
    std::vector<Numbered> dwellings;
    std::vector<std::int64_t> no_points;
    std::int64_t excluded = 0;
    for (auto const& feature : input.addresses) {
        auto const& points = feature.geometry.points;
        if (points.empty()) no_points.push_back(feature.id);
        for (std::size_t part = 0; part < points.size(); ++part) {  // each point of a MultiPoint is an address
            Point const at = points[part];
            Cell const cell = grid_.cell_at(at);
            if (!core.contains(cell)) continue;
            if (exclusion.holds(at)) {
                ++excluded;
                continue;
            }
            auto const neighbourhood = ground.neighbourhood_at(cell);
            dwellings.push_back(
                {feature.id,
                 part,
                 {at, neighbourhood, ground.in_area(cell), driveway_.of(feature), ground.entry(at, neighbourhood)}});
        }
    }
    std::scoped_lock const lock{mutex_};
    dwellings_.insert(dwellings_.end(), dwellings.begin(), dwellings.end());
    no_points_.insert(no_points.begin(), no_points.end());
    excluded_ += excluded;
}

std::vector<Dwelling> DwellingReader::take(GroundLayers const& layers, InputNotes& noted)
{
    auto const& table = layer_.about();
    driveway_.finish(table);
    tell(config_.source, layer_, noted);
    if (config_.not_dwelling)
        tell_shapes(*config_.not_dwelling, *not_dwelling_, "buildings that are no dwellings", noted);
    if (dwellings_.empty() && excluded_ == 0) check_points(table, no_points_.size(), "addresses");
    for (auto const feature : no_points_)
        noted.reject(table, feature, "an address that is not a point");

    std::sort(dwellings_.begin(), dwellings_.end(), [](Numbered const& a, Numbered const& b) {
        return std::pair{a.feature, a.part} < std::pair{b.feature, b.part};
    });
    std::vector<Dwelling> dwellings;
    dwellings.reserve(dwellings_.size());
    for (auto const& [feature, part, dwelling] : dwellings_) {
        if (!dwelling.entry) noted.reject(table, feature, layers.no_entry());
        dwellings.push_back(dwelling);
    }
    dwellings_ = {};
    note(dwellings, excluded_, layers, noted);
    return dwellings;
}

}  // namespace laad
