// SPDX-License-Identifier: Apache-2.0
#include "host/compare/robust.hpp"

#include "host/compare/regret.hpp"
#include "host/report/reach_file.hpp"
#include "host/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace laad {
namespace {

void sort_places(RobustPlan& robust)
{
    std::ranges::sort(robust.places, {}, [&](RobustPlace const& p) {
        return std::tuple{std::string_view{robust.group(p)}, -p.in_plans, p.ranks.first, p.ranks.last,
                          std::string_view{p.place.candidate}};
    });
}

std::vector<KeptUnder> kept_under_each(std::vector<PlanFolder> const& plans)
{
    std::vector<PlanReach> reaches;
    std::vector<std::int64_t> own_wh;
    for (PlanFolder const& plan : plans) {
        reaches.push_back(read_reach(plan.path / "reach.bin", plan.grid));
        own_wh.push_back(served_by_itself(plan, reaches.back()).total_wh());
    }
    bool const same_walks =
        std::ranges::all_of(reaches, [&](PlanReach const& reach) { return reach.network == reaches.front().network; });
    if (!same_walks) return {};
    std::vector<KeptUnder> kept;
    for (std::size_t plan = 0; plan < plans.size(); ++plan)
        for (std::size_t prognosis = 0; prognosis < plans.size(); ++prognosis) {
            auto unmet_wh = unmet_at(plans[prognosis], reaches[plan].cells);
            auto const served = serve_in_order(reaches[plan], std::move(unmet_wh), capacity_wh(plans[prognosis]));
            std::int64_t const full = std::ranges::count(served.gain_wh, capacity_wh(plans[prognosis]));
            kept.push_back({plan, prognosis, served.total_wh(), own_wh[prognosis], full});
        }
    return kept;
}

}  // namespace

std::int64_t RobustPlan::core() const
{
    return std::ranges::count_if(places, &RobustPlace::in_core);
}

std::int64_t RobustPlan::worst_regret_wh(std::size_t plan) const
{
    std::int64_t worst = 0;  // its own prognosis
    for (KeptUnder const& under : kept)
        if (under.plan == plan) worst = std::max(worst, under.regret_wh());
    return worst;
}

std::optional<std::size_t> RobustPlan::least_worst() const
{
    if (kept.empty()) return {};
    std::size_t best = 0;
    for (std::size_t plan = 1; plan < plans.size(); ++plan)
        if (worst_regret_wh(plan) < worst_regret_wh(best)) best = plan;
    return best;
}

bool RobustPlan::always_full(std::size_t plan) const
{
    auto const count = static_cast<std::int64_t>(plans[plan].places.size());
    return std::ranges::all_of(kept, [&](KeptUnder const& under) {
        return under.plan != plan || under.prognosis == plan || under.full_places == count;
    });
}

char const* RobustPlan::group(RobustPlace const& place) const
{
    if (place.in_core()) return "core";
    auto const best = least_worst();
    return best && place.by_plan[*best] ? "least risk" : "some";
}

std::vector<std::string> RobustPlan::labels() const
{
    std::vector<std::string> names;
    for (PlanFolder const& plan : plans) {
        bool const alone = std::ranges::count_if(plans, [&](PlanFolder const& other) {
                               return other.scenario == plan.scenario && other.year == plan.year;
                           }) == 1;
        names.push_back(alone ? fmt::format("{} {}", plan.scenario, plan.year) : plan.prognosis_words());
    }
    return names;
}

std::vector<RobustPlace> robust_places(std::vector<PlanFolder> const& plans)
{
    std::map<std::string, RobustPlace> by_candidate;
    std::map<std::string, RankRange> common;
    for (std::size_t i = 0; i < plans.size(); ++i)
        for (Place const& place : plans[i].places) {
            auto const [at, is_new] = by_candidate.try_emplace(place.candidate);
            RobustPlace& robust = at->second;
            if (is_new) {
                robust = {place, std::vector<std::optional<Place>>(plans.size()), place.ranks, false, 0};
                common[place.candidate] = place.ranks;
            }
            robust.by_plan[i] = place;
            robust.ranks = {std::min(robust.ranks.first, place.ranks.first),
                            std::max(robust.ranks.last, place.ranks.last)};
            RankRange& shared = common[place.candidate];
            shared = {std::max(shared.first, place.ranks.first), std::min(shared.last, place.ranks.last)};
            robust.ranks_differ = shared.first > shared.last;
            ++robust.in_plans;
        }
    std::vector<RobustPlace> places;
    for (auto& [candidate, place] : by_candidate)
        places.push_back(std::move(place));
    return places;
}

RobustPlan robust_plan(std::vector<std::filesystem::path> const& folders)
{
    RobustPlan robust;
    robust.plans = read_comparable(folders);
    robust.places = robust_places(robust.plans);
    robust.kept = kept_under_each(robust.plans);
    sort_places(robust);
    return robust;
}

std::string loss_words(std::int64_t worst_wh)
{
    return worst_wh == 0 ? "nothing" : fmt::format("at most {} kWh a year", whole_kwh(worst_wh));
}

std::vector<PlanFolder const*> pointers(std::vector<PlanFolder> const& plans)
{
    std::vector<PlanFolder const*> out;
    for (PlanFolder const& plan : plans)
        out.push_back(&plan);
    return out;
}

}  // namespace laad
