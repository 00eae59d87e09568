// SPDX-License-Identifier: Apache-2.0
// One lazy greedy over a whole region, with the grid itself as the gate: no components, no counting of stations, no
// merge. Shares the problem's types with host/placement and no code.
#pragma once

#include "host/placement/rank.hpp"

#include <algorithm>
#include <cmath>
#include <queue>
#include <set>
#include <tuple>

namespace laad::oracle {

class GlobalRank {
  public:
    GlobalRank(RankProblem const& problem, PowerGrid grid)
        : p_{problem},
          grid_{std::move(grid)},
          stations_(problem.stations),
          placed_(problem.municipalities.size()),
          energy_(problem.municipalities.size()),
          approved_(problem.municipalities.size())
    {
    }

    RankedPlan run()
    {
        plan_.unmet_wh.assign(p_.unmet_wh.begin(), p_.unmet_wh.end());
        std::vector<CandidateId> all;
        for (CandidateId const c : p_.candidates.ids()) {
            plan_.first.push_back(value(c));
            if (at(c).eligible) all.push_back(c);
        }
        take_approved(all);
        auto const preferred = [&](std::vector<CandidateId> candidates) {
            std::erase_if(candidates, [&](CandidateId c) { return !at(c).preferred; });
            return candidates;
        };
        auto const in_squares = [&](std::vector<CandidateId> candidates) {
            std::erase_if(candidates, [&](CandidateId c) { return !at(c).square; });
            return candidates;
        };
        auto const in_areas = [&](std::vector<CandidateId> candidates) {
            std::erase_if(candidates, [&](CandidateId c) { return !at(c).area; });
            return candidates;
        };
        place(preferred(all), false, Aim::preferred);
        place(in_squares(all), false, Aim::white_squares);
        place(in_areas(all), false, Aim::search_areas);
        place(all, false, Aim::demand);
        list_approved_that_wait();
        auto const waiting = set_aside_;
        place(preferred(waiting), true, Aim::preferred);
        place(in_squares(waiting), true, Aim::white_squares);
        place(in_areas(waiting), true, Aim::search_areas);
        place(waiting, true, Aim::demand);
        std::int64_t served_wh = 0;
        for (Placement& p : plan_.placements)
            p.cumulative_wh = served_wh += p.value.gain_wh;
        for (CandidateId const c : p_.candidates.ids()) {
            bool const chosen = std::any_of(plan_.placements.begin(), plan_.placements.end(),
                                            [&](Placement const& placement) { return placement.candidate == c; });
            plan_.too_close.push_back(at(c).eligible && !chosen && near_a_station(at(c).at));
            plan_.left.push_back(value(c));
        }
        for (Placement& p : plan_.placements) {
            auto const equal = [&](Placement const& q) {
                if (p.aim == Aim::approved || q.aim == Aim::approved) return p.candidate == q.candidate;
                bool const as_relieving =
                    p.aim != Aim::search_areas || at(p.candidate).relief == at(q.candidate).relief;
                return waits(p) == waits(q) && p.aim == q.aim && as_relieving && p.value.worth == q.value.worth &&
                       p.value.reach == q.value.reach;
            };
            auto const first = std::find_if(plan_.placements.begin(), plan_.placements.end(), equal);
            p.rank = static_cast<int>(first - plan_.placements.begin()) + 1;
            p.shared_by = static_cast<int>(std::count_if(plan_.placements.begin(), plan_.placements.end(), equal));
        }
        return plan_;
    }

  private:
    RankCandidate const& at(CandidateId c) const { return p_.candidates[c]; }

    static bool waits(Placement const& p) { return p.status == GridStatus::waits_for_grid; }

    /// Nearest first.
    std::vector<Reached> nearest(CandidateId c) const
    {
        auto const list = p_.lists->of(c);
        std::vector<Reached> reached(list.begin(), list.end());
        std::sort(reached.begin(), reached.end(), [](Reached const& a, Reached const& b) {
            return std::tie(a.walk_cm, a.node) < std::tie(b.walk_cm, b.node);
        });
        return reached;
    }

    CandidateValue value(CandidateId c) const
    {
        CandidateValue v;
        for (Reached const& reached : nearest(c)) {
            std::int64_t const wh = plan_.unmet_wh[reached.node];
            std::int64_t const served = std::min(wh, p_.capacity_wh - v.gain_wh);
            auto const metres = static_cast<std::size_t>(std::ceil(reached.walk_cm / 100.0));
            std::int64_t const weight = metres < p_.weight_by_m.size() ? p_.weight_by_m[metres] : 0;
            v.gain_wh += served;
            v.worth += served * weight;
            v.reach += wh * weight;
        }
        return v;
    }

    bool is_placed(CandidateId c) const
    {
        auto const is = [&](Placement const& placement) { return placement.candidate == c; };
        return std::any_of(plan_.placements.begin(), plan_.placements.end(), is) ||
               std::any_of(late_.begin(), late_.end(), is);
    }

    void take_approved(std::vector<CandidateId> const& all)
    {
        std::vector<CandidateId> order;
        for (CandidateId const c : all)
            if (at(c).approved >= 0) order.push_back(c);
        std::sort(order.begin(), order.end(),
                  [&](CandidateId a, CandidateId b) { return at(a).approved < at(b).approved; });
        for (CandidateId const c : order) {
            ++approved_[at(c).municipality];
            bool const waits = is_refused(c);
            choose(c, value(c), waits, Aim::approved);
            if (!waits) continue;
            late_.push_back(plan_.placements.back());
            plan_.placements.pop_back();
        }
    }

    void list_approved_that_wait()
    {
        for (Placement& placement : late_) {
            RankCandidate const& c = at(placement.candidate);
            placement.fills_square = c.square && filled_.insert(c.square).second;
            placement.fills_area = c.area && relieved_.insert(c.area).second;
            if (known(c)) {
                placement.before = chain_room(grid_, c.asset);
                placement.after = room_with_one_more(c.asset);
            }
            plan_.placements.push_back(placement);
        }
        late_.clear();
    }

    bool is_refused(CandidateId c)
    {
        return !at(c).policy_allows || (known(at(c)) && room_with_one_more(at(c).asset).headroom_w < 0);
    }

    bool is_set_aside(CandidateId c) const
    {
        return std::find(set_aside_.begin(), set_aside_.end(), c) != set_aside_.end();
    }

    bool near_a_station(Point a) const
    {
        return std::any_of(stations_.begin(), stations_.end(), [&](Point b) {
            double const x = std::round(a.x * 1000) - std::round(b.x * 1000);
            double const y = std::round(a.y * 1000) - std::round(b.y * 1000);
            return std::sqrt(x * x + y * y) < std::round(p_.min_station_m * 1000);
        });
    }

    bool quota_left(MunicipalityId g) const
    {
        for (Quota const& quota : p_.quotas)
            if (quota.municipality == p_.municipalities[g])
                return (quota.stations == 0 || placed_[g] < std::max(quota.stations, approved_[g])) &&
                       (quota.kwh_per_year == 0 || energy_[g] < quota.kwh_per_year * 1000);
        return false;
    }

    void draw(AssetId asset, std::int64_t points)
    {
        ChargingType const& type = grid_.types[static_cast<std::size_t>(grid_.station_type)];
        auto const quarters = static_cast<std::size_t>(grid_.charging.quarters);
        for (AssetId a = asset; a; a = grid_.assets[a].parent) {
            auto const row = a.index() * quarters;
            for (std::size_t q = 0; q < quarters; ++q) {
                grid_.charging.mean_w[row + q] += points * type.mean_w[q];
                grid_.charging.variance_w2[row + q] += points * type.deviation_w[q] * type.deviation_w[q];
            }
            grid_.charging.rated_w[a.index()] += points * type.power_w;
        }
    }

    ChainRoom room_with_one_more(AssetId asset)
    {
        draw(asset, p_.points);
        ChainRoom const room = chain_room(grid_, asset);
        draw(asset, -p_.points);
        return room;
    }

    bool known(RankCandidate const& c) const { return c.asset && !grid_.assets.empty(); }

    void place(std::vector<CandidateId> const& candidates, bool waits, Aim aim)
    {
        struct Offer {
            CandidateValue value;
            CandidateId c;
            std::size_t when{};  ///< number of placements when the value was computed
        };
        auto const key = [&](Offer const& o) {
            return std::tuple{aim == Aim::search_areas ? at(o.c).relief : 0,
                              o.value.worth,
                              o.value.reach,
                              -at(o.c).cell.row,
                              -at(o.c).cell.col,
                              std::round(at(o.c).at.y * 1000),
                              -std::round(at(o.c).at.x * 1000),
                              -o.c.number()};
        };
        auto const worse = [&](Offer const& a, Offer const& b) { return key(a) < key(b); };
        std::priority_queue<Offer, std::vector<Offer>, decltype(worse)> offers{worse};
        for (CandidateId const c : candidates)
            if (!is_placed(c) && (waits || !is_set_aside(c))) offers.push({value(c), c, plan_.placements.size()});
        while (!offers.empty()) {
            auto const [value_then, c, when] = offers.top();
            offers.pop();
            bool const for_relief = aim == Aim::search_areas && at(c).relief > 0;
            if (value_then.gain_wh < p_.min_gain_wh && !for_relief) continue;
            if (aim == Aim::search_areas && relieved_.contains(at(c).area)) continue;
            if (aim == Aim::white_squares && filled_.contains(at(c).square)) continue;
            if (!at(c).municipality || !quota_left(at(c).municipality) || near_a_station(at(c).at)) continue;
            if (when < plan_.placements.size())
                offers.push({value(c), c, plan_.placements.size()});
            else if (!waits && is_refused(c))
                set_aside_.push_back(c);
            else
                choose(c, value_then, waits, aim);
        }
    }

    void choose(CandidateId c, CandidateValue const& value, bool waits, Aim aim)
    {
        Placement placement;
        placement.candidate = c;
        placement.value = value;
        placement.aim = aim;
        bool const may_fill = aim != Aim::demand && !(aim == Aim::approved && waits);
        placement.fills_square = may_fill && at(c).square && filled_.insert(at(c).square).second;
        placement.fills_area = may_fill && at(c).area && relieved_.insert(at(c).area).second;
        placement.first_gain_wh = plan_.first[c].gain_wh;
        placement.status = waits          ? GridStatus::waits_for_grid
                           : known(at(c)) ? GridStatus::connectable
                                          : GridStatus::no_grid_data;
        if (known(at(c))) {
            placement.before = chain_room(grid_, at(c).asset);
            placement.after = room_with_one_more(at(c).asset);
            if (!waits) draw(at(c).asset, p_.points);
        }
        std::int64_t left = p_.capacity_wh;
        for (Reached const& reached : nearest(c)) {
            std::uint32_t& unmet = plan_.unmet_wh[reached.node];
            auto const served = static_cast<std::uint32_t>(std::min<std::int64_t>(unmet, left));
            if (served > 0) placement.serves.push_back({reached.node, reached.walk_cm, served});
            unmet -= served;
            left -= served;
        }
        plan_.placements.push_back(placement);
        MunicipalityId const g = at(c).municipality;
        ++placed_[g];
        energy_[g] += value.gain_wh;
        stations_.push_back(at(c).at);
    }

    RankProblem const& p_;
    PowerGrid grid_;
    RankedPlan plan_;
    std::vector<Point> stations_;
    Indexed<MunicipalityId, int> placed_;
    Indexed<MunicipalityId, std::int64_t> energy_;
    Indexed<MunicipalityId, int> approved_;
    std::vector<Placement> late_;  ///< approved, waiting
    std::vector<CandidateId> set_aside_;
    std::set<SquareId> filled_;
    std::set<SearchAreaId> relieved_;
};

/// Everything of a plan but the bound, the count of evaluations and the reasons in words.
inline RankedPlan global_rank(RankProblem const& problem, PowerGrid const& grid)
{
    return GlobalRank{problem, grid}.run();
}

}  // namespace laad::oracle
