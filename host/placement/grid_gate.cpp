// SPDX-License-Identifier: Apache-2.0
#include "host/placement/grid_gate.hpp"

#include "host/language/to_say.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>

namespace laad {
namespace {

std::string in_words(AssetInfo const& asset)
{
    if (asset.kind == "lv_feeder") return to_say("low-voltage feeder {}", asset.id);
    if (asset.kind == "mv_lv_transformer") return to_say("transformer {}", asset.id);
    if (asset.kind == "mv_feeder") return to_say("medium-voltage feeder {}", asset.id);
    return to_say("substation {}", asset.id);
}

}  // namespace

void GridGate::add_points(AssetId asset, std::int32_t points)
{
    for (AssetId a = asset; a; a = grid_.assets[a].parent)
        points_[a] += points;
}

void GridGate::connected(Placement& placement)
{
    RankCandidate const& c = candidate(placement);
    placement.status = has_data(c) ? GridStatus::connectable : GridStatus::no_grid_data;
    if (!has_data(c)) return;
    placement.before = chain_room(grid_, c.asset, points_);
    add_points(c.asset, problem_.points);
    placement.after = chain_room(grid_, c.asset, points_);
    expect(placement.after.headroom_w >= 0, "rank: a station that is connected fits");
}

void GridGate::waiting(Placement& placement)
{
    RankCandidate const& c = candidate(placement);
    placement.status = GridStatus::waits_for_grid;
    if (has_data(c)) {
        placement.before = chain_room(grid_, c.asset, points_);
        add_points(c.asset, problem_.points);
        placement.after = chain_room(grid_, c.asset, points_);
        add_points(c.asset, -problem_.points);
    }
    std::string& reason = placement.grid_reason;
    if (!c.policy_allows) reason = policy_reason(c);
    if (placement.after.headroom_w < 0) reason += (reason.empty() ? "" : "; ") + shortage(placement.after);
}

std::string GridGate::shortage(ChainRoom const& after) const
{
    AssetInfo const& asset = grid_.info[after.binding_asset];
    std::int64_t const tenths_kw = (-std::int64_t{after.headroom_w} + 99) / 100;
    return to_say("{} would be {} kW short at {}", in_words(asset),
                  fmt::format("{}.{}", tenths_kw / 10, tenths_kw % 10),
                  grid_.quarters[static_cast<std::size_t>(after.binding_quarter)]);
}

std::string GridGate::policy_reason(RankCandidate const& c) const
{
    auto const& notes = problem_.policy_notes;
    if (notes.has(c.municipality) && !notes[c.municipality].empty()) return "policy: " + notes[c.municipality];
    return "policy: no new connection is allowed here";
}

}  // namespace laad
