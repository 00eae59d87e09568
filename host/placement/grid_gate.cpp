// SPDX-License-Identifier: Apache-2.0
#include "host/placement/grid_gate.hpp"

#include <fmt/format.h>

namespace laad {
namespace {

std::string in_words(std::string const& kind)
{
    if (kind == "lv_feeder") return "low-voltage feeder";
    if (kind == "mv_lv_transformer") return "transformer";
    if (kind == "mv_feeder") return "medium-voltage feeder";
    return "substation";
}

}  // namespace

ChainRoom GridGate::room_after_one_more(std::int32_t asset)
{
    add_points(grid_, asset, grid_.station_type, problem_.points);
    ChainRoom const after = chain_room(grid_, asset);
    add_points(grid_, asset, grid_.station_type, -problem_.points);
    return after;
}

bool GridGate::admits(RankCandidate const& c)
{
    if (!c.policy_allows) return false;
    if (!has_data(c)) return true;
    auto const asset = static_cast<std::size_t>(c.asset);
    if (!full_[asset]) full_[asset] = room_after_one_more(c.asset).headroom_w < 0;
    return !full_[asset];
}

GridAnswer GridGate::admitted(RankCandidate const& c)
{
    if (!has_data(c)) return {GridStatus::no_grid_data, "", {}, {}};
    GridAnswer answer{GridStatus::connectable, "", chain_room(grid_, c.asset), {}};
    add_points(grid_, c.asset, grid_.station_type, problem_.points);
    answer.after = chain_room(grid_, c.asset);
    return answer;
}

GridAnswer GridGate::waiting(RankCandidate const& c)
{
    GridAnswer answer{GridStatus::waits_for_grid, "", {}, {}};
    if (has_data(c)) {
        answer.before = chain_room(grid_, c.asset);
        answer.after = room_after_one_more(c.asset);
    }
    if (!c.policy_allows) answer.reason = policy_reason(c);
    if (answer.after.headroom_w < 0) answer.reason += (answer.reason.empty() ? "" : "; ") + shortage(answer.after);
    return answer;
}

std::string GridGate::shortage(ChainRoom const& after) const
{
    AssetInfo const& asset = grid_.info[static_cast<std::size_t>(after.binding_asset)];
    std::int64_t const tenths_kw = (-std::int64_t{after.headroom_w} + 99) / 100;
    return fmt::format("{} {} would be {}.{} kW short at {}", in_words(asset.kind), asset.id, tenths_kw / 10,
                       tenths_kw % 10, grid_.quarters[static_cast<std::size_t>(after.binding_quarter)]);
}

std::string GridGate::policy_reason(RankCandidate const& c) const
{
    auto const gemeente = static_cast<std::size_t>(c.gemeente);
    bool const known = c.gemeente >= 0 && gemeente < problem_.policy_notes.size();
    if (known && !problem_.policy_notes[gemeente].empty()) return "policy: " + problem_.policy_notes[gemeente];
    return "policy: no new connection is allowed here";
}

}  // namespace laad
