// SPDX-License-Identifier: Apache-2.0
#include "host/report/explain.hpp"
#include "host/report/tables.hpp"
#include "host/report/words.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace laad {
namespace {

using Json = nlohmann::ordered_json;

std::int64_t station_capacity_wh(Scenario const& scenario)
{
    return std::int64_t{1000} * scenario.placement.evse_per_station * scenario.demand.capacity_kwh_per_evse_year;
}

/// What a station at this entry of the ranking would still add after the plan.
std::int64_t gain_after_plan_wh(Run const& run, std::size_t entry)
{
    std::int64_t unmet_wh = 0;
    for (Reached const& reached : run.results.candidate_reach.of(entry))
        unmet_wh += run.results.plan.unmet_wh[static_cast<std::size_t>(reached.node)];
    return std::min(unmet_wh, station_capacity_wh(run.scenario));
}

Json room(PowerGrid const& grid, ChainRoom const& room)
{
    return {{"kw", kw(room.headroom_w)},
            {"binding_asset", asset_id(grid, room.binding_asset)},
            {"binding_quarter", quarter_name(grid, room.binding_quarter)}};
}

Json placed(Run const& run, Placement const& placement)
{
    WalkToDemand const walk = walk_to_demand(placement);
    Json json{{"rank", placement.rank},
              {"gain_kwh", kwh(placement.gain_wh)},
              {"overlap_kwh", kwh(placement.first_gain_wh - placement.gain_wh)},
              {"cumulative_kwh", kwh(placement.cumulative_wh)},
              {"demand_places", placement.serves.size()},
              {"mean_walk_m", walk.mean_m},
              {"longest_walk_m", walk.longest_m},
              {"status", words(placement.status)},
              {"grid_reason", placement.grid_reason},
              {"basis", words(placement.before.basis)}};
    if (placement.before.basis != Basis::none) {
        json["headroom_before"] = room(run.grid, placement.before);
        json["headroom_after"] = room(run.grid, placement.after);
    }
    auto const before = std::find_if(run.results.plan.placements.begin(), run.results.plan.placements.end(),
                                     [&](Placement const& other) { return other.rank == placement.rank - 1; });
    if (before != run.results.plan.placements.end())
        json["kwh_to_next_rank"] = kwh(std::max<std::int64_t>(0, before->gain_wh - placement.gain_wh));
    return json;
}

Json rules(std::vector<std::string> const& reasons)
{
    Json list = Json::array();
    for (std::string const& reason : reasons)
        list.push_back({{"code", reason}, {"meaning", meaning(reason)}});
    return list;
}

Json whereabouts(Run const& run, Candidate const& candidate)
{
    return {{"buurt", buurt_key(run.base, candidate.buurt)},
            {"gemeente", gemeente_name(run.base, candidate.gemeente)},
            {"x", candidate.pole.x},
            {"y", candidate.pole.y},
            {"stopped_by", rules(candidate.reasons)},
            {"rules_passed", candidate.passed},
            {"rules_not_checked", candidate.unchecked}};
}

}  // namespace

std::string explain_json(Run const& run)
{
    Results const& results = run.results;
    Json all = Json::object();
    for (Candidate const& candidate : run.base.candidates)
        all[candidate.id] = whereabouts(run, candidate);
    for (std::size_t i = 0; i < results.ranked.size(); ++i) {
        Json& entry = all[run.base.candidates[static_cast<std::size_t>(results.ranked[i])].id];
        entry["first_gain_kwh"] = kwh(results.plan.first_gain_wh[i]);
        entry["gain_after_plan_kwh"] = kwh(gain_after_plan_wh(run, i));
        entry["too_close"] = !results.plan.too_close.empty() && results.plan.too_close[i];
    }
    for (Placement const& placement : results.plan.placements)
        all[candidate_of(run, placement).id]["placement"] = placed(run, placement);
    std::int64_t const last_gain_wh = results.plan.placements.empty() ? 0 : results.plan.placements.back().gain_wh;
    Json const json{{"last_rank", results.plan.placements.size()},
                    {"last_gain_kwh", kwh(last_gain_wh)},
                    {"candidates", std::move(all)}};
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace laad
