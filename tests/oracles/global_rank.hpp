// SPDX-License-Identifier: Apache-2.0
// One lazy greedy over a whole region, with the grid itself as the gate: no components, no counting of stations, no
// merge. Shares the problem's types with host/placement and no code.
#pragma once

#include "host/placement/rank.hpp"

#include <algorithm>
#include <queue>
#include <tuple>

namespace laad::oracle {

class GlobalRank {
  public:
    GlobalRank(RankProblem const& problem, PowerGrid grid)
        : p_{problem},
          grid_{std::move(grid)},
          stations_(problem.stations),
          placed_(problem.gemeenten.size()),
          energy_(problem.gemeenten.size())
    {
    }

    RankedPlan run()
    {
        plan_.unmet_wh.assign(p_.unmet_wh.begin(), p_.unmet_wh.end());
        std::vector<std::int32_t> all;
        for (std::int32_t c = 0; c < static_cast<std::int32_t>(p_.candidates.size()); ++c) {
            plan_.first_gain_wh.push_back(gain(c));
            if (at(c).eligible) all.push_back(c);
        }
        place(all, false);
        place(set_aside_, true);
        for (std::int32_t c = 0; c < static_cast<std::int32_t>(p_.candidates.size()); ++c) {
            bool const chosen = std::any_of(plan_.placements.begin(), plan_.placements.end(),
                                            [&](Placement const& placement) { return placement.candidate == c; });
            plan_.too_close.push_back(at(c).eligible && !chosen && near_a_station(at(c).at));
        }
        return plan_;
    }

  private:
    RankCandidate const& at(std::int32_t c) const { return p_.candidates[static_cast<std::size_t>(c)]; }

    std::int64_t gain(std::int32_t c) const
    {
        std::int64_t sum = 0;
        for (Reached const& reached : p_.lists->of(static_cast<std::size_t>(c)))
            sum += plan_.unmet_wh[static_cast<std::size_t>(reached.node)];
        return std::min(sum, p_.capacity_wh);
    }

    bool near_a_station(Point a) const
    {
        return std::any_of(stations_.begin(), stations_.end(), [&](Point b) {
            return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) < p_.min_station_m * p_.min_station_m;
        });
    }

    bool quota_left(int gemeente) const
    {
        auto const g = static_cast<std::size_t>(gemeente);
        for (Quota const& quota : p_.quotas)
            if (quota.gemeente == p_.gemeenten[g])
                return (quota.stations == 0 || placed_[g] < quota.stations) &&
                       (quota.kwh_per_year == 0 || energy_[g] < quota.kwh_per_year * 1000);
        return false;
    }

    void draw(std::int32_t asset, std::int64_t points)
    {
        ChargingType const& type = grid_.types[static_cast<std::size_t>(grid_.station_type)];
        auto const quarters = static_cast<std::size_t>(grid_.charging.quarters);
        for (std::int32_t a = asset; a >= 0; a = grid_.assets[static_cast<std::size_t>(a)].parent) {
            auto const row = static_cast<std::size_t>(a) * quarters;
            for (std::size_t q = 0; q < quarters; ++q) {
                grid_.charging.mean_w[row + q] += points * type.mean_w[q];
                grid_.charging.variance_w2[row + q] += points * type.deviation_w[q] * type.deviation_w[q];
            }
            grid_.charging.rated_w[static_cast<std::size_t>(a)] += points * type.power_w;
        }
    }

    ChainRoom room_with_one_more(std::int32_t asset)
    {
        draw(asset, p_.points);
        ChainRoom const room = chain_room(grid_, asset);
        draw(asset, -p_.points);
        return room;
    }

    bool known(RankCandidate const& c) const { return c.asset >= 0 && !grid_.assets.empty(); }

    void place(std::vector<std::int32_t> const& candidates, bool waits)
    {
        // gain, minus the candidate, number of placements when the gain was computed
        using Offer = std::tuple<std::int64_t, std::int32_t, std::size_t>;
        std::priority_queue<Offer> offers;
        for (std::int32_t const c : candidates)
            offers.push({gain(c), -c, plan_.placements.size()});
        while (!offers.empty() && std::get<0>(offers.top()) > 0) {
            auto const [wh, negative, when] = offers.top();
            offers.pop();
            std::int32_t const c = -negative;
            if (at(c).gemeente < 0 || !quota_left(at(c).gemeente) || near_a_station(at(c).at)) continue;
            if (when < plan_.placements.size())
                offers.push({gain(c), negative, plan_.placements.size()});
            else if (!waits &&
                     (!at(c).policy_allows || (known(at(c)) && room_with_one_more(at(c).asset).headroom_w < 0)))
                set_aside_.push_back(c);
            else
                choose(c, wh, waits);
        }
    }

    void choose(std::int32_t c, std::int64_t wh, bool waits)
    {
        Placement placement;
        placement.candidate = c;
        placement.rank = static_cast<int>(plan_.placements.size()) + 1;
        placement.gain_wh = wh;
        placement.first_gain_wh = plan_.first_gain_wh[static_cast<std::size_t>(c)];
        placement.cumulative_wh = (plan_.placements.empty() ? 0 : plan_.placements.back().cumulative_wh) + wh;
        placement.status = waits          ? GridStatus::waits_for_grid
                           : known(at(c)) ? GridStatus::connectable
                                          : GridStatus::no_grid_data;
        if (known(at(c))) {
            placement.before = chain_room(grid_, at(c).asset);
            placement.after = room_with_one_more(at(c).asset);
            if (!waits) draw(at(c).asset, p_.points);
        }
        std::vector<Reached> nearest(p_.lists->of(static_cast<std::size_t>(c)).begin(),
                                     p_.lists->of(static_cast<std::size_t>(c)).end());
        std::sort(nearest.begin(), nearest.end(), [](Reached const& a, Reached const& b) {
            return std::tie(a.walk_cm, a.node) < std::tie(b.walk_cm, b.node);
        });
        std::int64_t left = p_.capacity_wh;
        for (Reached const& reached : nearest) {
            std::uint32_t& unmet = plan_.unmet_wh[static_cast<std::size_t>(reached.node)];
            auto const served = static_cast<std::uint32_t>(std::min<std::int64_t>(unmet, left));
            if (served > 0) placement.serves.push_back({reached.node, reached.walk_cm, served});
            unmet -= served;
            left -= served;
        }
        plan_.placements.push_back(placement);
        auto const g = static_cast<std::size_t>(at(c).gemeente);
        ++placed_[g];
        energy_[g] += wh;
        stations_.push_back(at(c).at);
    }

    RankProblem const& p_;
    PowerGrid grid_;
    RankedPlan plan_;
    std::vector<Point> stations_;
    std::vector<int> placed_;
    std::vector<std::int64_t> energy_;
    std::vector<std::int32_t> set_aside_;
};

/// Everything of a plan but the bound, the count of evaluations and the reasons in words.
inline RankedPlan global_rank(RankProblem const& problem, PowerGrid const& grid)
{
    return GlobalRank{problem, grid}.run();
}

}  // namespace laad::oracle
