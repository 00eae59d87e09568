// SPDX-License-Identifier: Apache-2.0
// A small town made by hand, for tests of what a run says: 60 × 80 cells of 2.5 m, two municipalities, three
// neighbourhoods, a
// public station in the west, semi-public charging in the south-east, four candidates of which two are placed.
#pragma once

#include "host/run/parts/list.hpp"
#include "host/run/run.hpp"
#include "rasters/io/files/content_hash.hpp"
#include "rasters/io/files/scratch_folder.hpp"
#include "rasters/io/vectors/exchange_files.hpp"
#include "tests/host/layer_of.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>

namespace laad::example {

inline constexpr int public_walk_m = 60;

inline Ring square_ring(double west, double south, double east, double north)
{
    return {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
}

inline Geometry square_shape(double west, double south, double east, double north)
{
    Geometry shape;
    shape.polygons.push_back({square_ring(west, south, east, north), {}});
    return shape;
}

inline Scenario scenario()
{
    Scenario s;
    s.file = "region.toml";
    s.region.name = "Voorbeeldstad <script>alert(1)</script>";
    s.region.neighbourhoods.file = "buurten.gpkg";
    s.region.municipalities.file = "gemeenten.gpkg";
    s.region.municipality_name_field = "naam";
    s.surface = {{.source = {"streets.gpkg", "", ""}, .surface = Surface::street}};
    s.dwellings.source.file = "dwellings.gpkg";
    s.coverage.walk_shares_m = {50, 100};
    s.coverage.white_spot_walk_m = public_walk_m;
    s.coverage.white_spot_min_dwellings = 2;
    s.demand.service_walk_m = 100;
    s.prognosis.target_year = 2028;
    s.grid.assets = "assets.csv";
    s.sources = {{"Streets and buildings", "OpenStreetMap", "ODbL 1.0", "2025-08-06", false},
                 {"Prognosis", "made up for this example", "none", "2026-01-01", true, About::prognosis}};
    return s;
}

inline bool is_street(Cell c)
{
    return c.row % 20 == 10 || c.row % 20 == 11 || c.col % 40 == 20 || c.col % 40 == 21;
}

inline Surface surface_at(Cell c)
{
    if (is_street(c)) return Surface::street;
    if (c.row < 6 && c.col > 60) return Surface::water;
    if (c.row > 52 && c.col < 15) return Surface::green;
    int const row = c.row % 20;
    bool const house = (row >= 4 && row <= 7) || (row >= 14 && row <= 17);
    return house && c.col % 10 > 1 ? Surface::building : Surface::unknown;
}

inline Cell station_cell()
{
    return {30, 12};
}

/// Dwellings in the houses, each entering the street to the south or north of it.
inline void add_dwellings(BaseLayers& base)
{
    for (int row : {6, 15, 26, 35, 46})
        for (int col = 5; col < 80; col += 10) {
            Cell const at{row, col};
            int const street = row % 20 < 10 ? row - row % 20 + 10 : row - row % 20 + 11;
            NeighbourhoodId const neighbourhood{col < 40 ? 0 : row < 30 ? 1 : 2};
            Access const entry{{street, col}, 250 * std::abs(street - row)};
            base.dwelling_points.push_back({base.grid.centre(at), neighbourhood, true, false, entry});
            base.neighbourhoods[neighbourhood].dwellings += 1;
        }
}

inline void add_nodes(BaseLayers& base)
{
    std::vector<Cell> cells;
    for (Dwelling const& dwelling : base.dwelling_points)
        cells.push_back(dwelling.entry->cell);
    std::sort(cells.begin(), cells.end());
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    for (Cell const cell : cells)
        base.nodes.push_back({cell, 1000, 1, true});
}

inline Candidate candidate(BaseLayers const& base, std::string id, Cell cell, NeighbourhoodId neighbourhood)
{
    Candidate c;
    c.id = std::move(id);
    Point const at = base.grid.centre(cell);
    c.bays.polygons = {{square_ring(at.x - 6, at.y - 1, at.x + 6, at.y + 1), {}}};
    c.middle = at;
    c.pole = at;
    c.neighbourhood = neighbourhood;
    c.municipality = base.neighbourhoods[neighbourhood].municipality;
    c.entry = Access{cell, 0};
    c.passed = {"ACCESS", "NO_ENTRY"};
    c.unchecked = {"TREE"};
    return c;
}

inline BaseLayers base_layers()
{
    BaseLayers base;
    base.grid = {28992, 8400000, 44615000, 250, {60, 80}};
    Shape const shape = base.grid.shape;
    base.municipalities = {{"Oostwijk", "GM0001", "concession"}, {"Westdam", "GM0002", "open market"}};
    base.neighbourhoods = {{"West", MunicipalityId{1}, square_shape(84000, 446000, 84100, 446150), 1.0, 0},
                           {"Noordoost", MunicipalityId{0}, square_shape(84100, 446075, 84200, 446150), 1.0, 0},
                           {"Zuidoost", MunicipalityId{0}, square_shape(84100, 446000, 84200, 446075), 0.8, 0}};
    Raster<Surface> surface{shape};
    Raster<std::uint16_t> neighbourhood{shape};
    for (int row = 0; row < shape.rows; ++row)
        for (int col = 0; col < shape.cols; ++col) {
            surface[{row, col}] = surface_at({row, col});
            neighbourhood[{row, col}] = col < 40 ? 1 : row < 30 ? 2 : 3;
        }
    base.surface = layer_of(base.grid, surface, {.name = "surface", .overviews = Overviews::nearest});
    base.walls =
        layer_of(base.grid, Raster<std::uint8_t>{shape, 0}, {.name = "walls", .overviews = Overviews::nearest});
    base.area = layer_of(base.grid, Raster<std::uint8_t>{shape, 1}, {.name = "area", .overviews = Overviews::nearest});
    base.neighbourhood =
        layer_of(base.grid, neighbourhood, {.name = "buurt", .nodata = 0, .overviews = Overviews::nearest});
    add_dwellings(base);
    add_nodes(base);

    Cell const cell = station_cell();
    base.chargers.push_back(
        {"NL-1", base.grid.centre(cell), cell, 2, true, ChargerAccess::is_public, true, false, true, Access{cell, 0}});
    base.chargers.push_back(
        {"NL-2", base.grid.centre({55, 70}), {55, 70}, 4, false, ChargerAccess::semi_public, false, false, true, {}});
    base.sites.push_back({cell, 2, true, Access{cell, 0}, {ChargerId{0}}});
    NeighbourhoodId const north_east{1};
    NeighbourhoodId const south_east{2};
    base.candidates = {candidate(base, "a-1-1", {10, 50}, north_east), candidate(base, "b-1-1", {30, 65}, south_east),
                       candidate(base, "c-1-1", {50, 70}, south_east), candidate(base, "d-1-1", {11, 60}, north_east)};
    base.candidates[CandidateId{2}].reasons = {"WALKWAY"};
    base.candidates[CandidateId{2}].entry.reset();
    base.rejected = {{"chargers.gpkg", "points", 17, "NaN coordinate"},
                     {"chargers.gpkg", "points", 21, "NaN coordinate"}};
    base.notes = {"1 of 2 charge points has an assumed count of EVSE & more"};
    return base;
}

inline PowerGrid power_grid(BaseLayers const& base)
{
    PowerGrid grid;
    grid.info = {{"MV-1", "mv_feeder", Point{84150, 446140}, 5'000'000, "assumed 5 MW"},
                 {"TR-7", "mv_lv_transformer", Point{84120, 446100}, 400'000, "assumed 400 kVA"}};
    grid.assets = {{AssetId{}, 4'000'000, Basis::capacity_map}, {AssetId{0}, 320'000, Basis::assumed}};
    grid.quarters = {"winter weekday 18:00", "winter weekday 18:15"};
    grid.base_w = {1'000'000, 1'100'000, 290'000, 280'000};
    grid.charging = {2, {0, 0, 1000, 900}, {0, 0, 10000, 10000}, {22000, 22000}};
    ChargingType type;
    type.name = "publiek";
    type.power_w = 11000;
    type.kwh_per_point_year = 4000;
    type.mean_w = {1000, 900};
    type.deviation_w = {300, 300};
    grid.types = {type};
    grid.leaves = {{{base.grid.cell_at(*grid.info[AssetId{1}].at), AssetId{1}}}, base.grid.cell_cm};
    return grid;
}

/// Not a walk: blocks along rows and columns, good enough for a picture.
inline std::uint16_t blocks_dm(Cell a, Cell b)
{
    return static_cast<std::uint16_t>(25 * (std::abs(a.row - b.row) + std::abs(a.col - b.col)));
}

/// A value for every cell, from a function of the cell.
template <class T, class Value>
void fill_with(BlockLayer<T>& layer, Value value)
{
    Raster<T> cells{layer.shape()};
    for (int row = 0; row < layer.shape().rows; ++row)
        for (int col = 0; col < layer.shape().cols; ++col)
            cells[{row, col}] = static_cast<T>(value(Cell{row, col}));
    fill(layer, cells);
}

inline void fill_layers(Run& run)
{
    Layers& layers = run.layers;
    layers = open_layers(fresh_store(run.inputs.base.grid), run.inputs.scenario);
    auto const always = [](auto value) { return [value](Cell) { return value; }; };
    auto const walk_dm = [](Cell cell) { return blocks_dm(cell, station_cell()); };
    fill_with(layers[distance_layer], walk_dm);
    fill_with(layers[distance_site_layer], always(no_site));
    fill_with(layers[walk_layer], [&](Cell cell) {
        if (!walkable(surface_at(cell))) return distance_nodata;
        return walk_dm(cell) > 1500 ? distance_beyond : walk_dm(cell);
    });
    fill_with(layers[walk_site_layer], always(no_site));
    fill_with(layers[evse_within_layer], [&](Cell cell) {
        return !walkable(surface_at(cell)) ? 65535 : walk_dm(cell) <= 1000 ? 2 : 0;
    });
    fill_with(layers[demand_density_layer], [](Cell cell) { return 100 * (80 - std::abs(cell.col - 55)); });
    fill_with(layers[headroom_layer], always(28'000));
    fill_with(layers[connectable_points_layer], always(9));
    fill_with(layers[binding_asset_layer], always(1));
    fill_with(layers[binding_quarter_layer], always(0));
    fill_with(layers[basis_layer], always(Basis::assumed));
}

/// A layer with values at the demand nodes, 0 elsewhere.
inline void fill_nodes(BlockLayer<std::uint32_t>& layer, Run const& run, NodeWh const& values)
{
    Raster<std::uint32_t> cells{layer.shape()};
    for (NodeId const node : values.ids())
        cells[run.inputs.base.nodes[node].cell] = values[node];
    fill(layer, cells);
}

inline void fill_demand(Run& run)
{
    Findings& findings = run.findings;
    for (NodeId const node : run.inputs.base.nodes.ids()) {
        Cell const cell = run.inputs.base.nodes[node].cell;
        std::uint32_t const demand = 1'000'000 + 10'000 * static_cast<std::uint32_t>(node.number());
        findings.demand_wh.push_back(demand);
        findings.unmet_wh.push_back(blocks_dm(cell, station_cell()) <= 600 ? demand / 4 : demand);
    }
    fill_nodes(run.layers[demand_layer], run, findings.demand_wh);
    fill_nodes(run.layers[unmet_layer], run, findings.unmet_wh);
}

inline void fill_plan(Run& run)
{
    Findings& findings = run.findings;
    findings.plan.unmet_wh = findings.unmet_wh;
    findings.plan.too_close = {false, false, false, true};
    Raster<std::uint32_t> gain_kwh{run.inputs.base.grid.shape, gain_nodata};
    std::int64_t cumulative = 0;
    for (std::int32_t i = 0; i < 4; ++i) {
        if (i == 2) {  // breaks a rule and reaches nothing
            findings.candidate_reach.first.push_back(findings.candidate_reach.first.back());
            findings.plan.first.push_back({});
            findings.plan.left.push_back({});
            continue;
        }
        Candidate const& chosen = run.inputs.base.candidates[CandidateId{i}];
        std::int64_t first_gain = 0;
        Placement placement;
        placement.candidate = CandidateId{i};
        placement.rank = i + 1;
        placement.before = {28'000 - 8'000 * i, AssetId{1}, 0, Basis::assumed};
        placement.after = {20'000 - 8'000 * i, AssetId{1}, 0, Basis::assumed};
        if (i == 1) {
            placement.status = GridStatus::waits_for_grid;
            placement.grid_reason = "TR-7 has no room in winter weekday 18:00";
        }
        for (NodeId const node : run.inputs.base.nodes.ids()) {
            int const walk_cm = 10 * blocks_dm(run.inputs.base.nodes[node].cell, chosen.entry->cell);
            if (walk_cm > 7500) continue;
            findings.candidate_reach.entries.push_back({node, walk_cm});
            first_gain += findings.unmet_wh[node];
            std::uint32_t const served = findings.plan.unmet_wh[node];
            if (i == 3 || served == 0) continue;
            placement.serves.push_back({node, walk_cm, served});
            placement.value.gain_wh += served;
            findings.plan.unmet_wh[node] = 0;
        }
        findings.candidate_reach.first.push_back(static_cast<std::int64_t>(findings.candidate_reach.entries.size()));
        findings.plan.first.push_back({first_gain, 1000 * first_gain, 1000 * first_gain});
        findings.plan.left.push_back({});
        gain_kwh[chosen.entry->cell] = static_cast<std::uint32_t>(first_gain / 1000);
        if (i == 3) continue;
        placement.first_gain_wh = first_gain;
        placement.value.worth = placement.value.reach = 1000 * placement.value.gain_wh;
        cumulative += placement.value.gain_wh;
        placement.cumulative_wh = cumulative;
        findings.plan.placements.push_back(placement);
    }
    fill(run.layers[gain_layer], gain_kwh);
    findings.plan.bound = {cumulative + cumulative / 20, 1000 * (cumulative + cumulative / 20), 200, 120};
    findings.plan.evaluations = 5;
}

inline KpiRow kpi(AreaLevel level, std::string name, std::string municipality, std::string market, bool partial)
{
    KpiRow row;
    row.level = level;
    row.name = std::move(name);
    row.municipality = std::move(municipality);
    row.market_model = std::move(market);
    row.partial = partial;
    row.walk = {20, 0, {4, 11}};
    row.public_evse = 2;
    row.plan = PlanKpis{20'000'000, 12'000'000, 5'000'000, 3, 2};
    return row;
}

/// A file of one street.
inline std::filesystem::path street_file()
{
    static std::filesystem::path const file = [] {
        auto streets = process_scratch() / "streets.fgb";
        OutputLayer layer{.name = "streets", .shape = ShapeKind::line};
        layer.features.push_back({0, {{}, {{{84000, 446124}, {84200, 446124}}}, {}}, {}});
        write_flatgeobuf(streets, 28992, layer);
        return streets;
    }();
    return file;
}

inline Run run()
{
    Run run;
    run.inputs.scenario = scenario();
    run.inputs.scenario.surface.front().source.file = street_file();
    run.inputs.file_hashes[street_file()] = file_hash(street_file());
    run.inputs.base = base_layers();
    run.inputs.prognosis = {2028, "midden", {{"publiek", true, {10'000'000, 10'000'000, 20'000'000}}}, {}, true, {},
                            {},   {}};
    run.inputs.prognosis.public_wh = run.inputs.prognosis.types.front().neighbourhood_wh;
    run.inputs.grid = power_grid(run.inputs.base);
    fill_layers(run);
    fill_demand(run);
    fill_plan(run);

    Findings& findings = run.findings;
    findings.stations = {{8'000'000, {9'000'000, 8'000'000}}};
    findings.nal = {{"E0840N4460", {84000, 446000, 84500, 446500}, NalState::green, 126, true, true, true, true, 2, 4}};
    findings.walk_shares.area = {40, 0, {8, 22}};
    findings.white_spots = {{1,
                             {square_ring(84130, 446010, 84190, 446060), {}},
                             MunicipalityId{0},
                             "concession",
                             12,
                             9'000'000,
                             9'000'000,
                             3000}};
    findings.kpis = {kpi(AreaLevel::area, "Voorbeeldstad", "", "", true),
                     kpi(AreaLevel::municipality, "Oostwijk", "Oostwijk", "concession", true),
                     kpi(AreaLevel::municipality, "Westdam", "Westdam", "open market", false),
                     kpi(AreaLevel::neighbourhood, "West", "Westdam", "open market", false),
                     kpi(AreaLevel::neighbourhood, "Noordoost", "Oostwijk", "concession", false),
                     kpi(AreaLevel::neighbourhood, "Zuidoost", "Oostwijk", "concession", true)};
    findings.mass = {{"West", 10'000'000, 10'000'000, false},
                     {"Noordoost", 10'000'000, 10'000'000, false},
                     {"Zuidoost", 20'000'000, 20'000'000, false}};
    run.log.stages = {{"prepare", 1.0, 1.2, 1'000'000}, {"walk", 0.5, 0.4, 2'000'000}};
    run.log.device = "CPU, 2 threads";
    findings.layer_hashes = {{"walk", "00112233445566778899aabbccddeeff"}};
    return run;
}

}  // namespace laad::example
