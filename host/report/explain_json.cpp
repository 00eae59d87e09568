// SPDX-License-Identifier: Apache-2.0
#include "host/report/explain.hpp"
#include "host/report/table_values.hpp"
#include "host/report/tables.hpp"
#include "host/report/words.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace laad {
namespace {

using Json = nlohmann::ordered_json;

std::string dumped(Json const& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// One decimal: there may be hundreds of thousands of candidates.
double tenths(double value)
{
    return std::round(value * 10) / 10;
}

Json room(PowerGrid const& grid, ChainRoom const& room)
{
    return {{"kw", kw(room.headroom_w)},
            {"binding_asset", asset_id(grid, room.binding_asset)},
            {"binding_quarter", quarter_name(grid, room.binding_quarter)}};
}

/// Neighbours in the plan, if there are any.
struct Beside {
    Placement const* above{};
    Placement const* below{};
};

/// What put the first of two neighbours in the plan before the second.
Json decided(Run const& run, Placement const& first, Placement const& second, Placement const& other)
{
    Json json{{"candidate", candidate_of(run, other).id}, {"rank", other.rank}};
    auto const by = [&](char const* what, WeightedWh more = 0) {
        json["by"] = what;
        json["kwh"] = weighted_kwh(more);
        return json;
    };
    bool const waits = second.status == GridStatus::waits_for_grid;
    if (waits && first.status != GridStatus::waits_for_grid) return by("grid");
    if (first.fills_square != second.fills_square) return by("square");
    if (first.value.worth != second.value.worth) return by("worth", first.value.worth - second.value.worth);
    if (first.value.reach != second.value.reach) return by("reach", first.value.reach - second.value.reach);
    return by("place");
}

Json placed(Run const& run, Placement const& placement, Beside const& beside)
{
    WalkToDemand const walk = walk_to_demand(placement);
    Json json{{"rank", placement.rank},
              {"shared_by", placement.shared_by},
              {"fills_white_square", placement.fills_square},
              {"worth_kwh", weighted_kwh(placement.value.worth)},
              {"reach_kwh", weighted_kwh(placement.value.reach)},
              {"gain_kwh", kwh(placement.value.gain_wh)},
              {"overlap_kwh", kwh(placement.first_gain_wh - placement.value.gain_wh)},
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
    if (beside.above != nullptr) json["above"] = decided(run, *beside.above, placement, *beside.above);
    if (beside.below != nullptr) json["below"] = decided(run, placement, *beside.below, *beside.below);
    return json;
}

/// What many candidates share is written once and named by its number.
class SharedList {
  public:
    std::size_t number(Json const& item)
    {
        auto const [at, is_new] = numbers_.try_emplace(dumped(item), items_.size());
        if (is_new) items_.push_back(at->first);
        return at->second;
    }
    std::string json() const { return "[" + joined(items_, ",\n") + "]"; }

  private:
    std::map<std::string, std::size_t> numbers_;
    std::vector<std::string> items_;
};

/// What the ranking says of each candidate.
struct RankedEntry {
    std::size_t entry{};
    bool is_ranked{};
    Placement const* placement{};
    Beside beside{};
};

std::vector<RankedEntry> ranked_entries(Run const& run)
{
    Results const& results = run.results;
    std::vector<RankedEntry> entries(run.base.candidates.size());
    for (std::size_t i = 0; i < results.ranked.size(); ++i) {
        entries[static_cast<std::size_t>(results.ranked[i])].entry = i;
        entries[static_cast<std::size_t>(results.ranked[i])].is_ranked = true;
    }
    auto const& placements = results.plan.placements;
    for (std::size_t i = 0; i < placements.size(); ++i) {
        auto const candidate = results.ranked[static_cast<std::size_t>(placements[i].candidate)];
        entries[static_cast<std::size_t>(candidate)].placement = &placements[i];
        entries[static_cast<std::size_t>(candidate)].beside = {
            i > 0 ? &placements[i - 1] : nullptr, i + 1 < placements.size() ? &placements[i + 1] : nullptr};
    }
    return entries;
}

Json explanation(Run const& run, Candidate const& candidate, RankedEntry const& ranked, SharedList& places,
                 SharedList& rules)
{
    Json json{{"bay_ids", candidate.bay_ids},
              {"x", candidate.pole.x},
              {"y", candidate.pole.y},
              {"place", places.number({{"buurt", buurt_key(run.base, candidate.buurt)},
                                       {"gemeente", gemeente_name(run.base, candidate.gemeente)}})},
              {"rules", rules.number({{"stopped_by", candidate.reasons},
                                      {"passed", candidate.passed},
                                      {"not_checked", candidate.unchecked}})}};
    if (!candidate.eligible() || !ranked.is_ranked) return json;
    RankedPlan const& plan = run.results.plan;
    CandidateValue const& first = plan.first[ranked.entry];
    CandidateValue const& left = plan.left[ranked.entry];
    json["first_gain_kwh"] = tenths(kwh(first.gain_wh));
    json["first_worth_kwh"] = tenths(weighted_kwh(first.worth));
    json["gain_after_plan_kwh"] = tenths(kwh(left.gain_wh));
    json["worth_after_plan_kwh"] = tenths(weighted_kwh(left.worth));
    if (!plan.too_close.empty() && plan.too_close[ranked.entry]) json["too_close"] = true;
    if (ranked.placement != nullptr) json["placement"] = placed(run, *ranked.placement, ranked.beside);
    return json;
}

}  // namespace

std::string explain_json(Run const& run)
{
    auto const& placements = run.results.plan.placements;
    auto const ranked = ranked_entries(run);
    SharedList places;
    SharedList rules;
    std::string candidates;
    for (std::size_t i = 0; i < run.base.candidates.size(); ++i) {
        Candidate const& candidate = run.base.candidates[i];
        candidates += (i == 0 ? "\n" : ",\n") + dumped(candidate.id) + ":" +
                      dumped(explanation(run, candidate, ranked[i], places, rules));
    }
    Json const last{{"last_rank", placements.empty() ? 0 : placements.back().rank},
                    {"last_worth_kwh", weighted_kwh(placements.empty() ? 0 : placements.back().value.worth)}};
    std::string head = dumped(last);
    head.pop_back();  // its closing brace
    return head + ",\n\"places\":" + places.json() + ",\n\"rules\":" + rules.json() + ",\n\"candidates\":{" +
           candidates + "}}\n";
}

}  // namespace laad
