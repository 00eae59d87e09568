// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/areas.hpp"

#include "host/intake/layer_names.hpp"
#include "host/prepare/algorithms.hpp"
#include "host/prepare/boxes.hpp"
#include "host/prepare/tile_work.hpp"
#include "rasters/error.hpp"
#include "rasters/io/vectors/shapes.hpp"
#include "rasters/millimetres.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for_each.h>
#include <algorithm>
#include <functional>

namespace laad {

namespace {

constexpr std::size_t most_neighbourhoods = 65534;

struct Municipalities {
    Indexed<MunicipalityId, Municipality> known;
    Indexed<MunicipalityId, Geometry> shapes;  ///< empty for a municipality that only a neighbourhood names
    std::int64_t without_shape{};

    MunicipalityId find(std::string const& name_or_code) const
    {
        auto const same = [&](Municipality const& g) { return g.name == name_or_code || g.code == name_or_code; };
        auto const found = std::find_if(known.begin(), known.end(), same);
        return found == known.end() ? MunicipalityId{} : MunicipalityId{found - known.begin()};
    }

    MunicipalityId find_or_add(std::string const& name)
    {
        if (name.empty()) return {};
        if (MunicipalityId const found = find(name)) return found;
        known.push_back({name, "", ""});
        shapes.emplace_back();
        ++without_shape;
        return MunicipalityId{known.size() - 1};
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
        refuse(table,
               "no {} touches the area (with its rim x {:.0f} to {:.0f}, y {:.0f} to {:.0f}, EPSG:{}); is region.area "
               "the right one?",
               what, box.west, box.east, box.south, box.north, grid.epsg);
    return table;
}

Municipalities read_municipalities(RegionConfig const& region, GridSpec const& grid, InputNotes& noted)
{
    Municipalities found;
    if (region.municipalities.file.empty()) return found;
    auto table = read_touching(region.municipalities, "gemeente", grid, noted);
    auto const name = table.column(region.municipality_name_field);
    auto const code = table.optional_column(region.municipality_code_field);
    std::ranges::sort(table.features, {}, [&](Feature const& f) { return std::pair{text(f.values[name]), f.id}; });
    for (auto const& feature : table.features) {
        auto const called = text(feature.values[name]);
        if (called.empty()) {
            noted.reject(table, feature, "a gemeente without a name");
        } else if (auto const same = found.find(called)) {
            append(found.shapes[same], feature.geometry);
        } else {
            found.known.push_back({called, text_at(feature, code), ""});
            found.shapes.push_back(feature.geometry);
        }
    }
    return found;
}

/// The municipality that holds most of a shape.
MunicipalityId holder(Geometry const& shape, Indexed<MunicipalityId, Geometry> const& municipalities,
                      BoxIndex const& index)
{
    MunicipalityId best;
    double most = 0;
    for (auto const item : index.touching(box_of(shape))) {
        MunicipalityId const g{item};
        auto const share = area_of_intersection(shape, municipalities[g]);
        if (share > most) {
            most = share;
            best = g;
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

Indexed<NeighbourhoodId, Neighbourhood> read_neighbourhoods(RegionConfig const& region, GridSpec const& grid,
                                                            Municipalities& municipalities,
                                                            FeatureTable const& area_table, InputNotes& noted)
{
    auto table = read_touching(region.neighbourhoods, "buurt", grid, noted);
    auto const key = table.column(region.neighbourhood_key_field);
    auto const municipality = table.optional_column(region.neighbourhood_municipality_field);
    Indexed<NeighbourhoodId, Neighbourhood> neighbourhoods;
    for (auto& feature : table.features) {
        auto const name = text(feature.values[key]);
        if (name.empty() || feature.geometry.polygons.empty()) {
            noted.reject(table, feature, name.empty() ? "a buurt without a key" : "a buurt that is not a polygon");
            continue;
        }
        auto const named =
            municipality ? municipalities.find_or_add(text(feature.values[*municipality])) : MunicipalityId{};
        neighbourhoods.push_back({name, named, std::move(feature.geometry), 0, 0});
    }
    std::ranges::sort(neighbourhoods, {}, &Neighbourhood::key);
    refuse_duplicates(neighbourhoods, table);

    auto const index = index_of(municipalities.shapes, 5000);
    tbb::parallel_for_each(neighbourhoods, [&](Neighbourhood& neighbourhood) {
        neighbourhood.share_in_area = share_inside(neighbourhood.shape, area_table);
        if (!municipality) neighbourhood.municipality = holder(neighbourhood.shape, municipalities.shapes, index);
    });
    return neighbourhoods;
}

/// Demand of a cell goes to one of the neighbourhoods that cover it, so an overlap takes dwellings from the others.
void note_overlaps(Indexed<NeighbourhoodId, Neighbourhood> const& neighbourhoods, InputNotes& noted)
{
    constexpr double slivers_m2 = 1000;
    auto const index = index_of(neighbourhoods, 1000, [](Neighbourhood const& n) { return box_of(n.shape); });
    Indexed<NeighbourhoodId, NeighbourhoodId> other(neighbourhoods.size());
    tbb::parallel_for(std::size_t{0}, neighbourhoods.size(), [&](std::size_t i) {
        NeighbourhoodId const b{i};
        auto const& shape = neighbourhoods[b].shape;
        for (auto const j : index.touching(box_of(shape)))
            if (NeighbourhoodId const c{j};
                !other[b] && c > b && area_of_intersection(shape, neighbourhoods[c].shape) > slivers_m2)
                other[b] = c;
    });
    auto const overlaps = [&](NeighbourhoodId b) { return bool{other[b]}; };
    auto const first = std::ranges::find_if(other.ids(), overlaps);
    if (first == other.ids().end()) return;
    noted.note(
        "{} buurten overlap another one (the first: {} and {}); the one that begins farther north (then west) takes "
        "what they share",
        std::ranges::count_if(other.ids(), overlaps), neighbourhoods[*first].key, neighbourhoods[other[*first]].key);
}

void note_gaps(Areas const& areas, Municipalities const& municipalities, InputNotes& noted)
{
    auto const count = [&](auto holds) {
        return std::count_if(areas.neighbourhoods.begin(), areas.neighbourhoods.end(), holds);
    };
    if (auto const partial = count([](Neighbourhood const& b) { return b.partial() && b.share_in_area > 0; }))
        noted.note("{} of {} buurten lie partly outside the area; their figures are partial", partial,
                   areas.neighbourhoods.size());
    if (auto const unknown = count([](Neighbourhood const& b) { return !b.municipality; }))
        noted.note("the gemeente of {} buurten is not known", unknown);
    if (municipalities.without_shape > 0 &&
        municipalities.without_shape < static_cast<std::int64_t>(municipalities.known.size()))
        noted.note("{} gemeenten that buurten name are not in the layer of gemeenten", municipalities.without_shape);
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

AreaMaker::AreaMaker(FeatureTable const& area, Indexed<NeighbourhoodId, Neighbourhood> const& neighbourhoods,
                     GridSpec const& grid)
    : grid_{grid}
{
    for (auto const& feature : area.features)
        area_.push_back({&feature.geometry, box_of(feature.geometry), 1});
    for (auto const& neighbourhood : neighbourhoods)
        neighbourhoods_.push_back(
            {&neighbourhood.shape, box_of(neighbourhood.shape), static_cast<int>(neighbourhoods_.size()) + 1});
    // What is burned last stands: where neighbourhoods overlap, the one that begins first in the order of places.
    std::ranges::stable_sort(neighbourhoods_, std::ranges::greater{}, [](Painted const& neighbourhood) {
        return std::pair{place_order({neighbourhood.box.west, neighbourhood.box.north}),
                         place_order({neighbourhood.box.east, neighbourhood.box.south})};
    });
}

template <class T>
std::string AreaMaker::make(std::vector<Painted> const& shapes, Rect core, BlockLayer<T>& layer) const
{
    Box const box = box_of(grid_, core);
    std::vector<Painted const*> here;
    ContentHash hash;
    hash.add(algorithm::areas.version);
    for (auto const& painted : shapes) {
        if (!overlap(painted.box, box)) continue;
        here.push_back(&painted);
        hash.add(painted.value);
        add(hash, *painted.shape);
    }
    auto const key = hash.digest();
    make_tile(layer, core, key, !here.empty(), [&](View<T> cells) {
        for (auto const* painted : here)
            burn<T>({painted->shape, 1}, grid_, core, static_cast<T>(painted->value), cells);
    });
    return key;
}

template std::string AreaMaker::make(std::vector<Painted> const&, Rect, BlockLayer<std::uint8_t>&) const;
template std::string AreaMaker::make(std::vector<Painted> const&, Rect, BlockLayer<std::uint16_t>&) const;

BandInfo area_info()
{
    return codes_info("area", "Inside the area of the KPIs: 1");
}

BandInfo neighbourhood_info()
{
    auto info = codes_info("buurt", "Number of the buurt in the order of the KPI table, from 1");
    info.nodata = 0;
    return info;
}

}  // namespace laad
