// SPDX-License-Identifier: Apache-2.0
#include "host/placement/grid_gate.hpp"

#include "rasters/error.hpp"

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

void GridGate::add_points(std::int32_t asset, std::int32_t points)
{
    for (std::int32_t a = asset; a >= 0; a = grid_.assets[static_cast<std::size_t>(a)].parent)
        points_[static_cast<std::size_t>(a)] += points;
}

GridAnswer GridGate::connected(RankCandidate const& c)
{
    if (!has_data(c)) return {GridStatus::no_grid_data, "", {}, {}};
    GridAnswer answer{GridStatus::connectable, "", chain_room(grid_, c.asset, points_), {}};
    add_points(c.asset, problem_.points);
    answer.after = chain_room(grid_, c.asset, points_);
    expect(answer.after.headroom_w >= 0, "rank: a station that is connected fits");
    return answer;
}

GridAnswer GridGate::waiting(RankCandidate const& c)
{
    GridAnswer answer{GridStatus::waits_for_grid, "", {}, {}};
    if (has_data(c)) {
        answer.before = chain_room(grid_, c.asset, points_);
        add_points(c.asset, problem_.points);
        answer.after = chain_room(grid_, c.asset, points_);
        add_points(c.asset, -problem_.points);
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
    auto const municipality = static_cast<std::size_t>(c.municipality);
    bool const known = c.municipality >= 0 && municipality < problem_.policy_notes.size();
    if (known && !problem_.policy_notes[municipality].empty()) return "policy: " + problem_.policy_notes[municipality];
    return "policy: no new connection is allowed here";
}

}  // namespace laad
