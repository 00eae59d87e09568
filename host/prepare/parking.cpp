// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/parking.hpp"

#include "host/intake/tag_words.hpp"
#include "host/prepare/boxes.hpp"
#include "rasters/io/vectors/shapes.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

namespace laad {

namespace {

/// Words of `access` that say open to the public. What is neither one of them nor closed by the scenario counts as
/// open and is told.
std::vector<std::string> const known_open{"yes", "public", "permissive", "designated", "ja", "openbaar"};

Orientation orientation_of(std::string const& tag)
{
    if (says_any_of(tag, {"parallel"})) return Orientation::parallel;
    if (says_any_of(tag, {"perpendicular", "diagonal"})) return Orientation::across;
    return Orientation::unknown;
}

ParkingPlace place_of(Box const& box, ParkingLot const& lot)
{
    return {place_order({box.west, box.north}),
            place_order({box.east, box.south}),
            !lot.is_closed.value_or(false),
            true,
            0,
            Orientation::unknown,
            lot.id};
}

/// Bays with one box: one bay that several rows draw.
void merge_repeated(std::vector<MappedBay>& sorted, std::vector<ParkingFeature>& repeated)
{
    std::vector<MappedBay> once;
    for (auto& bay : sorted) {
        if (once.empty() || !once.back().place.same_box(bay.place)) {
            once.push_back(std::move(bay));
            continue;
        }
        once.back().is_reserved |= bay.is_reserved;
        repeated.push_back(bay.feature);
    }
    sorted = std::move(once);
}

constexpr double rim_m = 200;  ///< around the grid: most car parks that stick out are kept whole

struct Columns {
    std::optional<std::size_t> id, access, type, capacity, orientation, use;

    Columns(ParkingConfig const& c, FeatureTable const& table)
        : id{id_column(c.id_field, table)},
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
          cut_to{grown(box_of(grid), rim_m)},
          layer{windows_of(
              c.source, grid.epsg, box_of(grid),
              {c.id_field, c.access_field, c.type_field, c.capacity_field, c.orientation_field, c.use_field})},
          columns{c, layer.about()}
    {
    }

    ParkingLot lot_of(Feature const& feature) const
    {
        auto id = text_at(feature, columns.id);
        if (id.empty()) id = number_name(feature.id);
        if (!columns.access && !columns.type) return {id, std::nullopt};
        return {id, says_any_of(text_at(feature, columns.access), config.closed_access) ||
                        says_any_of(text_at(feature, columns.type), config.closed_types)};
    }

    std::string number_name(std::int64_t feature) const { return fmt::format("{}-{}", layer.about().layer, feature); }

    /// The words of `access` that are neither closed nor known to be open.
    std::vector<std::string> unknown_access(Feature const& feature) const
    {
        auto words = tag_words(text_at(feature, columns.access));
        std::erase_if(words, [&](std::string const& word) {
            return says_any_of(word, config.closed_access) || says_any_of(word, known_open);
        });
        return words;
    }

    /// What lies far outside the grid is cut off: no bay is looked for there.
    std::vector<ParkingArea> parts_of(Feature& feature) const
    {
        if (!contains(cut_to, box_of(feature.geometry))) feature.geometry = clipped(feature.geometry, cut_to);
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
    Box cut_to;
    LayerWindows layer;
    Columns columns;
    std::set<std::int64_t> no_polygons{};
    std::map<std::string, std::int64_t> unknown{};  ///< words of `access` → features
};

void ParkingReader::note_unknown(Source const& source, InputNotes& noted)
{
    if (source.unknown.empty()) return;
    std::vector<std::string> words;
    for (auto const& [word, features] : source.unknown)
        words.push_back(fmt::format("\"{}\" {}", word, features));
    auto const& about = source.layer.about();
    noted.notes.push_back(
        fmt::format("{} layer \"{}\": values of \"{}\" that are neither in closed_access nor known to be open, with "
                    "their number of features: {}; they count as public, add to closed_access what is not",
                    std::filesystem::path{about.file}.filename().string(), about.layer, source.config.access_field,
                    fmt::join(words, ", ")));
}

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

void ParkingReader::count_unknown(Source& source, Feature const& feature)
{
    for (auto const& word : source.unknown_access(feature)) {
        std::scoped_lock const lock{mutex_};
        ++source.unknown[word];
    }
}

std::vector<NamedArea> ParkingReader::areas(Rect core)
{
    std::vector<NamedArea> areas;
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        auto& source = *sources_[i];
        if (source.config.kind != ParkingConfig::Kind::areas) continue;
        for (auto& feature : polygons_in(source, grown(box_of(grid_, core), grid_.cell_m()))) {
            if (!core.contains(middle_cell(feature.geometry, grid_))) continue;
            count_unknown(source, feature);
            auto lot = source.lot_of(feature);
            auto place = place_of(box_of(feature.geometry), lot);
            auto parts = source.parts_of(feature);
            place.capacity = parts.front().capacity.value_or(0);
            place.orientation = parts.front().orientation;
            areas.push_back({{i, feature.id}, std::move(lot), std::move(parts), std::move(place)});
        }
    }
    return areas;
}

std::vector<MappedBay> ParkingReader::bays(InputNotes& noted)
{
    std::vector<MappedBay> bays;
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        auto& source = *sources_[i];
        if (source.config.kind != ParkingConfig::Kind::bays) continue;
        for (auto& feature : polygons_in(source, box_of(grid_))) {
            count_unknown(source, feature);
            auto const lot = source.lot_of(feature);
            auto const reserved = says_any_of(text_at(feature, source.columns.use), source.config.reserved_uses);
            for (auto& polygon : feature.geometry.polygons) {
                auto place = place_of(box_of(polygon), lot);
                place.is_free = !reserved;
                bays.push_back({{i, feature.id}, lot, std::move(polygon), reserved, std::move(place)});
            }
        }
    }
    std::sort(bays.begin(), bays.end(), [](MappedBay const& a, MappedBay const& b) { return a.place < b.place; });
    std::vector<ParkingFeature> repeated;
    merge_repeated(bays, repeated);
    for (auto const& feature : repeated)
        reject(feature, "a bay that is drawn more than once; it counts once", noted);
    return bays;
}

void ParkingReader::tell_apart(ParkingNames& names, InputNotes& noted) const
{
    std::map<std::pair<std::size_t, std::string>, int> times;
    for (auto const& [feature, name] : names)
        ++times[{feature.first, name}];
    std::vector<std::int64_t> renamed(sources_.size());
    for (auto& [feature, name] : names) {
        if (times.at({feature.first, name}) == 1) continue;
        name = sources_[feature.first]->number_name(feature.second);
        ++renamed[feature.first];
    }
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        if (renamed[i] == 0) continue;
        auto const& about = sources_[i]->layer.about();
        noted.notes.push_back(fmt::format(
            "{} layer \"{}\": {} features share their \"{}\" with another one; all count, and bay_ids names "
            "them by layer and feature number",
            std::filesystem::path{about.file}.filename().string(), about.layer, renamed[i],
            sources_[i]->config.id_field));
    }
}

void ParkingReader::reject(ParkingFeature feature, std::string reason, InputNotes& noted) const
{
    noted.reject(sources_[feature.first]->layer.about(), feature.second, std::move(reason));
}

void ParkingReader::tell(InputNotes& noted) const
{
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        laad::tell(sources_[i]->config.source, sources_[i]->layer, noted);
        for (auto const feature : sources_[i]->no_polygons)
            reject({i, feature}, "a parking place that is not a polygon", noted);
        note_unknown(*sources_[i], noted);
    }
}

}  // namespace laad
