// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/areas.hpp"

#include "host/prepare/boxes.hpp"
#include "rasters/error.hpp"
#include "rasters/io/shapes.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <algorithm>

namespace laad {

namespace {

constexpr std::size_t most_buurten = 65534;

struct Municipalities {
    std::vector<Gemeente> known;
    std::vector<Geometry> shapes;  ///< empty for a gemeente that only a buurt names
    std::int64_t without_shape{};

    int find(std::string const& name_or_code) const
    {
        auto const same = [&](Gemeente const& g) { return g.name == name_or_code || g.code == name_or_code; };
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

Municipalities read_gemeenten(RegionConfig const& region, GridSpec const& grid, Findings& findings)
{
    Municipalities found;
    if (region.gemeenten.file.empty()) return found;
    auto table = read(region.gemeenten, grid.epsg, box_of(grid), findings);
    auto const name = table.column(region.gemeente_name_field);
    auto const code = table.optional_column(region.gemeente_code_field);
    std::sort(table.features.begin(), table.features.end(), [&](Feature const& a, Feature const& b) {
        return std::pair{text(a.values[name]), a.id} < std::pair{text(b.values[name]), b.id};
    });
    for (auto const& feature : table.features) {
        auto const called = text(feature.values[name]);
        if (called.empty()) {
            findings.reject(table, feature, "a gemeente without a name");
        } else if (auto const same = found.find(called); same >= 0) {
            append(found.shapes[static_cast<std::size_t>(same)], feature.geometry);
        } else {
            found.known.push_back({called, text_at(feature, code), ""});
            found.shapes.push_back(feature.geometry);
        }
    }
    return found;
}

/// The gemeente that holds most of a shape, or −1.
int holder(Geometry const& shape, std::vector<Geometry> const& gemeenten, BoxIndex const& index)
{
    int best = -1;
    double most = 0;
    for (auto const item : index.touching(box_of(shape))) {
        auto const share = area_of_intersection(shape, gemeenten[static_cast<std::size_t>(item)]);
        if (share > most) {
            most = share;
            best = item;
        }
    }
    return best;
}

double surface_of(Geometry const& shape)
{
    double sum = 0;
    for (auto const& polygon : shape.polygons)
        sum += area(polygon);
    return sum;
}

double share_inside(Geometry const& shape, FeatureTable const& region)
{
    auto const whole = surface_of(shape);
    double inside = 0;
    for (auto const& part : region.features)
        if (overlap(box_of(shape), box_of(part.geometry))) inside += area_of_intersection(shape, part.geometry);
    return whole > 0 ? std::min(1.0, inside / whole) : 0;
}

void refuse_duplicates(std::vector<Buurt> const& sorted, FeatureTable const& table)
{
    auto const same = [](Buurt const& a, Buurt const& b) { return a.key == b.key; };
    auto const twice = std::adjacent_find(sorted.begin(), sorted.end(), same);
    if (twice != sorted.end())
        throw InputError{
            fmt::format("{} layer \"{}\": buurt \"{}\" occurs more than once, each buurt needs a key of "
                        "its own (is the right key field configured?)",
                        table.file, table.layer, twice->key)};
    if (sorted.size() > most_buurten)
        throw InputError{fmt::format("{} layer \"{}\": {} buurten in the region, at most {} fit, use a smaller region",
                                     table.file, table.layer, sorted.size(), most_buurten)};
}

std::vector<Buurt> read_buurten(RegionConfig const& region, GridSpec const& grid, Municipalities& gemeenten,
                                FeatureTable const& area_table, Findings& findings)
{
    auto table = read(region.buurten, grid.epsg, box_of(grid), findings);
    auto const key = table.column(region.buurt_key_field);
    auto const gemeente = table.optional_column(region.buurt_gemeente_field);
    std::vector<Buurt> buurten;
    for (auto& feature : table.features) {
        auto const name = text(feature.values[key]);
        if (name.empty() || feature.geometry.polygons.empty()) {
            findings.reject(table, feature, name.empty() ? "a buurt without a key" : "a buurt that is not a polygon");
            continue;
        }
        auto const named = gemeente ? gemeenten.find_or_add(text(feature.values[*gemeente])) : -1;
        buurten.push_back({name, named, std::move(feature.geometry), 0, 0});
    }
    std::sort(buurten.begin(), buurten.end(), [](Buurt const& a, Buurt const& b) { return a.key < b.key; });
    refuse_duplicates(buurten, table);

    auto const index = index_of(gemeenten.shapes, 5000);
    tbb::parallel_for(std::size_t{0}, buurten.size(), [&](std::size_t i) {
        auto& buurt = buurten[i];
        buurt.share_in_area = share_inside(buurt.shape, area_table);
        if (!gemeente) buurt.gemeente = holder(buurt.shape, gemeenten.shapes, index);
    });
    return buurten;
}

void note_gaps(Areas const& areas, Municipalities const& gemeenten, Findings& findings)
{
    auto const count = [&](auto holds) { return std::count_if(areas.buurten.begin(), areas.buurten.end(), holds); };
    if (auto const partial = count([](Buurt const& b) { return b.partial() && b.share_in_area > 0; }))
        findings.notes.push_back(fmt::format("{} of {} buurten lie partly outside the area; their figures are partial",
                                             partial, areas.buurten.size()));
    if (auto const unknown = count([](Buurt const& b) { return b.gemeente < 0; }))
        findings.notes.push_back(fmt::format("the gemeente of {} buurten is not known", unknown));
    if (gemeenten.without_shape > 0 && gemeenten.without_shape < static_cast<std::int64_t>(gemeenten.known.size()))
        findings.notes.push_back(
            fmt::format("{} gemeenten that buurten name are not in the layer of gemeenten", gemeenten.without_shape));
}

}  // namespace

Areas areas_of(RegionConfig const& region, FeatureTable const& area_table, GridSpec const& grid, Findings& findings)
{
    Areas areas{Raster<std::uint8_t>{grid.shape}, Raster<std::uint16_t>{grid.shape}, {}, {}};
    std::vector<Geometry> parts;
    for (auto const& feature : area_table.features)
        parts.push_back(feature.geometry);
    burn(parts, grid, std::uint8_t{1}, areas.area.view());

    auto gemeenten = read_gemeenten(region, grid, findings);
    areas.buurten = read_buurten(region, grid, gemeenten, area_table, findings);
    for (std::size_t i = 0; i < areas.buurten.size(); ++i)
        burn({areas.buurten[i].shape}, grid, static_cast<std::uint16_t>(i + 1), areas.buurt.view());

    note_gaps(areas, gemeenten, findings);
    for (auto& gemeente : gemeenten.known) {
        auto const stated = region.market_model.find(gemeente.name);
        gemeente.market_model = stated == region.market_model.end() ? "unknown" : stated->second;
    }
    areas.gemeenten = std::move(gemeenten.known);
    return areas;
}

}  // namespace laad
