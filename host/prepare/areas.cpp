// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/areas.hpp"

#include "host/intake/layer_names.hpp"
#include "host/prepare/boxes.hpp"
#include "rasters/error.hpp"
#include "rasters/io/vectors/shapes.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <algorithm>

namespace laad {

namespace {

constexpr std::size_t most_neighbourhoods = 65534;

struct Municipalities {
    std::vector<Municipality> known;
    std::vector<Geometry> shapes;  ///< empty for a municipality that only a neighbourhood names
    std::int64_t without_shape{};

    int find(std::string const& name_or_code) const
    {
        auto const same = [&](Municipality const& g) { return g.name == name_or_code || g.code == name_or_code; };
        auto const found = std::find_if(known.begin(), known.end(), same);
        return found == known.end() ? -1 : static_cast<int>(found - known.begin());
    }

    int find_or_add(std::string const& name)
    {
        if (name.empty()) return -1;
        auto const found = find(name);
        if (found >= 0) return found;
        known.push_back({name, "", ""});
        shapes.emplace_back();
        ++without_shape;
        return static_cast<int>(known.size()) - 1;
    }
};

void append(Geometry& to, Geometry const& from)
{
    to.polygons.insert(to.polygons.end(), from.polygons.begin(), from.polygons.end());
}

FeatureTable read_touching(LayerRef const& source, char const* what, GridSpec const& grid, InputNotes& noted)
{
    auto table = read(source, grid.epsg, box_of(grid), noted);
    Box const box = box_of(grid);
    if (table.features.empty())
        throw InputError{
            fmt::format("{} layer \"{}\": no {} touches the area (with its rim x {:.0f} to {:.0f}, y {:.0f} to {:.0f}, "
                        "EPSG:{}); is "
                        "region.area the right one?",
                        table.file, table.layer, what, box.west, box.east, box.south, box.north, grid.epsg)};
    return table;
}

Municipalities read_municipalities(RegionConfig const& region, GridSpec const& grid, InputNotes& noted)
{
    Municipalities found;
    if (region.municipalities.file.empty()) return found;
    auto table = read_touching(region.municipalities, "gemeente", grid, noted);
    auto const name = table.column(region.municipality_name_field);
    auto const code = table.optional_column(region.municipality_code_field);
    std::sort(table.features.begin(), table.features.end(), [&](Feature const& a, Feature const& b) {
        return std::pair{text(a.values[name]), a.id} < std::pair{text(b.values[name]), b.id};
    });
    for (auto const& feature : table.features) {
        auto const called = text(feature.values[name]);
        if (called.empty()) {
            noted.reject(table, feature, "a gemeente without a name");
        } else if (auto const same = found.find(called); same >= 0) {
            append(found.shapes[static_cast<std::size_t>(same)], feature.geometry);
        } else {
            found.known.push_back({called, text_at(feature, code), ""});
            found.shapes.push_back(feature.geometry);
        }
    }
    return found;
}

/// The municipality that holds most of a shape, or −1.
int holder(Geometry const& shape, std::vector<Geometry> const& municipalities, BoxIndex const& index)
{
    int best = -1;
    double most = 0;
    for (auto const item : index.touching(box_of(shape))) {
        auto const share = area_of_intersection(shape, municipalities[static_cast<std::size_t>(item)]);
        if (share > most) {
            most = share;
            best = item;
        }
    }
    return best;
}

double share_inside(Geometry const& shape, FeatureTable const& region)
{
    auto const whole = area(shape);
    double inside = 0;
    for (auto const& part : region.features)
        if (overlap(box_of(shape), box_of(part.geometry))) inside += area_of_intersection(shape, part.geometry);
    return whole > 0 ? std::min(1.0, inside / whole) : 0;
}

void refuse_duplicates(std::vector<Neighbourhood> const& sorted, FeatureTable const& table)
{
    auto const same = [](Neighbourhood const& a, Neighbourhood const& b) { return a.key == b.key; };
    auto const twice = std::adjacent_find(sorted.begin(), sorted.end(), same);
    if (twice != sorted.end())
        throw InputError{
            fmt::format("{} layer \"{}\": buurt \"{}\" occurs more than once, each buurt needs a key of "
                        "its own (is the right key field configured?)",
                        table.file, table.layer, twice->key)};
    if (sorted.size() > most_neighbourhoods)
        throw InputError{fmt::format("{} layer \"{}\": {} buurten in the region, at most {} fit, use a smaller region",
                                     table.file, table.layer, sorted.size(), most_neighbourhoods)};
}

std::vector<Neighbourhood> read_neighbourhoods(RegionConfig const& region, GridSpec const& grid,
                                               Municipalities& municipalities, FeatureTable const& area_table,
                                               InputNotes& noted)
{
    auto table = read_touching(region.neighbourhoods, "buurt", grid, noted);
    auto const key = table.column(region.neighbourhood_key_field);
    auto const municipality = table.optional_column(region.neighbourhood_municipality_field);
    std::vector<Neighbourhood> neighbourhoods;
    for (auto& feature : table.features) {
        auto const name = text(feature.values[key]);
        if (name.empty() || feature.geometry.polygons.empty()) {
            noted.reject(table, feature, name.empty() ? "a buurt without a key" : "a buurt that is not a polygon");
            continue;
        }
        auto const named = municipality ? municipalities.find_or_add(text(feature.values[*municipality])) : -1;
        neighbourhoods.push_back({name, named, std::move(feature.geometry), 0, 0});
    }
    std::sort(neighbourhoods.begin(), neighbourhoods.end(),
              [](Neighbourhood const& a, Neighbourhood const& b) { return a.key < b.key; });
    refuse_duplicates(neighbourhoods, table);

    auto const index = index_of(municipalities.shapes, 5000);
    tbb::parallel_for(std::size_t{0}, neighbourhoods.size(), [&](std::size_t i) {
        auto& neighbourhood = neighbourhoods[i];
        neighbourhood.share_in_area = share_inside(neighbourhood.shape, area_table);
        if (!municipality) neighbourhood.municipality = holder(neighbourhood.shape, municipalities.shapes, index);
    });
    return neighbourhoods;
}

/// Demand of a cell goes to one of the neighbourhoods that cover it, so an overlap takes dwellings from the others.
void note_overlaps(std::vector<Neighbourhood> const& neighbourhoods, InputNotes& noted)
{
    constexpr double slivers_m2 = 1000;
    std::vector<Geometry> shapes;
    for (auto const& neighbourhood : neighbourhoods)
        shapes.push_back(neighbourhood.shape);
    auto const index = index_of(shapes, 1000);
    std::vector<std::int32_t> other(neighbourhoods.size(), -1);
    tbb::parallel_for(std::size_t{0}, shapes.size(), [&](std::size_t i) {
        for (auto const j : index.touching(box_of(shapes[i])))
            if (other[i] < 0 && static_cast<std::size_t>(j) > i &&
                area_of_intersection(shapes[i], shapes[static_cast<std::size_t>(j)]) > slivers_m2)
                other[i] = j;
    });
    auto const first = std::find_if(other.begin(), other.end(), [](std::int32_t j) { return j >= 0; });
    if (first == other.end()) return;
    noted.notes.push_back(fmt::format(
        "{} buurten overlap another one (the first: {} and {}); the one that begins farther north (then west) takes "
        "what they share",
        std::count_if(first, other.end(), [](std::int32_t j) { return j >= 0; }),
        neighbourhoods[static_cast<std::size_t>(first - other.begin())].key,
        neighbourhoods[static_cast<std::size_t>(*first)].key));
}

void note_gaps(Areas const& areas, Municipalities const& municipalities, InputNotes& noted)
{
    auto const count = [&](auto holds) {
        return std::count_if(areas.neighbourhoods.begin(), areas.neighbourhoods.end(), holds);
    };
    if (auto const partial = count([](Neighbourhood const& b) { return b.partial() && b.share_in_area > 0; }))
        noted.notes.push_back(fmt::format("{} of {} buurten lie partly outside the area; their figures are partial",
                                          partial, areas.neighbourhoods.size()));
    if (auto const unknown = count([](Neighbourhood const& b) { return b.municipality < 0; }))
        noted.notes.push_back(fmt::format("the gemeente of {} buurten is not known", unknown));
    if (municipalities.without_shape > 0 &&
        municipalities.without_shape < static_cast<std::int64_t>(municipalities.known.size()))
        noted.notes.push_back(fmt::format("{} gemeenten that buurten name are not in the layer of gemeenten",
                                          municipalities.without_shape));
}

void check_market_models(RegionConfig const& region, std::vector<Municipality> const& municipalities)
{
    std::vector<std::string> names;
    for (auto const& municipality : municipalities)
        names.push_back(municipality.name);
    LayerNames known{names, region.municipalities, region.municipality_name_field, region.epsg};
    for (auto const& [name, model] : region.market_model)
        if (!known.has(name))
            throw InputError{
                fmt::format("region.market_model names gemeente \"{}\", which is not in the layer of gemeenten{}", name,
                            known.nearest(name))};
}

}  // namespace

Areas areas_of(RegionConfig const& region, FeatureTable const& area_table, GridSpec const& grid, InputNotes& noted)
{
    Areas areas;
    auto municipalities = read_municipalities(region, grid, noted);
    areas.neighbourhoods = read_neighbourhoods(region, grid, municipalities, area_table, noted);
    note_overlaps(areas.neighbourhoods, noted);
    note_gaps(areas, municipalities, noted);
    check_market_models(region, municipalities.known);
    for (auto& municipality : municipalities.known) {
        auto const stated = region.market_model.find(municipality.name);
        municipality.market_model = stated == region.market_model.end() ? "unknown" : stated->second;
    }
    areas.municipalities = std::move(municipalities.known);
    return areas;
}

}  // namespace laad
