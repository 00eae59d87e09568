// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/parking.hpp"

#include "host/prepare/boxes.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

namespace laad {

namespace {

Orientation orientation_of(std::string const& word)
{
    if (word == "parallel") return Orientation::parallel;
    if (word == "perpendicular" || word == "diagonal") return Orientation::across;
    return Orientation::unknown;
}

struct Columns {
    std::optional<std::size_t> id, access, type, capacity, orientation, use;

    Columns(ParkingConfig const& c, FeatureTable const& table)
        : id{table.optional_column(c.id_field)},
          access{table.optional_column(c.access_field)},
          type{table.optional_column(c.type_field)},
          capacity{table.optional_column(c.capacity_field)},
          orientation{table.optional_column(c.orientation_field)},
          use{table.optional_column(c.use_field)}
    {
    }
};

/// The cell in the middle of a shape, moved into the grid when it lies outside.
Cell middle_cell(Geometry const& shape, GridSpec const& grid)
{
    Box const box = cut(box_of(shape), box_of(grid));
    Cell const c = grid.cell_at({(box.west + box.east) / 2, (box.south + box.north) / 2});
    return {std::clamp(c.row, 0, grid.shape.rows - 1), std::clamp(c.col, 0, grid.shape.cols - 1)};
}

}  // namespace

struct ParkingReader::Source {
    Source(ParkingConfig const& c, GridSpec const& grid)
        : config{c},
          layer{windows_of(
              c.source, grid.epsg, box_of(grid),
              {c.id_field, c.access_field, c.type_field, c.capacity_field, c.orientation_field, c.use_field})},
          columns{c, layer.about()}
    {
    }

    ParkingLot lot_of(Feature const& feature) const
    {
        auto id = text_at(feature, columns.id);
        if (id.empty()) id = fmt::format("{}-{}", layer.about().layer, feature.id);
        if (!columns.access && !columns.type) return {id, std::nullopt};
        return {id, is_one_of(text_at(feature, columns.access), config.closed_access) ||
                        is_one_of(text_at(feature, columns.type), config.closed_types)};
    }

    std::vector<ParkingArea> parts_of(Feature& feature) const
    {
        auto const stated = columns.capacity ? number(feature.values[*columns.capacity]) : std::nullopt;
        bool const usable = stated && *stated > 0 && *stated < 100'000;
        auto const capacity = usable ? std::optional{static_cast<int>(std::lround(*stated))} : std::nullopt;
        auto const orientation = orientation_of(text_at(feature, columns.orientation));
        std::vector<ParkingArea> parts;
        for (auto& polygon : feature.geometry.polygons)
            parts.push_back({std::move(polygon), orientation, capacity});
        return parts;
    }

    ParkingConfig const& config;
    LayerWindows layer;
    Columns columns;
    std::set<std::int64_t> no_polygons{};
};

ParkingReader::ParkingReader(std::vector<ParkingConfig> const& configs, GridSpec const& grid) : grid_{grid}
{
    for (auto const& config : configs) {
        sources_.push_back(std::make_unique<Source>(config, grid));
        knows_use_ |= sources_.back()->columns.use.has_value();
    }
}

ParkingReader::~ParkingReader() = default;

std::vector<Feature> ParkingReader::polygons_in(Source& source, Box const& window)
{
    auto features = source.layer.in(window);
    std::vector<std::int64_t> others;
    for (auto const& feature : features)
        if (feature.geometry.polygons.empty()) others.push_back(feature.id);
    std::erase_if(features, [](Feature const& feature) { return feature.geometry.polygons.empty(); });
    std::scoped_lock const lock{mutex_};
    source.no_polygons.insert(others.begin(), others.end());
    return features;
}

std::vector<NamedArea> ParkingReader::areas(Rect core)
{
    std::vector<NamedArea> areas;
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        auto& source = *sources_[i];
        if (source.config.kind != ParkingConfig::Kind::areas) continue;
        for (auto& feature : polygons_in(source, grown(box_of(grid_, core), grid_.cell_m())))
            if (core.contains(middle_cell(feature.geometry, grid_)))
                areas.push_back({{i, feature.id}, source.lot_of(feature), source.parts_of(feature)});
    }
    return areas;
}

std::vector<MappedBay> ParkingReader::bays()
{
    std::vector<MappedBay> bays;
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        auto& source = *sources_[i];
        if (source.config.kind != ParkingConfig::Kind::bays) continue;
        for (auto& feature : polygons_in(source, box_of(grid_))) {
            auto const lot = source.lot_of(feature);
            auto const reserved = is_one_of(text_at(feature, source.columns.use), source.config.reserved_uses);
            for (auto& polygon : feature.geometry.polygons)
                bays.push_back({{i, feature.id}, lot, std::move(polygon), reserved});
        }
    }
    return bays;
}

void ParkingReader::reject(ParkingFeature feature, std::string reason, Findings& findings) const
{
    findings.reject(sources_[feature.first]->layer.about(), feature.second, std::move(reason));
}

void ParkingReader::tell(Findings& findings) const
{
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        laad::tell(sources_[i]->config.source, sources_[i]->layer, findings);
        for (auto const feature : sources_[i]->no_polygons)
            reject({i, feature}, "a parking place that is not a polygon", findings);
    }
}

}  // namespace laad
