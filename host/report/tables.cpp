// SPDX-License-Identifier: Apache-2.0
#include "host/report/tables.hpp"

#include "host/report/styles.hpp"
#include "host/report/words.hpp"
#include "rasters/io/shapes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

namespace laad {
namespace {

using Fields = std::vector<Field>;
constexpr auto integer = FieldKind::integer;
constexpr auto real = FieldKind::real;
constexpr auto words_field = FieldKind::text;

Value yes_no(bool yes)
{
    return std::string{yes ? "yes" : "no"};
}

Value integer_value(std::int64_t value)
{
    return value;
}

Value known(std::optional<double> value)
{
    Value out;
    if (value) out.emplace<double>(*value);
    return out;
}

Value known(std::optional<int> value)
{
    Value out;
    if (value) out.emplace<std::int64_t>(*value);
    return out;
}

Value share(std::int64_t part, std::int64_t whole)
{
    if (whole == 0) return known(std::optional<double>{});
    return static_cast<double>(part * 10000 / whole) / 100;
}

std::optional<double> room_kw(ChainRoom const& room)
{
    return room.basis == Basis::none ? std::nullopt : std::optional{kw(room.headroom_w)};
}

Geometry point(Point p)
{
    Geometry geometry;
    geometry.points = {p};
    return geometry;
}

Geometry polygons(std::vector<Polygon> shapes)
{
    Geometry geometry;
    geometry.polygons = std::move(shapes);
    return geometry;
}

/// Adds rows to a layer; features are numbered from 1.
void add(OutputLayer& layer, Geometry geometry, std::vector<Value> values)
{
    layer.features.push_back(
        {static_cast<std::int64_t>(layer.features.size()) + 1, std::move(geometry), std::move(values)});
}

OutputLayer placements(Run const& run)
{
    OutputLayer layer{"placements",
                      "Ranked places for the next charging stations; the point is where the pole comes",
                      ShapeKind::point,
                      {{"rank", integer},
                       {"candidate", words_field},
                       {"status", words_field},
                       {"grid_reason", words_field},
                       {"gain_kwh", real},
                       {"cumulative_kwh", real},
                       {"overlap_kwh", real},
                       {"mean_walk_m", real},
                       {"longest_walk_m", real},
                       {"buurt", words_field},
                       {"gemeente", words_field},
                       {"binding_asset", words_field},
                       {"binding_quarter", words_field},
                       {"headroom_before_kw", real},
                       {"headroom_after_kw", real},
                       {"basis", words_field},
                       {"rules_passed", words_field},
                       {"rules_not_checked", words_field},
                       {"x_m", integer},
                       {"y_m", integer}},
                      {},
                      placement_style()};
    for (Placement const& placement : run.results.plan.placements) {
        Candidate const& candidate = candidate_of(run, placement);
        WalkToDemand const walk = walk_to_demand(placement);
        add(layer, point(candidate.pole),
            {integer_value(placement.rank),
             candidate.id,
             words(placement.status),
             placement.grid_reason,
             kwh(placement.gain_wh),
             kwh(placement.cumulative_wh),
             kwh(placement.first_gain_wh - placement.gain_wh),
             walk.mean_m,
             walk.longest_m,
             buurt_key(run.base, candidate.buurt),
             gemeente_name(run.base, candidate.gemeente),
             asset_id(run.grid, placement.before.binding_asset),
             quarter_name(run.grid, placement.before.binding_quarter),
             known(room_kw(placement.before)),
             known(room_kw(placement.after)),
             words(placement.before.basis),
             joined(candidate.passed, " "),
             joined(candidate.unchecked, " "),
             integer_value(std::llround(candidate.pole.x)),
             integer_value(std::llround(candidate.pole.y))});
    }
    return layer;
}

OutputLayer placement_bays(Run const& run)
{
    OutputLayer layer{"placement_bays",
                      "The two parking bays of each ranked place",
                      ShapeKind::polygon,
                      {{"rank", integer}, {"candidate", words_field}},
                      {},
                      bay_style()};
    for (Placement const& placement : run.results.plan.placements)
        add(layer, merged(candidate_of(run, placement).bays),
            {integer_value(placement.rank), candidate_of(run, placement).id});
    return layer;
}

/// What ranking found of a candidate: its first gain (nothing when it was not ranked) and its rank (likewise).
struct Ranked {
    std::optional<double> first_gain_kwh;
    std::optional<int> rank;
};
std::vector<Ranked> ranked_by_candidate(Run const& run)
{
    Results const& results = run.results;
    std::vector<Ranked> found(run.base.candidates.size());
    for (std::size_t i = 0; i < results.ranked.size(); ++i)
        found[static_cast<std::size_t>(results.ranked[i])].first_gain_kwh = kwh(results.plan.first_gain_wh[i]);
    for (Placement const& placement : results.plan.placements)
        found[static_cast<std::size_t>(results.ranked[static_cast<std::size_t>(placement.candidate)])].rank =
            placement.rank;
    return found;
}

OutputLayer candidates(Run const& run)
{
    OutputLayer layer{"candidates",
                      "Pairs of bays that were considered; gain is what one station would newly serve as the first",
                      ShapeKind::polygon,
                      {{"candidate", words_field},
                       {"eligible", words_field},
                       {"rank", integer},
                       {"gain_kwh", real},
                       {"reasons", words_field},
                       {"rules_passed", words_field},
                       {"rules_not_checked", words_field},
                       {"buurt", words_field},
                       {"gemeente", words_field}},
                      {},
                      candidate_style()};
    auto const ranked = ranked_by_candidate(run);
    for (std::size_t i = 0; i < run.base.candidates.size(); ++i) {
        Candidate const& candidate = run.base.candidates[i];
        add(layer, merged(candidate.bays),
            {candidate.id, yes_no(candidate.eligible()), known(ranked[i].rank), known(ranked[i].first_gain_kwh),
             joined(candidate.reasons, " "), joined(candidate.passed, " "), joined(candidate.unchecked, " "),
             buurt_key(run.base, candidate.buurt), gemeente_name(run.base, candidate.gemeente)});
    }
    return layer;
}

/// How many EVSE of a site are planned or assumed, and whether its being public was inferred.
struct SiteFacts {
    std::vector<std::string> ids;
    std::int64_t planned_evse{};
    std::int64_t assumed_evse{};
    bool inferred{};
};
SiteFacts facts_of(BaseLayers const& base, Site const& site)
{
    SiteFacts facts;
    for (std::int32_t const index : site.chargers) {
        Charger const& charger = base.chargers[static_cast<std::size_t>(index)];
        facts.ids.push_back(charger.id);
        if (charger.planned) facts.planned_evse += charger.evse;
        if (charger.evse_assumed) facts.assumed_evse += charger.evse;
        facts.inferred = facts.inferred || charger.access_inferred;
    }
    return facts;
}

void add_semi_public(Run const& run, OutputLayer& layer)
{
    std::vector<Charger const*> chargers;
    for (Charger const& charger : run.base.chargers)
        if (charger.access == ChargerAccess::semi_public) chargers.push_back(&charger);
    std::sort(chargers.begin(), chargers.end(), [](Charger const* a, Charger const* b) {
        return std::tie(a->cell.row, a->cell.col, a->id) < std::tie(b->cell.row, b->cell.col, b->id);
    });
    for (Charger const* charger : chargers)
        add(layer, point(charger->at),
            {charger->id,
             std::string{"semi-public"},
             integer_value(charger->evse),
             integer_value(charger->planned ? charger->evse : 0),
             integer_value(charger->evse_assumed ? charger->evse : 0),
             yes_no(charger->access_inferred),
             yes_no(charger->in_area),
             yes_no(charger->entry.has_value()),
             {},
             {},
             {},
             {}});
}

OutputLayer stations(Run const& run)
{
    OutputLayer layer{"stations",
                      "Existing and planned charging: public sites with their service, semi-public points without",
                      ShapeKind::point,
                      {{"station", words_field},
                       {"access", words_field},
                       {"evse", integer},
                       {"planned_evse", integer},
                       {"assumed_evse", integer},
                       {"public_inferred", words_field},
                       {"in_area", words_field},
                       {"reached_on_foot", words_field},
                       {"capacity_kwh", real},
                       {"offered_kwh", real},
                       {"served_kwh", real},
                       {"pressure_pct", real}},
                      {},
                      station_style()};
    for (StationRow const& row : run.results.stations) {
        Site const& site = run.base.sites[static_cast<std::size_t>(row.site)];
        SiteFacts const facts = facts_of(run.base, site);
        add(layer, point(run.base.grid.centre(site.cell)),
            {joined(facts.ids, ";"), std::string{"public"}, integer_value(site.evse), integer_value(facts.planned_evse),
             integer_value(facts.assumed_evse), yes_no(facts.inferred), yes_no(site.in_area),
             yes_no(row.reached_by_walk), kwh(row.capacity_wh), kwh(row.load.offered_wh), kwh(row.load.served_wh),
             share(row.load.offered_wh, row.capacity_wh)});
    }
    add_semi_public(run, layer);
    return layer;
}

OutputLayer white_spots_layer(Run const& run)
{
    OutputLayer layer{"white_spots",
                      fmt::format("Land in the area with no public charge point within {} m on foot ({})",
                                  run.scenario.coverage.white_spot_walk_m, walk_definition),
                      ShapeKind::polygon,
                      {{"white_spot", integer},
                       {"gemeente", words_field},
                       {"market_model", words_field},
                       {"dwellings", integer},
                       {"demand_kwh", real},
                       {"unmet_kwh", real},
                       {"area_m2", real}},
                      {},
                      white_spot_style()};
    for (WhiteSpot const& spot : run.results.white_spots)
        add(layer, polygons({spot.shape}),
            {integer_value(spot.id), gemeente_name(run.base, spot.gemeente), spot.market_model,
             integer_value(spot.dwellings), kwh(spot.demand_wh), kwh(spot.unmet_wh), spot.area_m2});
    return layer;
}

OutputLayer nal_layer(Run const& run)
{
    OutputLayer layer{"nal_squares",
                      fmt::format("CBS squares of 500 m by national definition {}", nal_definition),
                      ShapeKind::polygon,
                      {{"square", words_field},
                       {"state", words_field},
                       {"households", integer},
                       {"households_basis", words_field},
                       {"obliged", words_field},
                       {"uncertain", words_field},
                       {"partial", words_field},
                       {"public_evse", integer},
                       {"semi_public_evse", integer}},
                      {},
                      nal_style()};
    for (NalSquare const& square : run.results.nal) {
        Box const b = square.box;
        Ring const ring{{b.west, b.south}, {b.east, b.south}, {b.east, b.north}, {b.west, b.north}, {b.west, b.south}};
        add(layer, polygons({{ring, {}}}),
            {square.id, words(square.state), integer_value(square.households),
             std::string{square.households_estimated ? "estimated from addresses" : "CBS"}, yes_no(square.obliged),
             yes_no(square.uncertain), yes_no(square.partial), integer_value(square.public_evse),
             integer_value(square.semi_public_evse)});
    }
    return layer;
}

Fields kpi_fields(std::vector<int> const& limits_m)
{
    Fields fields{{"level", words_field},        {"name", words_field},    {"gemeente", words_field},
                  {"market_model", words_field}, {"partial", words_field}, {"dwellings", integer},
                  {"without_entry", integer}};
    for (int const limit : limits_m)
        fields.push_back({fmt::format("within_{}m", limit), integer});
    for (int const limit : limits_m)
        fields.push_back({fmt::format("within_{}m_pct", limit), real});
    for (auto const& [name, kind] : {std::pair{"public_evse", integer},
                                     {"demand_kwh", real},
                                     {"unmet_kwh", real},
                                     {"unmet_after_kwh", real},
                                     {"eligible_candidates", integer},
                                     {"placements", integer}})
        fields.push_back({name, kind});
    return fields;
}

std::vector<Value> kpi_values(KpiRow const& row)
{
    std::vector<Value> values{row.level,           row.name,           row.gemeente,          row.market_model,
                              yes_no(row.partial), row.walk.dwellings, row.walk.without_entry};
    for (std::int64_t const within : row.walk.within)
        values.emplace_back(within);
    for (std::int64_t const within : row.walk.within)
        values.emplace_back(share(within, row.walk.dwellings));
    values.emplace_back(std::int64_t{row.public_evse});
    values.emplace_back(kwh(row.demand_wh));
    values.emplace_back(kwh(row.unmet_wh));
    values.emplace_back(kwh(row.unmet_after_wh));
    values.emplace_back(std::int64_t{row.eligible_candidates});
    values.emplace_back(std::int64_t{row.placements});
    return values;
}

OutputLayer kpi_layer(Run const& run)
{
    OutputLayer layer{"kpi",
                      "Key figures of the area, its gemeenten and its buurten",
                      ShapeKind::none,
                      kpi_fields(run.scenario.coverage.walk_shares_m),
                      {},
                      ""};
    for (KpiRow const& row : run.results.kpis)
        add(layer, {}, kpi_values(row));
    return layer;
}

OutputLayer kpi_buurten(Run const& run)
{
    OutputLayer layer{"kpi_buurten",
                      "Key figures per buurt; partial: not wholly inside the area",
                      ShapeKind::polygon,
                      kpi_fields(run.scenario.coverage.walk_shares_m),
                      {},
                      kpi_style()};
    std::map<std::string, Buurt const*> by_key;
    for (Buurt const& buurt : run.base.buurten)
        by_key[buurt.key] = &buurt;
    for (KpiRow const& row : run.results.kpis)
        if (auto const buurt = by_key.find(row.name); row.level == "buurt" && buurt != by_key.end())
            add(layer, buurt->second->shape, kpi_values(row));
    return layer;
}

OutputLayer mass(Run const& run)
{
    OutputLayer layer{
        "mass",
        "Demand of each buurt by the prognosis and as the sum of its cells, in Wh",
        ShapeKind::none,
        {{"buurt", words_field}, {"prognosis_wh", integer}, {"cells_wh", integer}, {"weightless", words_field}},
        {},
        ""};
    for (MassRow const& row : run.results.mass)
        add(layer, {}, {row.buurt, row.prognosis_wh, row.cells_wh, yes_no(row.weightless)});
    return layer;
}

OutputLayer assets(Run const& run)
{
    OutputLayer layer{"assets",
                      "Grid assets with coordinates; headroom before the plan, up the chain to the root",
                      ShapeKind::point,
                      {{"asset", words_field},
                       {"kind", words_field},
                       {"parent", words_field},
                       {"rating_kw", real},
                       {"limit_kw", real},
                       {"basis", words_field},
                       {"headroom_kw", real},
                       {"binding_asset", words_field},
                       {"binding_quarter", words_field},
                       {"headroom_basis", words_field},
                       {"source", words_field}},
                      {},
                      asset_style()};
    for (std::size_t i = 0; i < run.grid.info.size(); ++i) {
        AssetInfo const& info = run.grid.info[i];
        if (!info.at) continue;
        GridAsset const& asset = run.grid.assets[i];
        ChainRoom const room = chain_room(run.grid, static_cast<std::int32_t>(i));
        add(layer, point(*info.at),
            {info.id, info.kind, asset_id(run.grid, asset.parent), kw(info.rating_w), kw(asset.limit_w),
             words(asset.basis), kw(room.headroom_w), asset_id(run.grid, room.binding_asset),
             quarter_name(run.grid, room.binding_quarter), words(room.basis), info.source});
    }
    return layer;
}

std::string csv_cell(std::string const& text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string out = "\"";
    for (char const c : text)
        out += c == '"' ? std::string{"\"\""} : std::string{c};
    return out + '"';
}

std::string csv_text(Value const& value)
{
    if (auto const* real_value = std::get_if<double>(&value)) return fmt::format("{}", *real_value);
    return csv_cell(text(value));
}

}  // namespace

std::vector<OutputLayer> tables(Run const& run)
{
    std::vector<OutputLayer> all;
    for (auto const make : {placements, placement_bays, white_spots_layer, stations, candidates, nal_layer, kpi_buurten,
                            assets, kpi_layer, mass})
        all.push_back(make(run));
    return all;
}

std::string csv(OutputLayer const& layer)
{
    std::vector<std::string> cells;
    for (Field const& field : layer.fields)
        cells.push_back(csv_cell(field.name));
    std::string out = joined(cells, ",") + "\n";
    for (Feature const& feature : layer.features) {
        cells.clear();
        for (Value const& value : feature.values)
            cells.push_back(csv_text(value));
        out += joined(cells, ",") + "\n";
    }
    return out;
}

Candidate const& candidate_of(Run const& run, Placement const& placement)
{
    auto const index = run.results.ranked[static_cast<std::size_t>(placement.candidate)];
    return run.base.candidates[static_cast<std::size_t>(index)];
}

WalkToDemand walk_to_demand(Placement const& placement)
{
    __extension__ using Wide = unsigned __int128;
    Wide weighted = 0;
    std::uint64_t served = 0;
    int longest_cm = 0;
    for (ServedNode const& node : placement.serves) {
        weighted += Wide{node.served_wh} * static_cast<unsigned>(node.walk_cm);
        served += node.served_wh;
        longest_cm = std::max(longest_cm, node.walk_cm);
    }
    auto const mean_cm = served == 0 ? 0 : static_cast<std::uint64_t>(weighted / served);
    return {static_cast<double>(mean_cm) / 100, longest_cm / 100.0};
}

std::string gemeente_name(BaseLayers const& base, int gemeente)
{
    return gemeente < 0 ? "" : base.gemeenten[static_cast<std::size_t>(gemeente)].name;
}

std::string buurt_key(BaseLayers const& base, int buurt)
{
    return buurt < 0 ? "" : base.buurten[static_cast<std::size_t>(buurt)].key;
}

std::string asset_id(PowerGrid const& grid, std::int32_t asset)
{
    return asset < 0 ? "" : grid.info[static_cast<std::size_t>(asset)].id;
}

std::string quarter_name(PowerGrid const& grid, std::int32_t quarter)
{
    return quarter < 0 ? "" : grid.quarters[static_cast<std::size_t>(quarter)];
}

}  // namespace laad
