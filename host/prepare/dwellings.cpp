// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/dwellings.hpp"

#include "host/prepare/boxes.hpp"
#include "rasters/io/vectors/shapes.hpp"

#include <algorithm>

namespace laad {

namespace {

constexpr Cost of_one{"dwelling", 1, "dwellings"};

void note(std::vector<Dwelling> const& dwellings, std::int64_t excluded, GroundLayers const& layers, InputNotes& noted)
{
    auto const count = [&](auto holds) { return std::count_if(dwellings.begin(), dwellings.end(), holds); };
    std::int64_t const all = std::ssize(dwellings) + excluded;
    noted.guess({"addresses in buildings of certain kinds are no dwellings", "dwellings.not_dwelling", excluded, all,
                 "addresses"});
    if (excluded > 0) noted.note("{} addresses lie in buildings that are no dwellings and do not count", excluded);
    if (auto const n = count([](Dwelling const& d) { return !d.entry; }))
        noted.note("{} of {} dwellings have {} and carry no demand", n, dwellings.size(), layers.no_entry());
    if (auto const n = count([](Dwelling const& d) { return !d.neighbourhood; }))
        noted.note("{} of {} dwellings lie in no buurt and carry no demand", n, dwellings.size());
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
      layer_{windows_of(config.source, grid.epsg, box_of(grid), {config.own_driveway_field}, Rows::needed)},
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
    WindowFeatures const not_dwelling{std::move(input.not_dwelling), window_of(grid_, core)};
    std::vector<Numbered> dwellings;
    std::int64_t excluded = 0;
    for (auto const& feature : input.addresses) {
        auto const& points = feature.geometry.points;
        if (points.empty()) no_points_.add(feature.id, 0);
        for (std::size_t part = 0; part < points.size(); ++part) {  // each point of a MultiPoint is an address
            Point const at = points[part];
            Cell const cell = grid_.cell_at(at);
            if (!core.contains(cell)) continue;
            if (not_dwelling.any_touching(box_of(at), [&](Geometry const& shape) { return contains(shape, at); })) {
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
    excluded_ += excluded;
}

std::vector<Dwelling> DwellingReader::take(GroundLayers const& layers, InputNotes& noted)
{
    auto const& table = layer_.about();
    driveway_.finish(table);
    tell(config_.source, layer_, noted);
    if (config_.not_dwelling)
        tell_shapes(*config_.not_dwelling, *not_dwelling_, "buildings that are no dwellings", noted);
    if (dwellings_.empty() && excluded_ == 0) check_points(table, no_points_.all().size(), "addresses");
    for (auto const& [feature, none] : no_points_.all())
        noted.reject(table, feature, "an address that is not a point", of_one);

    std::ranges::sort(dwellings_, {}, [](Numbered const& d) { return std::pair{d.feature, d.part}; });
    std::vector<Dwelling> dwellings;
    dwellings.reserve(dwellings_.size());
    for (auto const& [feature, part, dwelling] : dwellings_) {
        if (!dwelling.entry) noted.reject(table, feature, layers.no_entry(), of_one);
        dwellings.push_back(dwelling);
    }
    dwellings_ = {};
    note(dwellings, excluded_, layers, noted);
    if (config_.own_driveway_field.empty())
        noted.guess({"who has a driveway is not known, so every dwelling may ask for public charging",
                     "dwellings.own_driveway_field", std::ssize(dwellings), std::ssize(dwellings), "dwellings"});
    return dwellings;
}

}  // namespace laad
