// SPDX-License-Identifier: Apache-2.0
#include "host/sketch/sketch_grid.hpp"

#include "host/intake/input_notes.hpp"
#include "host/prepare/boxes.hpp"
#include "host/present/folder.hpp"
#include "host/recipes/toml_text.hpp"
#include "host/scenario/parse.hpp"
#include "host/sketch/figures.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/scratch_folder.hpp"
#include "rasters/io/vectors/shapes.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laad {
namespace {

namespace fs = std::filesystem;

/// A point of a feature, or the middle of its corners.
std::optional<Point> place_of(Geometry const& shape)
{
    if (!shape.points.empty()) return shape.points.front();
    if (shape.polygons.empty()) return std::nullopt;
    auto const& ring = shape.polygons.front().outer;
    if (ring.size() < 2) return std::nullopt;
    Point sum{};
    for (std::size_t i = 1; i < ring.size(); ++i)  // the last corner is the first
        sum = {sum.x + ring[i].x, sum.y + ring[i].y};
    auto const corners = static_cast<double>(ring.size() - 1);
    return Point{sum.x / corners, sum.y / corners};
}

std::vector<SketchedStation> stations_in(LayerRef const& source, GridSpec const& grid, InputNotes& noted)
{
    if (source.file.empty()) return {};
    auto const table = read(source, grid.epsg, box_of(grid), noted);
    std::vector<SketchedStation> stations;
    for (Feature const& feature : table.features) {
        auto const at = place_of(feature.geometry);
        if (!at)
            noted.reject(table, feature, "neither a point nor an area, so no position of a station");
        else if (inside(box_of(grid), *at))
            stations.push_back({fmt::format("station-{}", feature.id), *at, false});
    }
    if (!noted.rejected.empty())
        noted.note("{} features of the stations are neither points nor areas and are left out", noted.rejected.size());
    // Ids decide nothing: as cells, from north to south and from west to east.
    std::ranges::stable_sort(stations, {}, [](SketchedStation const& one) { return std::pair{-one.at.y, one.at.x}; });
    return stations;
}

bool is_dutch(BaseLayers const& base)
{
    SketchFigures const figures = read_figures(figures_folder());
    return std::ranges::any_of(base.municipalities, [&](Municipality const& one) {
        return figures.municipality(one.code, one.name) != nullptr;
    });
}

void write_tables(fs::path const& folder, std::string const& assets, bool with_policy)
{
    auto const copy = [&](char const* name) { fs::copy_file(figures_folder() / name, folder / name); };
    write_text(folder / "assets.csv", assets);
    copy("profiles.csv");
    copy("charging_types.csv");
    if (with_policy)
        copy("policy.csv");
    else
        write_text(folder / "policy.csv", "area,from_date,connection_class,allowed,source,status\n");
}

SectionKeys keys_for(fs::path const& region, fs::path const& folder)
{
    auto const name = [&](char const* file) { return toml_text(name_in_region(region, folder / file)); };
    return {
        "grid",
        "ILLUSTRATIVE: `laadraster grid sketch` made these tables from assumed ratings; put those of the grid operator "
        "in their place",
        {{"assets", name("assets.csv")},
         {"profiles", name("profiles.csv")},
         {"charging_types", name("charging_types.csv")},
         {"policy", name("policy.csv")}}};
}

}  // namespace

MadeGridSketch sketch_grid(GridSketchRequest const& request, RunProgress const& progress)
{
    MadeGridSketch made;
    made.folder = request.out.empty() ? request.region.parent_path() / "grid" : request.out;
    PartialFolder::check(made.folder);
    if (!request.capacity_map.empty()) made.capacity = capacity_of_area(request.capacity_map, request.capacity_area);
    made.figures = read_grid_figures(figures_folder());
    Scenario scenario = parse_scenario(request.region);
    ScratchFolder const scratch;
    Run const run = read_inputs(std::move(scenario), RunScope::coverage, scratch.path(), progress);
    auto const& [config, base] = std::tie(run.inputs.scenario, run.inputs.base);

    InputNotes noted;
    LayerRef const nothing{};
    LayerRef const& source = !request.stations.file.empty() ? request.stations : config.grid.stations.value_or(nothing);
    GridSketchInput input;
    input.given = stations_in(source, base.grid, noted);
    for (Dwelling const& dwelling : base.dwelling_points)
        input.dwellings.push_back(dwelling.at);
    if (input.dwellings.empty())
        throw InputError{request.region.string() +
                         ": no dwelling in the region, so there is no load to sketch a grid "
                         "for; see [dwellings]"};
    input.snapshot = config.chargers.snapshot_date;
    input.capacity = made.capacity;
    made.dwellings = std::ssize(input.dwellings);
    made.sketch = sketched(input, made.figures);
    made.notes = std::move(noted.notes);
    if (source.file.empty()) made.notes.push_back("no positions of stations are given: every station is illustrative");
    bool const with_policy = is_dutch(base);
    if (!with_policy) made.notes.push_back("no Dutch gemeente: policy.csv has no row");
    make_folder(made.folder, [&](fs::path const& folder) {
        write_tables(folder, csv(made.sketch, input, made.figures), with_policy);
    });
    made.keys = keys_for(request.region, made.folder);
    made.keys_are_written = add_to_region(request.region, made.keys);
    return made;
}

}  // namespace laad
