// SPDX-License-Identifier: Apache-2.0
// The tables of a run, once, as typed values: layers of the plan map, CSV files and hashes are made of the same rows.
// One function a table: its columns, of which files and pages show theirs. A table refers to what it was made of.
#pragma once

#include "host/present/table.hpp"
#include "host/run/run.hpp"
#include "host/usage/chance_rows.hpp"
#include "host/usage/judge.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace laad {

/// placements, placement_bays, white_spots, stations, candidates, nal_squares, kpi_buurten, assets, grid_assets,
/// kpi, quotas, white_squares, mass, codes, and where [usage] is given search_areas, search_area_places and site_pressure;
/// the rows of each in the order of its key. Of coverage alone: white_spots,
/// stations, nal_squares, kpi_buurten, kpi, codes, without what rests on a prognosis; without a grid no assets and
/// grid_assets. Where use is known, chance_buurten, chance_check and chance_reliability too; where tariffs are, prices_buurten.
/// grid_assets. With [usage] also usage_kpis, usage_sources, monitor_gemeenten and monitor_buurten.
std::vector<OutputLayer> tables(Inputs const&, Findings const&);

Table<Placement> placement_table(Inputs const&);
Table<Placement> placement_bay_table(Inputs const&);

/// A pair of bays that was considered.
struct CandidateRow {
    Candidate const* candidate{};
    CandidateValue const* first{};  ///< what it is worth as the first station, null: it was not ranked
    CandidateValue const* left{};   ///< what it would still add to the plan, null: likewise
    bool too_close{};               ///< not chosen because a station stands nearer than the spacing
    Placement const* placement{};   ///< null: no place of the plan
    std::string review{};           ///< verdict and remark; empty: nobody said anything
};
Table<CandidateRow> candidate_table(Inputs const&);
std::vector<CandidateRow> candidate_rows(Inputs const&, Findings const&);
/// Row for row beside the candidates; no CSV, and not among the tables that are hashed, as it adds words to them.
Table<CandidateRow> explanation_table(PowerGrid const&);

/// A public site with its service, or a semi-public charger.
struct ChargingRow {
    std::vector<std::string> ids{};
    char const* access{};
    std::int64_t evse{};
    std::int64_t planned_evse{};
    std::int64_t assumed_evse{};
    bool access_inferred{};
    bool in_area{};
    bool reached_on_foot{};
    std::optional<StationRow> service{};
    Geometry places{};
};
Table<ChargingRow> station_table();
std::vector<ChargingRow> charging_rows(BaseLayers const&, std::vector<StationRow> const&);

Table<WhiteSpot> white_spot_table(Inputs const&);
Table<NalSquare> nal_table(Scenario const&);
/// On what the households of the squares rest.
std::string households_basis(Scenario const&);
Table<KpiRow> kpi_table(Inputs const&);
/// The rows of neighbourhoods, with their shapes.
OutputLayer neighbourhood_kpis(Inputs const&, std::vector<KpiRow> const&);
/// Those of municipalities, likewise; a layer of the map alone, as each is a row of the key figures.
OutputLayer municipality_kpis(Inputs const&, std::vector<KpiRow> const&);

/// See host/usage/tariffs.hpp.
Table<PriceRow> price_table(Inputs const&);
/// See host/usage/chance_rows.hpp.
Table<ChanceRow> chance_table(Inputs const&);
/// The area, or a municipality.
struct ChanceCheckRow {
    AreaLevel level{};
    std::string name;
    ChanceScore const* score{};
};
std::vector<ChanceCheckRow> chance_check_rows(BaseLayers const&, ChanceCheck const&);
Table<ChanceCheckRow> chance_check_table();
struct ReliabilityRow {
    int from_percent{};
    ChanceBin const* bin{};
};
std::vector<ReliabilityRow> reliability_rows(ChanceScore const&);
Table<ReliabilityRow> reliability_table();

/// See host/run/plan_gaps.hpp.
Table<QuotaOutcome> quota_table();
Table<WhiteSquare> white_square_table(Inputs const&, Findings const&);

/// A search area; `outcome`: null where only coverage is wanted.
struct SearchAreaRow {
    SearchArea const* area{};
    SearchOutcome const* outcome{};
    std::int64_t most_relief{};  ///< of its candidates
};
Table<SearchAreaRow> search_area_table(Inputs const&, Findings const&);
std::vector<SearchAreaRow> search_area_rows(Findings const&);

/// A place in a search area, in the order in which it would be chosen there: by relief, worth, reach and place.
struct AreaPlaceRow {
    SearchArea const* area{};
    int order{};  ///< 1, 2, ... within the area
    CandidateId candidate;
    std::int64_t relief{};
    std::optional<std::int32_t> walk_cm{};  ///< to the nearest site that it relieves
    Placement const* placement{};           ///< null: no place of the plan
};
Table<AreaPlaceRow> area_place_table(Inputs const&, Findings const&);
std::vector<AreaPlaceRow> area_place_rows(Inputs const&, Findings const&);

/// EVSE-hours of minutes × thousandths, see search_areas().
Decimal relief_hours(std::int64_t relief);

Table<SitePressure> site_pressure_table(Inputs const&);
Table<MassRow> mass_table(Inputs const&);

/// Grid assets, and those of them that have coordinates, as points.
OutputLayer grid_assets(PowerGrid const&);
OutputLayer assets(PowerGrid const&);
/// What the numbers in the rasters mean: surface, buurt, binding_asset, binding_quarter, basis.
OutputLayer codes(Inputs const&);

// What one needs beside the rasters to walk again: published for whoever checks our figures.

/// Per dwelling, charger and pair of bays: the point that the line to the street starts at (m, to the millimetre) and
/// the cell and length (cm, rounded up) of that line; these are empty for what finds no entry. Dwellings are numbered
/// in the order of the input.
std::string entries_csv(BaseLayers const&);

/// The links between cells, with their cost in cm; both ways.
std::string links_csv(BaseLayers const&);

/// The candidate that a placement takes.
Candidate const& candidate_of(Inputs const&, Placement const&);

/// Walk to the demand that a placement serves, in metres.
struct WalkToDemand {
    double mean_m{};  ///< weighted by energy
    double longest_m{};
};
WalkToDemand walk_to_demand(Placement const&);

/// Name of a municipality, neighbourhood or asset by id; empty when it is not known.
std::string municipality_name(BaseLayers const&, MunicipalityId municipality);
std::string neighbourhood_key(BaseLayers const&, NeighbourhoodId neighbourhood);
std::string neighbourhood_name(BaseLayers const&, NeighbourhoodId neighbourhood);
std::string asset_id(PowerGrid const&, AssetId asset);
std::string quarter_name(PowerGrid const&, std::int32_t quarter);

}  // namespace laad
