// SPDX-License-Identifier: Apache-2.0
#include "host/compare/versions.hpp"

#include "host/compare/compare_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <tuple>

namespace laad {

std::string VersionPair::label() const
{
    return fmt::format("{} {}", comparison.new_plan.year, comparison.new_plan.scenario);
}

std::string VersionPair::folder() const
{
    return fmt::format("{}-{}", comparison.new_plan.year, comparison.new_plan.scenario);
}

std::vector<std::string> VersionPair::illustrative() const
{
    return illustrative_parts({&comparison.old_plan, &comparison.new_plan});
}

Portion VersionPair::demand_change() const
{
    std::int64_t const before_wh = comparison.area_before().demand_wh;
    return {comparison.area_after().demand_wh - before_wh, before_wh};
}

Portion VersionPair::staying() const
{
    return {comparison.staying(), static_cast<std::int64_t>(comparison.old_plan.places.size())};
}

std::optional<Portion> VersionPair::regret() const
{
    return comparison.regret.is_known ? std::optional{Portion{comparison.regret.wh(), comparison.regret.new_wh}}
                                      : std::nullopt;
}

std::int64_t VersionPair::waiting() const
{
    return std::ranges::count_if(comparison.new_plan.places, &PlannedPlace::waits);
}

std::vector<std::string> VersionsComparison::illustrative() const
{
    std::vector<StoredPlan const*> plans;
    for (VersionPair const& pair : pairs) {
        plans.push_back(&pair.comparison.old_plan);
        plans.push_back(&pair.comparison.new_plan);
    }
    return illustrative_parts(plans);
}

std::vector<ChangingPlace> changing_places(std::vector<VersionPair> const& pairs)
{
    std::map<std::string, ChangingPlace> found;
    auto const at = [&](PlannedPlace const& place) -> ChangingPlace& {
        return found.try_emplace(place.candidate, ChangingPlace{place}).first->second;
    };
    for (VersionPair const& pair : pairs)
        for (PlaceChange const& one : pair.comparison.places) {
            if (one.before.place) ++at(*one.before.place).in_old;
            if (one.after.place) ++at(*one.after.place).in_new;
            if (one.change == Change::gained) ++at(one.place()).comes;
            if (one.change == Change::lost) ++at(one.place()).goes;
        }
    std::vector<ChangingPlace> changing;
    for (auto const& [id, one] : found)
        if (one.comes + one.goes > 0) changing.push_back(one);
    std::ranges::stable_sort(changing, std::ranges::greater{},
                             [](ChangingPlace const& one) { return std::abs(one.comes - one.goes); });
    return changing;
}

std::vector<PlansCore> cores(RobustPlan const& robust)
{
    auto const core_of = [&](std::optional<int> year) {
        PlansCore core{year};
        auto const is_of = [&](StoredPlan const& plan) { return !year || plan.year == *year; };
        core.plans = std::ranges::count_if(robust.plans, is_of);
        for (RobustPlace const& place : robust.places) {
            std::int64_t in_plans = 0;
            for (std::size_t i = 0; i < robust.plans.size(); ++i)
                in_plans += is_of(robust.plans[i]) && place.by_plan[i];
            core.in_any += in_plans > 0;
            core.in_all += in_plans == core.plans;
        }
        return core;
    };
    std::set<int> years;
    for (StoredPlan const& plan : robust.plans)
        years.insert(plan.year);
    std::vector<PlansCore> all;
    for (int const year : years)
        all.push_back(core_of(year));
    all.push_back(core_of({}));
    return all;
}

}  // namespace laad
