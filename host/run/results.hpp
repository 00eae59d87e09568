// SPDX-License-Identifier: Apache-2.0
// Everything a run finds, as values; the faces write it out.
#pragma once

#include "host/coverage/coverage.hpp"
#include "host/placement/rank.hpp"
#include "host/power/power_grid.hpp"
#include "host/run/part.hpp"
#include "kernels/service.hpp"
#include "rasters/io/block_layer.hpp"
#include "rasters/tile.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace laad {

/// On disk, by tile; see host/run/layer_infos.hpp for what each is called and holds.
struct AnalysisLayers {
    BlockLayer<std::uint16_t> distance_dm;
    BlockLayer<SiteOffset> distance_site;
    BlockLayer<std::uint16_t> walk_dm;
    BlockLayer<SiteOffset> walk_site;
    BlockLayer<std::uint16_t> evse_within;
    BlockLayer<std::uint32_t> demand_wh;
    BlockLayer<std::uint32_t> demand_density_kwh;
    BlockLayer<std::uint32_t> unmet_wh;
    BlockLayer<std::uint32_t> gain_kwh;  ///< at the cell of a candidate, gain_nodata elsewhere
    BlockLayer<std::int32_t> headroom_w;
    BlockLayer<std::uint16_t> connectable_points;
    BlockLayer<std::int32_t> binding_asset;
    BlockLayer<std::uint16_t> binding_quarter;
    BlockLayer<std::uint8_t> basis;
};
inline constexpr std::uint32_t gain_nodata = 4294967295u;

/// The figures of a KPI row that only a plan knows.
struct PlanKpis {
    std::int64_t demand_wh{};
    std::int64_t unmet_wh{};        ///< before the plan
    std::int64_t unmet_after_wh{};  ///< after the plan
    int eligible_candidates{};
    int placements{};
};

/// One row of the KPI table: the area, a gemeente or a buurt.
struct KpiRow {
    std::string level;  ///< area, gemeente, buurt
    std::string name;
    std::string gemeente;
    std::string market_model;
    bool partial{};
    WalkShare walk;
    int public_evse{};
    std::optional<PlanKpis> plan;  ///< nothing when only coverage is wanted
};

/// Mass of one buurt: what the prognosis says and what the cells sum to. Equal, or the run fails, unless the buurt has
/// no place that can carry it.
struct MassRow {
    std::string buurt;
    std::int64_t prognosis_wh{};
    std::int64_t cells_wh{};
    bool weightless{};  ///< neither a dwelling nor a street

    std::int64_t unplaced_wh() const { return prognosis_wh - cells_wh; }
};

struct StationRow {
    std::int32_t site{};
    std::int64_t capacity_wh{};
    StationLoad load;
    bool reached_by_walk{};  ///< false: no entry, so it serves nothing on foot
};

/// An obliged white square and the station that the plan puts in it; only with placement.fill_white_squares.
struct WhiteSquare {
    std::size_t square{};        ///< index into Results::nal
    std::int64_t candidates{};   ///< pairs of bays in it
    std::int64_t eligible{};     ///< of them, pass the hard rules
    std::int32_t placement{-1};  ///< index of its station in the plan, −1: none
    std::string reason{};        ///< why it has none, or why that waits
};

/// What a gemeente gets of its quota.
struct QuotaOutcome {
    int gemeente{};
    Quota quota;
    int placed{};
    int waiting{};  ///< of them, for the grid
    std::int64_t gain_wh{};
    std::int64_t unmet_wh{};         ///< in it, before the plan
    std::int64_t out_of_reach_wh{};  ///< of that, within reach of no candidate that passes the hard rules
    std::string reason{};            ///< why the quota is not filled; empty: it is
};

struct StageTime {
    std::string name;
    double predicted_s{};
    double actual_s{};
    std::int64_t bytes{};
};

/// What the plan of a run predicted and what it took, in bytes.
struct MemoryUse {
    std::int64_t predicted_host{};
    std::int64_t predicted_device{};
    std::int64_t predicted_disk{};
    std::int64_t peak_host{};
};

/// A part of a tile that was computed in this run, and what is other than when it was computed before.
struct Computed {
    Part part{};
    std::size_t tile{};
    std::vector<std::string> changed;  ///< names of inputs, see KeyMaker; "new" when it was not computed before
};

/// Parts of the ranking (see RankMemo) that an earlier run knew, and that were made.
struct RankingParts {
    int kept{};
    int made{};
};

/// What the files of the rasters cost: those with the content of an earlier output folder are links to it.
struct ExportCost {
    int linked{};
    int written{};
    std::int64_t linked_bytes{};
    std::int64_t written_bytes{};
    double written_s{};
};

struct Results {
    AnalysisLayers layers;
    std::vector<std::uint32_t> demand_wh;         ///< per node
    std::vector<std::uint32_t> unmet_wh;          ///< per node, before the plan
    std::vector<std::uint16_t> walk_at_dwelling;  ///< walk_dm at the entry of each dwelling; beyond without one
    std::vector<StationRow> stations;
    std::vector<std::int32_t> ranked;  ///< candidate of each entry of the plan's lists: index into base.candidates
    ReachLists candidate_reach;        ///< per entry of `ranked`
    RankedPlan plan;                   ///< its candidate numbers index `ranked`
    std::vector<NalSquare> nal;
    std::vector<WhiteSquare> white_squares;
    std::vector<QuotaOutcome> quotas;  ///< in the order of the gemeenten
    WalkShares walk_shares;
    std::vector<WhiteSpot> white_spots;
    std::vector<KpiRow> kpis;
    std::vector<MassRow> mass;
    std::vector<std::string> notes;  ///< what a reader of the plan should know
    std::vector<Tile> tiles;         ///< of the analysis
    std::vector<Computed> computed;  ///< everything else was kept from an earlier run
    RankingParts ranking_parts;
    ExportCost rasters;
    std::vector<StageTime> stages;
    MemoryUse memory;
    std::string device;                                             ///< what it ran on, in words
    std::vector<std::pair<std::string, std::string>> layer_hashes;  ///< name, content hash
};

/// How much of a run is wanted: coverage alone needs neither a prognosis nor grid tables to be right.
enum class RunScope : std::uint8_t { coverage, plan };

/// A run with everything it was made from.
struct Run {
    RunScope scope{RunScope::plan};
    Scenario scenario;
    BaseLayers base;
    Prognosis prognosis;
    PowerGrid grid;
    std::map<std::filesystem::path, std::string> input_hashes;  ///< of every input file
    double preparation_s{};                                     ///< that reading and preparing the inputs took
    Results results;
};

}  // namespace laad
