// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/coverage/coverage.hpp"
#include "host/placement/rank.hpp"
#include "host/run/search_areas.hpp"
#include "host/run/use_kpi_row.hpp"
#include "host/scenario/vocabulary.hpp"
#include "kernels/service.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace laad {

/// The figures of a KPI row that only a plan knows.
struct PlanKpis {
    std::int64_t demand_wh{};
    std::int64_t unmet_wh{};        ///< before the plan
    std::int64_t unmet_after_wh{};  ///< after the plan
    int eligible_candidates{};
    int placements{};
};

/// One row of the KPI table: the area, a municipality or a neighbourhood.
struct KpiRow {
    AreaLevel level{};
    std::string name;
    std::string municipality;
    std::string market_model;
    bool partial{};
    WalkShare walk;
    int public_evse{};
    std::optional<PlanKpis> plan;  ///< nothing when only coverage is wanted
    std::string called{};          ///< what people call a neighbourhood; empty: its name is its key
};

/// Mass of one neighbourhood: what the prognosis says and what the cells sum to. Equal, or the run fails, unless the
/// neighbourhood has no place that can carry it.
struct MassRow {
    std::string neighbourhood;
    std::int64_t prognosis_wh{};
    std::int64_t cells_wh{};
    bool weightless{};   ///< neither a dwelling nor a street
    std::string name{};  ///< empty: not given

    std::int64_t unplaced_wh() const { return prognosis_wh - cells_wh; }
};

struct StationRow {
    std::int64_t capacity_wh{};
    StationLoad load;
};

/// An obliged white square and the station that the plan puts in it; only with placement.fill_white_squares.
struct WhiteSquare {
    SquareId square;             ///< in Findings::nal
    std::int64_t candidates{};   ///< pairs of bays in it
    std::int64_t eligible{};     ///< of them, pass the hard rules
    std::int32_t placement{-1};  ///< index of its station in the plan, −1: none
    std::string reason{};        ///< why it has none, or why that waits
};

/// A search area and the station that the plan puts in it.
struct SearchOutcome {
    SearchAreaId area;           ///< in Findings::search
    std::int64_t candidates{};   ///< pairs of bays in it
    std::int64_t eligible{};     ///< of them, pass the hard rules
    std::int32_t placement{-1};  ///< index of its first station in the plan, −1: none
    std::string reason{};        ///< why it has none, or why that waits
};

/// What a municipality gets of its quota.
struct QuotaOutcome {
    MunicipalityId municipality;
    Quota quota;
    int placed{};
    int waiting{};  ///< of them, for the grid
    std::int64_t gain_wh{};
    std::int64_t unmet_wh{};         ///< in it, before the plan
    std::int64_t out_of_reach_wh{};  ///< of that, within reach of no candidate that passes the hard rules
    std::string reason{};            ///< why the quota is not filled; empty: it is
};

/// What a run finds, as values; the faces write it out.
struct Findings {
    NodeWh demand_wh;
    NodeWh unmet_wh;                              ///< before the plan
    std::vector<std::uint16_t> walk_at_dwelling;  ///< walk_dm at the entry of each dwelling; beyond without one
    std::vector<StationRow> stations;
    ReachLists candidate_reach;  ///< by CandidateId; one without an entry reaches nothing
    RankedPlan plan;
    Indexed<SquareId, NalSquare> nal;
    std::vector<WhiteSquare> white_squares;
    SearchFindings search;                    ///< where [usage] is given
    std::vector<SearchOutcome> search_areas;  ///< of a plan, in the order of `search`
    std::vector<QuotaOutcome> quotas;         ///< in the order of the municipalities
    WalkShares walk_shares;
    std::vector<WhiteSpot> white_spots;
    std::vector<KpiRow> kpis;
    std::vector<UseKpiRow> use_kpis;  ///< with [usage]
    std::vector<MassRow> mass;
    std::vector<std::string> notes;                                 ///< what a reader of the plan should know
    std::vector<std::pair<std::string, std::string>> layer_hashes;  ///< name, content hash
};

}  // namespace laad
