// SPDX-License-Identifier: Apache-2.0
#include "host/sheets/sheet_plan.hpp"

#include "host/language/said_note.hpp"
#include "host/plan_folder/reach_file.hpp"
#include "host/plan_folder/stored_candidates.hpp"
#include "host/plan_folder/table_reader.hpp"
#include "host/present/publisher.hpp"
#include "host/present/words.hpp"
#include "host/sheets/ground.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/region_crs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace laad {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> words_of(std::string const& text)
{
    std::istringstream in{text};
    return {std::istream_iterator<std::string>{in}, {}};
}

/// Features of a layer of the plan map; none where the plan has no such layer.
FeatureTable layer_of(StoredPlan const& plan, char const* layer, Rows rows = Rows::may_lack)
{
    return read_layer(
        {.file = plan.path / plan_files::map, .layer = layer, .epsg = plan.grid.epsg, .rows = rows, .of_ours = true});
}

std::vector<SheetPlace> read_places(StoredPlan const& plan)
{
    TableReader const table{plan.path / plan_files::placements, Rows::may_lack};
    std::vector<SheetPlace> places;
    for (std::size_t i = 0; i < table.rows().size(); ++i) {
        Feature const& row = table.rows()[i];
        auto const real_if_any = [&](char const* field) -> std::optional<double> {
            return table.words(row, field).empty() ? std::nullopt : std::optional{table.real(row, field)};
        };
        SheetPlace& place = places.emplace_back();
        place.plan = plan.places.at(i);
        place.grid_reason = table.words(row, "grid_reason");
        place.asset = table.words(row, "binding_asset");
        place.quarter = table.words(row, "binding_quarter");
        place.basis = table.words(row, "basis");
        place.room_before_kw = real_if_any("headroom_before_kw");
        place.room_after_kw = real_if_any("headroom_after_kw");
        place.mean_walk_m = table.real(row, "mean_walk_m");
        place.longest_walk_m = table.real(row, "longest_walk_m");
        place.passed = words_of(table.words(row, "rules_passed"));
        place.unchecked = words_of(table.words(row, "rules_not_checked"));
    }
    return places;
}

void add_bays(StoredPlan const& plan, std::map<std::string, SheetPlace*> const& by_id)
{
    FeatureTable table = layer_of(plan, "placement_bays");
    std::size_t const id = table.column("candidate");
    for (Feature& feature : table.features)
        if (auto const found = by_id.find(text(feature.values[id])); found != by_id.end())
            found->second->bays = std::move(feature.geometry.polygons);
}

void add_demand_places(StoredPlan const& plan, std::map<std::string, SheetPlace*> const& by_id)
{
    each_candidate(plan.path, {}, [&](StoredCandidate const& candidate) {
        if (!candidate.placed) return;
        if (auto const found = by_id.find(candidate.id); found != by_id.end())
            found->second->demand_places = candidate.demand_places;
    });
}

void add_degrees(StoredPlan const& plan, std::vector<SheetPlace>& places)
{
    std::vector<Point> points;
    for (SheetPlace const& place : places)
        points.push_back(place.plan.at);
    auto const degrees = in_degrees(points, plan.grid.epsg);
    for (std::size_t i = 0; i < places.size(); ++i)
        places[i].degrees = degrees[i];
}

/// The cells within 20 m of the demand that a place reaches; none where that is so little that it would point at
/// households.
void add_reach(StoredPlan const& plan, std::map<std::string, SheetPlace*> const& by_id)
{
    PlanReach const reach = read_reach(plan.path / plan_files::reach, plan.grid);
    int const around = std::max(1, 2000 / plan.grid.cell_cm);
    for (std::size_t i = 0; i < reach.candidates.size(); ++i) {
        auto const found = by_id.find(reach.candidates[i]);
        auto const reached = reach.lists.of(i);
        if (found == by_id.end() || std::ssize(reached) < fewest_told) continue;
        auto& cells = found->second->reached;
        for (Reached const& one : reached) {
            Cell const middle = plan.grid.cell(reach.cells[one.node.index()]);
            for (int row = -around; row <= around; ++row)
                for (int col = -around; col <= around; ++col)
                    if (Cell const cell = middle + Cell{row, col};
                        row * row + col * col <= around * around && inside(plan.grid.shape, cell))
                        cells.push_back(plan.grid.index(cell));
        }
        std::ranges::sort(cells);
        cells.erase(std::ranges::unique(cells).begin(), cells.end());
    }
}

std::vector<SheetStation> read_stations(StoredPlan const& plan)
{
    FeatureTable const table = layer_of(plan, "stations");
    std::size_t const access = table.column("access");
    std::size_t const evse = table.column("evse");
    std::vector<SheetStation> stations;
    for (Feature const& feature : table.features)
        for (Point const at : feature.geometry.points)
            stations.push_back({at, text(feature.values[access]) == "public",
                                static_cast<std::int64_t>(number(feature.values[evse]).value_or(0))});
    return stations;
}

std::vector<SheetSpot> read_spots(StoredPlan const& plan)
{
    if (!knows_white_spots(plan.config)) return {};
    FeatureTable table = layer_of(plan, "white_spots");
    std::size_t const spot = table.column("white_spot");
    std::size_t const municipality = table.column("gemeente");
    std::size_t const dwellings = table.column("dwellings");
    std::size_t const unmet = table.column("unmet_kwh");
    std::vector<SheetSpot> spots;
    for (Feature& feature : table.features) {
        auto const count = [&](std::size_t column) { return number(feature.values[column]).value_or(0); };
        spots.push_back({letters(static_cast<int>(count(spot))), text(feature.values[municipality]),
                         static_cast<std::int64_t>(count(dwellings)), count(unmet), std::move(feature.geometry)});
    }
    return spots;
}

/// The neighbourhoods of a municipality with their shapes.
std::vector<SheetNeighbourhood> neighbourhoods_of(StoredPlan const& plan, std::string const& municipality,
                                                  std::map<std::string, Geometry> const& shapes)
{
    std::vector<SheetNeighbourhood> found;
    for (AreaFigures const& area : plan.areas) {
        if (area.level != AreaLevel::neighbourhood || area.municipality != municipality) continue;
        auto const shape = shapes.find(area.name);
        if (shape != shapes.end()) found.push_back({area.called.empty() ? area.name : area.called, shape->second});
    }
    return found;
}

Box shared(Box const& a, Box const& b)
{
    return {std::max(a.west, b.west), std::max(a.south, b.south), std::min(a.east, b.east), std::min(a.north, b.north)};
}

Box box_of(SheetMunicipality const& one, Box const& area)
{
    Box box = area;
    bool any = false;
    for (SheetNeighbourhood const& neighbourhood : one.neighbourhoods) {
        Box const part = shared(laad::box_of(neighbourhood.shape), area);
        if (part.west >= part.east || part.south >= part.north) continue;
        box = any ? joined(box, part) : part;
        any = true;
    }
    return box;
}

}  // namespace

SheetPlan sheet_plan_of(StoredPlan plan)
{
    SheetPlan sheets{std::move(plan), {}, {}, {}, {}};
    sheets.title = plan_title(sheets.plan.config);
    sheets.source = said_note(source_line(sheets.plan.config));
    sheets.stations = read_stations(sheets.plan);
    return sheets;
}

SheetPlan read_sheet_plan(fs::path const& folder)
{
    StoredPlan read = read_plan(folder);
    if (read.places.empty())
        throw InputError{fmt::format("{}: the plan has no places, so there is nothing to print; see placement.quota",
                                     folder.string())};
    SheetPlan sheets = sheet_plan_of(std::move(read));
    StoredPlan const& plan = sheets.plan;
    auto places = read_places(plan);
    std::map<std::string, SheetPlace*> by_id;
    for (SheetPlace& place : places)
        by_id[place.plan.candidate] = &place;
    add_bays(plan, by_id);
    add_demand_places(plan, by_id);
    add_reach(plan, by_id);
    add_degrees(plan, places);
    auto const spots = read_spots(plan);
    auto const shapes = neighbourhood_shapes(plan);
    Box const area = CellGround{plan}.area();
    for (AreaFigures const& figures : plan.areas) {
        if (figures.level != AreaLevel::municipality || figures.placements == 0) continue;
        SheetMunicipality& one = sheets.municipalities.emplace_back();
        one.figures = figures;
        one.neighbourhoods = neighbourhoods_of(plan, figures.name, shapes);
        one.box = box_of(one, area);
        std::ranges::copy_if(spots, std::back_inserter(one.spots),
                             [&](SheetSpot const& spot) { return spot.municipality == figures.name; });
        for (SheetPlace& place : places)
            if (place.plan.municipality == figures.name) one.places.push_back(std::move(place));
    }
    return sheets;
}

}  // namespace laad
