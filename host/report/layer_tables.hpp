// SPDX-License-Identifier: Apache-2.0
// One function a table: its columns, of which files and pages show theirs. A table refers to what it was made of.
#pragma once

#include "host/present/table.hpp"
#include "host/run/run.hpp"

#include <optional>
#include <string>
#include <vector>

namespace laad {

Table<Placement> placement_table(Inputs const&);
Table<Placement> placement_bay_table(Inputs const&);

/// A pair of bays that was considered.
struct CandidateRow {
    Candidate const* candidate{};
    CandidateValue const* first{};  ///< what it is worth as the first station, null: it was not ranked
    CandidateValue const* left{};   ///< what it would still add to the plan, null: likewise
    bool too_close{};               ///< not chosen because a station stands nearer than the spacing
    Placement const* placement{};   ///< null: no place of the plan
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
Table<NalSquare> nal_table();
Table<KpiRow> kpi_table(Inputs const&);
/// The rows of neighbourhoods, with their shapes.
OutputLayer neighbourhood_kpis(Inputs const&, std::vector<KpiRow> const&);

/// See host/run/plan_gaps.hpp.
Table<QuotaOutcome> quota_table();
Table<WhiteSquare> white_square_table(Inputs const&, Findings const&);
Table<MassRow> mass_table();

/// Grid assets, and those of them that have coordinates, as points.
OutputLayer grid_assets(PowerGrid const&);
OutputLayer assets(PowerGrid const&);
/// What the numbers in the rasters mean: surface, buurt, binding_asset, binding_quarter, basis.
OutputLayer codes(Inputs const&);

}  // namespace laad
