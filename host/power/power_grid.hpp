// SPDX-License-Identifier: Apache-2.0
// The electricity grid of the region: assets, what they carry without new charging, and what is added to them.
#pragma once

#include "host/power/leaf_index.hpp"
#include "host/prognosis/prognosis.hpp"
#include "kernels/headroom.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace laad {

struct AssetInfo {
    std::string id;
    std::string kind;  ///< lv_feeder, mv_lv_transformer, mv_feeder, hv_mv_substation
    std::optional<Point> at;
    std::int64_t rating_w{};
    std::string source;       ///< on what the rating rests
    bool place_is_assumed{};  ///< nobody gave it: it only says which cells are nearest

    /// Whether it may be drawn where it stands.
    bool stands_there() const { return at && !place_is_assumed; }
};

/// One row of the charging types: what a charge point adds to its assets. Load of n points: see kernels/headroom.hpp.
struct ChargingType {
    std::string name;
    std::int64_t power_w{};  ///< rated, per point
    std::int64_t kwh_per_point_year{};
    std::vector<std::int64_t> mean_w;       ///< per quarter: μ = g∞·P·shape
    std::vector<std::int64_t> deviation_w;  ///< per quarter: s = (1 − g∞)·P·shape
    std::string connects_at{};              ///< kind of asset that energy of the prognosis connects to; empty: the leaf
};

/// Whether a connection class may be newly connected somewhere from some day on.
struct PolicyRow {
    std::string area;       ///< municipality name, or * for all
    std::string from_date;  ///< ISO
    std::string connection_class;
    bool allowed{};
    std::string source;
    bool decided{};  ///< else expected
};

struct PolicyVerdict {
    bool allowed{true};
    std::string note;  ///< why not, or which expected row would change it; may be empty
};

struct PowerGrid {
    Indexed<AssetId, AssetInfo> info;
    Indexed<AssetId, GridAsset> assets;  ///< parents first
    std::vector<std::int64_t> base_w;    ///< [asset][quarter], target year
    ChargingSums charging;  ///< of the subtree: prognosis of non-public types, planned and, where the base does not
                            ///< include them, existing chargers
    /// Until when what an asset carries by itself includes charging; nothing: it carries what the assets below it carry.
    Indexed<AssetId, std::optional<std::string>> includes_charging_until;
    std::vector<std::string> quarters;  ///< e.g. "winter weekday 18:15"
    std::vector<ChargingType> types;
    int station_type{};  ///< index of the type of placed stations
    LeafIndex leaves;    ///< of the leaf assets with coordinates
    std::vector<PolicyRow> policy;
    std::vector<std::string> notes;

    ChargingType const& type_of_stations() const { return types[static_cast<std::size_t>(station_type)]; }
};

/// What a plan without grid tables says.
inline constexpr char const* no_grid_note = "no grid tables: headroom is not known, no space waits for the grid";

/// On what a figure of the grid rests, as tables, rasters and reports name it.
std::string words(Basis);

/// Reads the grid tables.
/// assets.csv: asset_id, kind, parent_id, x, y, rating_kw, planning_limit, base_kwh_per_year, profile, growth_per_year,
/// base_year,
///   includes_charging_until, basis (network_operator, capacity_map, assumed), source, and optionally position
///   (given or assumed; empty: given). An asset without
///   base_kwh_per_year carries the sum of the assets below it. limit = rating × planning_limit; base in the target year
///   = base × (1 + growth)^(years), rounded up.
/// profiles.csv: profile, season, day_type, quarter (0-95), value: W per MWh a year for base profiles, ‰ of the rated
/// power for charging
///   shapes. All profiles cover the same (season, day_type) pairs.
/// charging_types.csv: type, power_w, coincidence (g∞), profile, kwh_per_point_year, and optionally connects_at
///   (the kind of asset that the prognosis of this type loads; empty: the feeder). Points of an asset = ⌈energy at and
///   below it ÷ kwh_per_point_year⌉.
/// policy.csv: area, from_date, connection_class, allowed (yes/no), source, status (decided/expected).
/// Errors  InputError with file and line: a missing column, unknown parent, a cycle, unknown profile or basis, a rating
/// ≤ 0, NaN,
///         an incomplete profile, duplicates
PowerGrid read_power_grid(Scenario const&, BaseLayers const&, Prognosis const&);

/// How a charge location draws on the grid.
enum class Drawn : std::uint8_t {
    always,   ///< planned or new: no base load has it
    by_date,  ///< only where the base does not include what stood there on the snapshot date
};
/// Adds `points` of a station in a cell to the assets above it; fewer than 0: takes them away.
/// Errors  InputError: an asset would carry more than any grid does
void add_station(PowerGrid&, Cell, std::int64_t points, Drawn, std::string const& snapshot_date);

/// The room along the chain of one asset. `points`: charge points of the station type below each asset that `charging`
/// does not hold yet; empty: none.
ChainRoom chain_room(PowerGrid const&, AssetId asset, IndexedSpan<AssetId, std::int32_t const> points = {});

/// Whether one asset, whatever is above it, carries so many more points of the station type in every quarter.
bool carries(PowerGrid const&, AssetId asset, std::int64_t points);

/// How many more points of a type fit below each asset in every quarter, all the way up; 0 when none, at most 65534.
Indexed<AssetId, std::int32_t> connectable_points(PowerGrid const&, int type);

/// The verdict for a connection class in a municipality in the target year: the latest row that binds by 31 December
/// before it.
PolicyVerdict policy_verdict(PowerGrid const&, GridConfig const&, std::string const& municipality,
                             std::string const& connection_class, int target_year);

}  // namespace laad
