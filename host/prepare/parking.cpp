// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/parking.hpp"

#include "host/intake/flags.hpp"
#include "host/intake/number_field.hpp"
#include "host/intake/words.hpp"
#include "host/prepare/boxes.hpp"
#include "rasters/io/vectors/shapes.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <atomic>
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

constexpr double most_bays = 100'000;  ///< of one car park

constexpr double rim_m = 200;  ///< around the grid: most car parks that stick out are kept whole

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
          id{id_column(c.id_field, layer.about())},
          access{layer.about().optional_column(c.access_field)},
          type{layer.about().optional_column(c.type_field)},
          orientation{layer.about().optional_column(c.orientation_field)},
          use{layer.about().optional_column(c.use_field)},
          capacity{"parking.capacity_field", c.capacity_field, layer.about(), most_bays}
    {
    }

    ParkingLot lot_of(Feature const& feature) const
    {
        auto name = text_at(feature, id);
        if (name.empty()) name = number_name(feature.id);
        if (!access && !type) return {name, std::nullopt};
        bool const is_closed = says_any_of(text_at(feature, access), config.closed_access) ||
                               says_any_of(text_at(feature, type), config.closed_types);
        return {name, is_closed, is_closed || says_any_of(text_at(feature, access), known_open)};
    }

    std::string number_name(std::int64_t feature) const { return fmt::format("{}-{}", layer.about().layer, feature); }

    /// The features of a window that are polygons.
    std::vector<Feature> polygons_in(Box const& window)
    {
        auto features = layer.in(window);
        std::erase_if(features, [&](Feature const& feature) {
            bool const is_none = feature.geometry.polygons.empty();
            if (is_none) no_polygons.add(feature.id, 0);
            any_polygon = any_polygon || !is_none;
            return is_none;
        });
        return features;
    }

    void count_unknown(Feature const& feature)
    {
        auto words = tag_words(text_at(feature, access));
        std::erase_if(words, [&](std::string const& word) {
            return says_any_of(word, config.closed_access) || says_any_of(word, known_open);
        });
        if (!words.empty()) unknown.add(feature.id, std::move(words));
    }

    void note_unknown(InputNotes& noted) const
    {
        std::map<std::string, std::int64_t> counts;
        for (auto const& [feature, words] : unknown.all())
            for (auto const& word : words)
                ++counts[word];
        if (counts.empty()) return;
        std::vector<std::string> words;
        for (auto const& [word, features] : counts)
            words.push_back(fmt::format("\"{}\" {}", word, features));
        noted.note(
            "{}: values of \"{}\" that are neither in closed_access nor known to be open, with their number of "
            "features: {}; they count as public, add to closed_access what is not",
            short_name(layer.about()), config.access_field, joined(words));
    }

    /// What lies far outside the grid is cut off: no bay is looked for there.
    std::vector<ParkingArea> parts_of(Feature& feature)
    {
        if (!contains(cut_to, box_of(feature.geometry))) feature.geometry = clipped(feature.geometry, cut_to);
        auto const stated = capacity.of(feature);
        bool const usable = stated && *stated > 0 && *stated < most_bays;
        auto const bays = usable ? std::optional{static_cast<int>(std::lround(*stated))} : std::nullopt;
        auto const lie = orientation_of(text_at(feature, orientation));
        std::vector<ParkingArea> parts;
        for (auto& polygon : feature.geometry.polygons)
            parts.push_back({std::move(polygon), lie, bays});
        return parts;
    }

    ParkingConfig const& config;
    Box cut_to;
    LayerWindows layer;
    std::optional<std::size_t> id, access, type, orientation, use;
    NumberField capacity;
    SeenOnce<char> no_polygons{};
    std::atomic<bool> any_polygon{};
    SeenOnce<std::vector<std::string>> unknown{};  ///< words of `access` that are neither closed nor known to be open
};

ParkingReader::ParkingReader(std::vector<ParkingConfig> const& configs, GridSpec const& grid) : grid_{grid}
{
    for (auto const& config : configs) {
        sources_.push_back(std::make_unique<Source>(config, grid));
        knows_use_ |= sources_.back()->use.has_value();
    }
}

ParkingReader::~ParkingReader() = default;

std::vector<NamedArea> ParkingReader::areas(Rect core)
{
    std::vector<NamedArea> areas;
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        auto& source = *sources_[i];
        if (source.config.kind != ParkingConfig::Kind::areas) continue;
        for (auto& feature : source.polygons_in(grown(box_of(grid_, core), grid_.cell_m()))) {
            if (!core.contains(middle_cell(feature.geometry, grid_))) continue;
            source.count_unknown(feature);
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
        for (auto& feature : source.polygons_in(box_of(grid_))) {
            source.count_unknown(feature);
            auto const lot = source.lot_of(feature);
            auto const reserved = says_any_of(text_at(feature, source.use), source.config.reserved_uses);
            for (auto& polygon : feature.geometry.polygons) {
                auto place = place_of(box_of(polygon), lot);
                place.is_free = !reserved;
                bays.push_back({{i, feature.id}, lot, std::move(polygon), reserved, std::move(place)});
            }
        }
    }
    std::ranges::sort(bays, {}, &MappedBay::place);
    std::vector<MappedBay> once;
    for (auto& bay : bays) {
        if (once.empty() || !once.back().place.same_box(bay.place)) {
            once.push_back(std::move(bay));
            continue;
        }
        once.back().is_reserved |= bay.is_reserved;
        reject(bay.feature, "a bay that is drawn more than once; it counts once", noted);
    }
    return once;
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
        noted.note(
            "{}: {} features share their \"{}\" with another one; all count, and bay_ids names them by layer and "
            "feature number",
            short_name(sources_[i]->layer.about()), renamed[i], sources_[i]->config.id_field);
    }
}

void ParkingReader::reject(ParkingFeature feature, std::string reason, InputNotes& noted) const
{
    auto const& source = *sources_[feature.first];
    bool const is_bay = source.config.kind == ParkingConfig::Kind::bays;
    noted.reject(source.layer.about(), feature.second, std::move(reason),
                 is_bay ? Cost{"bay", 1, "bays"} : Cost{"parking area"});
}

void ParkingReader::tell(InputNotes& noted) const
{
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        laad::tell(sources_[i]->config.source, sources_[i]->layer, noted);
        auto const others = sources_[i]->no_polygons.all().size();
        if (!sources_[i]->any_polygon) check_polygons(sources_[i]->layer.about(), others, "parking places");
        for (auto const& [feature, none] : sources_[i]->no_polygons.all())
            reject({i, feature}, "a parking place that is not a polygon", noted);
        sources_[i]->note_unknown(noted);
        sources_[i]->capacity.finish(sources_[i]->layer.about(), "bays are cut there as if it were not given", noted);
    }
}

}  // namespace laad
