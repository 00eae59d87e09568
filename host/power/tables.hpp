// SPDX-License-Identifier: Apache-2.0
// The grid tables as they are read, before they become a PowerGrid.
#pragma once

#include "host/intake/layer_names.hpp"
#include "host/intake/number_style.hpp"
#include "host/power/power_grid.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace laad {

/// Fractions in tables are kept as whole millionths.
inline constexpr std::int64_t million = 1'000'000;
inline std::string const asset_kinds[] = {"lv_feeder", "mv_lv_transformer", "mv_feeder", "hv_mv_substation"};
inline std::ptrdiff_t height_of(std::string const& kind)
{
    return std::ranges::find(asset_kinds, kind) - std::begin(asset_kinds);
}

/// Quarter-hours of every (season, day type) pair, in alphabetical order of the pairs; values in 10^-6 of their unit.
struct Profiles {
    std::vector<std::string> quarters;
    std::map<std::string, std::vector<std::int64_t>> by_name;

    std::vector<std::string> names() const;
};

Profiles read_profiles(std::filesystem::path const& file, NumberStyle const& style);

/// μ and s of each type, rounded up to whole W.
std::vector<ChargingType> read_charging_types(std::filesystem::path const& file, NumberStyle const& style,
                                              Profiles const& profiles);

/// May have no rows: nothing binds then. `municipalities`: what an area may be, beside *.
std::vector<PolicyRow> read_policy(std::filesystem::path const& file, LayerNames municipalities);

/// What an asset carries by itself; without `base` it carries what the assets below it carry.
struct AssetBase {
    std::vector<std::int64_t> base_w;  ///< per quarter, target year; empty: none of its own
    std::string includes_charging_until;
};

struct AssetTable {
    Indexed<AssetId, AssetInfo> info;
    Indexed<AssetId, GridAsset> assets;  ///< parents first, else in the order of the file
    Indexed<AssetId, AssetBase> base;
    int leaves_beyond{};  ///< leaves too far from the grid to feed a cell; they load what is above them
};

/// `grid` is where some leaf asset must lie, or at most leaf_range_m from it.
AssetTable read_assets(std::filesystem::path const& file, NumberStyle const& style, Profiles const& profiles,
                       int target_year, GridSpec const& grid);

/// How far from a cell its leaf may be: as far as `distance` names a site.
inline constexpr double leaf_range_m = (distance_longest - 1) / 10.0;

/// How many nodes lie above each node of a tree; −1: following the parents from it never ends (a cycle). `parents`: by
/// node, nothing at the top. Takes time in proportion to the nodes, however deep they hang.
std::vector<int> depths_in_tree(std::span<std::optional<std::size_t> const> parents);

/// Whether nothing is below an asset.
Indexed<AssetId, bool> leaves(Indexed<AssetId, GridAsset> const& assets);

/// Charging that was not in the base: the non-public types of the prognosis, planned stations, and existing ones where
/// the base of an asset does not include them.
void add_prognosis(PowerGrid&, BaseLayers const&, Prognosis const&);
void add_stations(PowerGrid&, BaseLayers const&, std::string const& snapshot_date);

/// Adds `points` of a type to one asset alone.
void add_to_asset(PowerGrid&, AssetId asset, ChargingType const&, std::int64_t points);

}  // namespace laad
