// SPDX-License-Identifier: Apache-2.0
#include "host/placement/rank.hpp"

#include "host/placement/appraisal.hpp"
#include "host/placement/bound.hpp"
#include "host/placement/greedy.hpp"
#include "host/placement/grid_gate.hpp"
#include "host/placement/spacing.hpp"
#include "rasters/error.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <numeric>

namespace laad {
namespace {

void check(RankProblem const& problem)
{
    expect(problem.lists != nullptr, "rank: the reach lists are given");
    expect(problem.lists->origins() == problem.candidates.size(), "rank: one reach list a candidate");
    expect(problem.capacity_wh >= 0 && problem.points > 0, "rank: a station has points and a capacity of 0 or more");
    expect(problem.min_gain_wh > 0, "rank: a station that serves nothing is not placed");
    auto const& weights = problem.weight_by_m;
    expect(std::is_sorted(weights.rbegin(), weights.rend()) && (weights.empty() || weights.back() >= 0),
           "rank: weights are 0 or more and never rise with the walk");
    tbb::parallel_for(std::size_t{0}, problem.candidates.size(), [&](std::size_t i) {
        CandidateId const c{i};
        MunicipalityId const municipality = problem.candidates[c].municipality;
        expect(!municipality || problem.municipalities.has(municipality), "rank: the gemeente of a candidate exists");
        expect(problem.candidates[c].approved < 0 || (problem.candidates[c].eligible && municipality),
               "rank: what is approved is eligible and lies in a gemeente");
        expect(problem.candidates[c].relief >= 0, "rank: relief is 0 or more");
        for (Reached const& reached : problem.lists->of(c))
            expect(problem.unmet_wh.has(reached.node), "rank: a reached node exists");
    });
}

class Ranking {
  public:
    Ranking(RankProblem const& problem, PowerGrid const& grid, RankMemo* memo)
        : problem_{problem},
          grid_{grid},
          memo_{memo},
          quota_{problem},
          open_{open_candidates(problem, quota_, memo ? Hashes::wanted : Hashes::none)},
          room_{grid_room(problem, grid, open_, quota_)},
          stock_{{problem.unmet_wh.begin(), problem.unmet_wh.end()}, room_.stations}
    {
    }

    RankedPlan run()
    {
        auto const parts = components(problem_, open_, room_);
        std::vector<Sequence> sequences(parts.size());
        tbb::parallel_for(std::size_t{0}, parts.size(), [&](std::size_t i) { sequences[i] = sequence_of(parts[i]); });
        RankedPlan plan = merged(std::move(sequences));
        plan.too_close = too_close(plan.placements);
        plan.bound = bound(plan.placements);
        plan.first = std::move(open_.first);
        plan.left = values_of(problem_, stock_.unmet_wh);
        plan.unmet_wh = std::move(stock_.unmet_wh);
        return plan;
    }

  private:
    RankCandidate const& candidate(CandidateId c) const { return problem_.candidates[c]; }

    Sequence sequence_of(Component const& component)
    {
        if (!memo_.given()) return greedy(problem_, grid_, open_, room_, quota_, component, stock_);
        std::string const key = sequence_key(problem_, grid_, open_, room_, quota_, component);
        auto const nodes = nodes_of(component, open_);
        if (auto const bytes = memo_.get(key))
            if (auto known = sequence_from(*bytes, component, nodes)) {
                for (Choice const& choice : known->choices)
                    for (ServedNode const& served : choice.serves)
                        stock_.unmet_wh[served.node] -= served.served_wh;
                return std::move(*known);
            }
        Sequence const sequence = greedy(problem_, grid_, open_, room_, quota_, component, stock_);
        memo_.put(key, to_bytes(sequence, component, nodes));
        return sequence;
    }

    RankKey key(Choice const& choice) const
    {
        return {relief_for(choice.aim, candidate(choice.candidate)), choice.value.worth, choice.value.reach,
                open_.place[choice.candidate]};
    }

    std::int32_t order(Choice const& choice) const { return candidate(choice.candidate).approved; }

    /// Every sequence, and so also that of the whole region, goes by worth, reach and place, what can be connected
    /// first and within that by aim; what is approved by its order: see docs/methods/ranking.md. Only what the grid says depends on
    /// the order of all.
    RankedPlan merged(std::vector<Sequence> sequences) const
    {
        RankedPlan plan;
        for (CandidateId const c : problem_.candidates.ids())
            plan.evaluations += !problem_.lists->of(c).empty();
        std::vector<Choice> choices;
        for (Sequence& sequence : sequences) {
            plan.evaluations += sequence.evaluations;
            std::move(sequence.choices.begin(), sequence.choices.end(), std::back_inserter(choices));
        }
        std::sort(choices.begin(), choices.end(), [&](Choice const& a, Choice const& b) {
            if (a.waits != b.waits) return b.waits;
            if (a.aim != b.aim) return a.aim < b.aim;
            return a.aim == Aim::approved ? order(a) < order(b) : key(a) < key(b);
        });
        GridGate gate{problem_, grid_};
        std::int64_t served_wh = 0;
        for (Choice& choice : choices) {
            Placement& placement = plan.placements.emplace_back();
            placement.candidate = choice.candidate;
            placement.value = choice.value;
            placement.fills_square = choice.fills_square;
            placement.fills_area = choice.fills_area;
            placement.aim = choice.aim;
            placement.relief = relief_for(choice.aim, candidate(choice.candidate));
            placement.first_gain_wh = open_.first[choice.candidate].gain_wh;
            placement.cumulative_wh = served_wh += choice.value.gain_wh;
            placement.serves = std::move(choice.serves);
            choice.waits ? gate.waiting(placement) : gate.connected(placement);
        }
        number(plan.placements);
        return plan;
    }

    /// Only place decides between placements of equal worth and reach (and relief, where that counts): they share a rank.
    static void number(std::vector<Placement>& placements)
    {
        auto const equal = [](Placement const& a, Placement const& b) {
            bool const a_waits = a.status == GridStatus::waits_for_grid;
            return a_waits == (b.status == GridStatus::waits_for_grid) && a.aim == b.aim && a.aim != Aim::approved &&
                   a.relief == b.relief && a.value.worth == b.value.worth && a.value.reach == b.value.reach;
        };
        for (auto first = placements.begin(); first != placements.end();) {
            auto const end =
                std::find_if_not(first + 1, placements.end(), [&](auto const& p) { return equal(*first, p); });
            auto const rank = static_cast<int>(first - placements.begin()) + 1;
            for (auto const shared_by = static_cast<int>(end - first); first != end; ++first) {
                first->rank = rank;
                first->shared_by = shared_by;
            }
        }
    }

    UpperBound bound(std::vector<Placement> const& placements)
    {
        Indexed<MunicipalityId, MunicipalityPlan> by_municipality(problem_.municipalities.size());
        Indexed<NodeId, NodeService> served(problem_.unmet_wh.size());
        for (Placement const& placement : placements) {
            MunicipalityPlan& municipality = by_municipality[candidate(placement.candidate).municipality];
            ++municipality.stations;
            municipality.served_wh += placement.value.gain_wh;
            municipality.worth += placement.value.worth;
            for (ServedNode const& node : placement.serves) {
                NodeService& there = served[node.node];
                there.wh += node.served_wh;
                there.worth += weight_of(problem_.weight_by_m, node.walk_cm) * node.served_wh;
            }
        }
        return upper_bound(problem_, open_, by_municipality, served, problem_.bound_steps, memo_);
    }

    Indexed<CandidateId, bool> too_close(std::vector<Placement> const& placements) const
    {
        Spacing spacing{problem_.min_station_m};
        for (Placement const& placement : placements)
            spacing.add(candidate(placement.candidate).at);
        Indexed<CandidateId, std::uint8_t> close = open_.near_station;
        tbb::parallel_for(std::size_t{0}, close.size(), [&](std::size_t i) {
            CandidateId const c{i};
            RankCandidate const& candidate = problem_.candidates[c];
            if (candidate.eligible && spacing.forbids(candidate.at)) close[c] = true;
        });
        for (Placement const& placement : placements)
            close[placement.candidate] = false;
        return Indexed<CandidateId, bool>(close.begin(), close.end());
    }

    RankProblem const& problem_;
    PowerGrid const& grid_;
    SharedMemo memo_;
    QuotaBook quota_;
    OpenCandidates open_;
    GridRoom room_;
    Stock stock_;
};

}  // namespace

WeightedWh RankedPlan::worth() const
{
    return std::accumulate(placements.begin(), placements.end(), WeightedWh{0},
                           [](WeightedWh sum, Placement const& placement) { return sum + placement.value.worth; });
}

RankedPlan rank(RankProblem const& problem, PowerGrid const& grid, RankMemo* memo)
{
    check(problem);
    return Ranking{problem, grid, memo}.run();
}

}  // namespace laad
