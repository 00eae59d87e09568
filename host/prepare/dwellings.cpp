// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/dwellings.hpp"

#include "host/prepare/boxes.hpp"
#include "rasters/io/shapes.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <algorithm>

namespace laad {

namespace {

/// Polygons in which an address is no dwelling: offices, shops, sheds.
class Exclusion {
  public:
    Exclusion(DwellingConfig const& config, GridSpec const& grid, Findings& findings)
        : shapes_{shapes(config, grid, findings)}, index_{index_of(shapes_, 50)}
    {
    }

    bool holds(Point p) const
    {
        auto const near = index_.touching(box_of(p));
        return std::any_of(near.begin(), near.end(),
                           [&](std::int32_t i) { return contains(shapes_[static_cast<std::size_t>(i)], p); });
    }

  private:
    static std::vector<Geometry> shapes(DwellingConfig const& config, GridSpec const& grid, Findings& findings)
    {
        std::vector<Geometry> shapes;
        if (!config.not_dwelling) return shapes;
        for (auto& feature : read(*config.not_dwelling, grid.epsg, box_of(grid), findings).features)
            shapes.push_back(std::move(feature.geometry));
        return shapes;
    }

    std::vector<Geometry> shapes_;
    BoxIndex index_;
};

void note(std::vector<Dwelling> const& dwellings, std::int64_t excluded, Ground const& ground, Findings& findings)
{
    auto const count = [&](auto holds) { return std::count_if(dwellings.begin(), dwellings.end(), holds); };
    auto& notes = findings.notes;
    if (excluded > 0)
        notes.push_back(fmt::format("{} addresses lie in buildings that are no dwellings and do not count", excluded));
    if (auto const n = count([](Dwelling const& d) { return !d.entry; }))
        notes.push_back(
            fmt::format("{} of {} dwellings have {} and carry no demand", n, dwellings.size(), ground.no_entry()));
    if (auto const n = count([](Dwelling const& d) { return d.buurt < 0; }))
        notes.push_back(fmt::format("{} of {} dwellings lie in no buurt and carry no demand", n, dwellings.size()));
}

}  // namespace

std::vector<Dwelling> dwellings_of(DwellingConfig const& config, Ground const& ground, Findings& findings)
{
    auto const table = read(config.source, ground.grid.epsg, box_of(ground.grid), findings);
    check_points(table, "addresses");
    auto const driveway = table.optional_column(config.own_driveway_field);
    Exclusion const exclusion{config, ground.grid, findings};
    std::vector<Dwelling> dwellings;
    std::vector<Feature const*> features;
    std::int64_t excluded = 0;
    for (auto const& feature : table.features) {
        if (feature.geometry.points.empty()) {
            findings.reject(table, feature, "an address that is not a point");
            continue;
        }
        Point const at = feature.geometry.points.front();
        Cell const cell = ground.grid.cell_at(at);
        if (!inside(ground.grid.shape, cell)) continue;  // on the very edge of the box that was read
        if (exclusion.holds(at)) {
            ++excluded;
            continue;
        }
        dwellings.push_back({at, ground.buurt_at(cell), ground.in_area(cell),
                             driveway && is_true(feature.values[*driveway]), std::nullopt});
        features.push_back(&feature);
    }
    tbb::parallel_for(std::size_t{0}, dwellings.size(),
                      [&](std::size_t i) { dwellings[i].entry = ground.entry(dwellings[i].at, dwellings[i].buurt); });
    for (std::size_t i = 0; i < dwellings.size(); ++i)
        if (!dwellings[i].entry) findings.reject(table, *features[i], ground.no_entry());
    note(dwellings, excluded, ground, findings);
    return dwellings;
}

}  // namespace laad
