// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/municipalities.hpp"

#include "rasters/io/vectors/shapes.hpp"

#include <algorithm>

namespace laad {

namespace {

void append(Geometry& to, Geometry const& from)
{
    to.polygons.insert(to.polygons.end(), from.polygons.begin(), from.polygons.end());
}

Geometry shape_of(FeatureTable const& area)
{
    Geometry whole;
    for (auto const& feature : area.features)
        append(whole, feature.geometry);
    return whole;
}

}  // namespace

MunicipalityId Municipalities::find(std::string const& name_or_code) const
{
    auto const same = [&](Municipality const& g) { return g.name == name_or_code || g.code == name_or_code; };
    auto const found = std::find_if(known.begin(), known.end(), same);
    return found == known.end() ? MunicipalityId{} : MunicipalityId{found - known.begin()};
}

MunicipalityId Municipalities::find_or_add(std::string const& name)
{
    if (name.empty()) return {};
    if (MunicipalityId const found = find(name)) return found;
    known.push_back({name, "", ""});
    shapes.emplace_back();
    ++without_shape;
    return MunicipalityId{known.size() - 1};
}

MunicipalityId Municipalities::holder(Geometry const& shape, BoxIndex const& index) const
{
    MunicipalityId best;
    double most = 0;
    for (auto const item : index.touching(box_of(shape))) {
        MunicipalityId const g{item};
        auto const share = area_of_intersection(shape, shapes[g]);
        if (share > most) {
            most = share;
            best = g;
        }
    }
    return best;
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

Municipalities read_municipalities(RegionConfig const& region, FeatureTable const& area, GridSpec const& grid,
                                   InputNotes& noted)
{
    Municipalities found;
    if (region.is_one_municipality()) {
        noted.note("no region.gemeenten are given: one gemeente \"{}\" is the whole area", region.name);
        found.known.push_back({region.name, "", ""});
        found.shapes.push_back(shape_of(area));
    }
    if (region.municipalities.file.empty()) return found;
    auto table = read_touching(region.municipalities, "gemeente", grid, noted);
    check_polygons(table, "gemeenten");
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

}  // namespace laad
