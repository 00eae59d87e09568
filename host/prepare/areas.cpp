// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/areas.hpp"

#include "host/prepare/boxes.hpp"
#include "host/prepare/layer_names.hpp"
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

FeatureTable read_touching(LayerRef const& source, char const* what, GridSpec const& grid, Findings& findings)
{
    auto table = read(source, grid.epsg, box_of(grid), findings);
    Box const box = box_of(grid);
    if (table.features.empty())
        throw InputError{
            fmt::format("{} layer \"{}\": no {} touches the area (with its rim x {:.0f} to {:.0f}, y {:.0f} to {:.0f}, "
                        "EPSG:{}); is "
                        "region.area the right one?",
                        table.file, table.layer, what, box.west, box.east, box.south, box.north, grid.epsg)};
    return table;
}

Municipalities read_gemeenten(RegionConfig const& region, GridSpec const& grid, Findings& findings)
{
    Municipalities found;
    if (region.gemeenten.file.empty()) return found;
    auto table = read_touching(region.gemeenten, "gemeente", grid, findings);
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

double share_inside(Geometry const& shape, FeatureTable const& region)
{
    auto const whole = area(shape);
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
    auto table = read_touching(region.buurten, "buurt", grid, findings);
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

/// Demand of a cell goes to one of the buurten that cover it, so an overlap takes dwellings from the others.
void note_overlaps(std::vector<Buurt> const& buurten, Findings& findings)
{
    constexpr double slivers_m2 = 1000;
    std::vector<Geometry> shapes;
    for (auto const& buurt : buurten)
        shapes.push_back(buurt.shape);
    auto const index = index_of(shapes, 1000);
    std::vector<std::int32_t> other(buurten.size(), -1);
    tbb::parallel_for(std::size_t{0}, shapes.size(), [&](std::size_t i) {
        for (auto const j : index.touching(box_of(shapes[i])))
            if (other[i] < 0 && static_cast<std::size_t>(j) > i &&
                area_of_intersection(shapes[i], shapes[static_cast<std::size_t>(j)]) > slivers_m2)
                other[i] = j;
    });
    auto const first = std::find_if(other.begin(), other.end(), [](std::int32_t j) { return j >= 0; });
    if (first == other.end()) return;
    findings.notes.push_back(fmt::format(
        "{} buurten overlap another one (the first: {} and {}); the one that begins farther north (then west) takes "
        "what they share",
        std::count_if(first, other.end(), [](std::int32_t j) { return j >= 0; }),
        buurten[static_cast<std::size_t>(first - other.begin())].key, buurten[static_cast<std::size_t>(*first)].key));
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

void check_market_models(RegionConfig const& region, std::vector<Gemeente> const& gemeenten)
{
    std::vector<std::string> names;
    for (auto const& gemeente : gemeenten)
        names.push_back(gemeente.name);
    LayerNames known{names, region.gemeenten, region.gemeente_name_field, region.epsg};
    for (auto const& [name, model] : region.market_model)
        if (!known.has(name))
            throw InputError{
                fmt::format("region.market_model names gemeente \"{}\", which is not in the layer of gemeenten{}", name,
                            known.nearest(name))};
}

}  // namespace

Areas areas_of(RegionConfig const& region, FeatureTable const& area_table, GridSpec const& grid, Findings& findings)
{
    Areas areas;
    auto gemeenten = read_gemeenten(region, grid, findings);
    areas.buurten = read_buurten(region, grid, gemeenten, area_table, findings);
    note_overlaps(areas.buurten, findings);
    note_gaps(areas, gemeenten, findings);
    check_market_models(region, gemeenten.known);
    for (auto& gemeente : gemeenten.known) {
        auto const stated = region.market_model.find(gemeente.name);
        gemeente.market_model = stated == region.market_model.end() ? "unknown" : stated->second;
    }
    areas.gemeenten = std::move(gemeenten.known);
    return areas;
}

}  // namespace laad
