// SPDX-License-Identifier: Apache-2.0
#include "host/compare/robust.hpp"

#include "host/compare/regret.hpp"
#include "host/language/said_with.hpp"
#include "host/plan_folder/reach_file.hpp"
#include "host/present/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace laad {
namespace {

std::vector<KeptUnder> kept_under_each(std::vector<StoredPlan> const& plans)
{
    std::vector<PlanReach> reaches;
    std::vector<std::int64_t> own_wh;
    for (StoredPlan const& plan : plans) {
        reaches.push_back(read_reach(plan.path / plan_files::reach, plan.grid));
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

void RobustPlan::arrange()
{
    auto const best = least_worst();
    for (RobustPlace& one : places)
        one.group = one.in_core() ? "core" : best && one.by_plan[*best] ? "least risk" : "some";
    std::ranges::sort(places, {}, [](RobustPlace const& p) {
        return std::tuple{std::string_view{p.group}, -p.in_plans, p.ranks.first, p.ranks.last,
                          std::string_view{p.place.candidate}};
    });
    for (std::size_t i = 0; i < places.size(); ++i)
        places[i].number = i + 1;
}

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

std::vector<std::string> RobustPlan::labels() const
{
    std::vector<std::string> names;
    for (StoredPlan const& plan : plans) {
        bool const alone = std::ranges::count_if(plans, [&](StoredPlan const& other) {
                               return other.scenario == plan.scenario && other.year == plan.year;
                           }) == 1;
        names.push_back(alone ? fmt::format("{} {}", plan.scenario, plan.year) : plan.prognosis_words());
    }
    return names;
}

namespace {

/// Pairs of bays of one row lie 4 m and more apart, so a nearer one in another plan is the same bays drawn anew.
constexpr double same_place_m = 2.5;

/// The places of the plans so far.
class KnownPlaces {
  public:
    explicit KnownPlaces(std::size_t plans) : plans_{plans} {}

    /// A place that has the id already, if there is one.
    RobustPlace* same(PlannedPlace const& place)
    {
        auto const found = by_id_.find(place.candidate);
        return found == by_id_.end() ? nullptr : &places_[found->second];
    }
    /// The nearest place that plan `plan` does not have, within same_place_m; if there is none a new one.
    RobustPlace& nearest_or_new(PlannedPlace const& place, std::size_t plan)
    {
        RobustPlace* nearest = nullptr;
        double least_m = same_place_m;
        for (Cell const bucket : around(bucket_of(place.at)))
            for (std::size_t const i : by_bucket_[bucket]) {
                RobustPlace& one = places_[i];
                double const away_m = std::hypot(one.place.at.x - place.at.x, one.place.at.y - place.at.y);
                if (one.by_plan[plan] || away_m >= least_m) continue;
                least_m = away_m;
                nearest = &one;
            }
        return nearest ? *nearest : add(place);
    }
    std::vector<RobustPlace> take() { return std::move(places_); }

  private:
    static Cell bucket_of(Point p)
    {
        return {static_cast<int>(std::floor(p.y / same_place_m)), static_cast<int>(std::floor(p.x / same_place_m))};
    }
    static std::vector<Cell> around(Cell bucket)
    {
        std::vector<Cell> all;
        for (int row = -1; row <= 1; ++row)
            for (int col = -1; col <= 1; ++col)
                all.push_back(bucket + Cell{row, col});
        return all;
    }
    RobustPlace& add(PlannedPlace const& place)
    {
        by_id_[place.candidate] = places_.size();
        by_bucket_[bucket_of(place.at)].push_back(places_.size());
        places_.push_back({place, std::vector<std::optional<PlannedPlace>>(plans_), place.ranks, false, 0});
        return places_.back();
    }

    std::size_t plans_;
    std::vector<RobustPlace> places_;
    std::map<std::string, std::size_t> by_id_;
    std::map<Cell, std::vector<std::size_t>> by_bucket_;
};

void add_plan(RobustPlace& robust, PlannedPlace const& place, std::size_t plan)
{
    robust.by_plan[plan] = place;
    robust.ranks = {std::min(robust.ranks.first, place.ranks.first), std::max(robust.ranks.last, place.ranks.last)};
    RankRange common = place.ranks;
    for (auto const& other : robust.by_plan)
        if (other) common = {std::max(common.first, other->ranks.first), std::min(common.last, other->ranks.last)};
    robust.ranks_differ = common.first > common.last;
    ++robust.in_plans;
}

}  // namespace

std::vector<RobustPlace> robust_places(std::vector<StoredPlan> const& plans)
{
    KnownPlaces known{plans.size()};
    for (std::size_t i = 0; i < plans.size(); ++i) {
        std::vector<PlannedPlace const*> others;
        for (PlannedPlace const& place : plans[i].places) {
            RobustPlace* const same = known.same(place);
            if (same != nullptr)
                add_plan(*same, place, i);
            else
                others.push_back(&place);
        }
        for (PlannedPlace const* place : others)
            add_plan(known.nearest_or_new(*place, i), *place, i);
    }
    auto places = known.take();
    std::ranges::sort(places, {}, [](RobustPlace const& one) { return std::string_view{one.place.candidate}; });
    return places;
}

RobustPlan robust_plan(std::vector<std::filesystem::path> const& folders)
{
    RobustPlan robust;
    robust.plans = read_comparable(folders);
    robust.places = robust_places(robust.plans);
    robust.kept = kept_under_each(robust.plans);
    robust.arrange();
    return robust;
}

std::string loss_words(std::int64_t worst_wh)
{
    return worst_wh == 0 ? said("nothing") : said_with("at most {} kWh a year", whole_kwh(worst_wh));
}

std::vector<StoredPlan const*> pointers(std::vector<StoredPlan> const& plans)
{
    std::vector<StoredPlan const*> out;
    for (StoredPlan const& plan : plans)
        out.push_back(&plan);
    return out;
}

}  // namespace laad
