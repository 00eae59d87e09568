// SPDX-License-Identifier: Apache-2.0
#include "host/placement/rank.hpp"

#include "host/placement/grid_gate.hpp"
#include "host/placement/quota_book.hpp"
#include "host/placement/serving.hpp"
#include "host/placement/spacing.hpp"
#include "rasters/error.hpp"

#include <queue>

namespace laad {
namespace {

/// A gain that was true when `chosen` stations had been placed.
struct Offer {
    std::int64_t gain_wh{};
    std::int32_t candidate{};
    std::size_t chosen{};

    friend bool operator<(Offer const& a, Offer const& b)
    {
        return a.gain_wh < b.gain_wh || (a.gain_wh == b.gain_wh && a.candidate > b.candidate);
    }
};
using Offers = std::priority_queue<Offer>;

class Ranking {
  public:
    Ranking(RankProblem const& problem, PowerGrid grid)
        : problem_{problem}, quota_{problem}, spacing_{problem.min_station_m}, gate_{problem, std::move(grid)}
    {
        plan_.unmet_wh.assign(problem.unmet_wh.begin(), problem.unmet_wh.end());
        for (Point const p : problem.stations)
            spacing_.add(p);
    }

    RankedPlan run()
    {
        Offers offers = first_offers();
        place(offers, Phase::connectable);
        Offers waiting;
        for (std::int32_t const c : set_aside_)
            waiting.push({gain(c), c, plan_.placements.size()});
        place(waiting, Phase::waiting);
        mark_too_close();
        plan_.bound = upper_bound(problem_, quota_.stations(), plan_.unmet_wh, problem_.bound_steps);
        return std::move(plan_);
    }

  private:
    enum class Phase { connectable, waiting };

    RankCandidate const& candidate(std::int32_t c) const { return problem_.candidates[static_cast<std::size_t>(c)]; }

    std::int64_t gain(std::int32_t c)
    {
        ++plan_.evaluations;
        return gain_of(problem_, plan_.unmet_wh, static_cast<std::size_t>(c));
    }

    Offers first_offers()
    {
        std::vector<Offer> offers;
        for (std::int32_t c = 0; c < static_cast<std::int32_t>(problem_.candidates.size()); ++c) {
            plan_.first_gain_wh.push_back(gain(c));
            if (candidate(c).eligible) offers.push_back({plan_.first_gain_wh.back(), c, 0});
        }
        return Offers{{}, std::move(offers)};
    }

    /// Gains never grow, so an offer that is up to date and on top is the best there is.
    void place(Offers& offers, Phase phase)
    {
        while (!offers.empty() && offers.top().gain_wh > 0) {
            Offer const offer = offers.top();
            offers.pop();
            RankCandidate const& c = candidate(offer.candidate);
            if (!quota_.has_room(c.gemeente) || spacing_.forbids(c.at)) continue;
            if (offer.chosen < plan_.placements.size())
                offers.push({gain(offer.candidate), offer.candidate, plan_.placements.size()});
            else if (phase == Phase::connectable && !gate_.admits(c))
                set_aside_.push_back(offer.candidate);
            else
                choose(offer, phase);
        }
    }

    void choose(Offer const& offer, Phase phase)
    {
        RankCandidate const& c = candidate(offer.candidate);
        GridAnswer const grid = phase == Phase::connectable ? gate_.admitted(c) : gate_.waiting(c);
        Placement placement;
        placement.candidate = offer.candidate;
        placement.rank = static_cast<int>(plan_.placements.size()) + 1;
        placement.gain_wh = offer.gain_wh;
        placement.first_gain_wh = plan_.first_gain_wh[static_cast<std::size_t>(offer.candidate)];
        served_wh_ += offer.gain_wh;
        placement.cumulative_wh = served_wh_;
        placement.status = grid.status;
        placement.grid_reason = grid.reason;
        placement.before = grid.before;
        placement.after = grid.after;
        placement.serves = serve(offer.candidate);
        plan_.placements.push_back(std::move(placement));
        quota_.book(c.gemeente, offer.gain_wh);
        spacing_.add(c.at);
    }

    /// Takes the nearest demand first; lists are sorted by node, so a stable sort by walk leaves ties in order of node.
    std::vector<ServedNode> serve(std::int32_t c)
    {
        auto const list = problem_.lists->of(static_cast<std::size_t>(c));
        std::vector<Reached> nearest(list.begin(), list.end());
        std::stable_sort(nearest.begin(), nearest.end(),
                         [](auto const& a, auto const& b) { return a.walk_cm < b.walk_cm; });
        std::vector<ServedNode> served;
        std::int64_t left = problem_.capacity_wh;
        for (Reached const& reached : nearest) {
            std::uint32_t& unmet = plan_.unmet_wh[static_cast<std::size_t>(reached.node)];
            auto const wh = static_cast<std::uint32_t>(std::min<std::int64_t>(unmet, left));
            if (wh == 0) continue;
            unmet -= wh;
            left -= wh;
            served.push_back({reached.node, reached.walk_cm, wh});
        }
        return served;
    }

    void mark_too_close()
    {
        plan_.too_close.assign(problem_.candidates.size(), false);
        for (std::size_t i = 0; i < problem_.candidates.size(); ++i)
            plan_.too_close[i] = problem_.candidates[i].eligible && spacing_.forbids(problem_.candidates[i].at);
        for (Placement const& placement : plan_.placements)
            plan_.too_close[static_cast<std::size_t>(placement.candidate)] = false;
    }

    RankProblem const& problem_;
    RankedPlan plan_;
    QuotaBook quota_;
    Spacing spacing_;
    GridGate gate_;
    std::vector<std::int32_t> set_aside_;
    std::int64_t served_wh_{};
};

void check(RankProblem const& problem)
{
    expect(problem.lists != nullptr, "rank: the reach lists are given");
    expect(problem.lists->origins() == problem.candidates.size(), "rank: one reach list a candidate");
    expect(problem.capacity_wh >= 0 && problem.points > 0, "rank: a station has points and a capacity of 0 or more");
    for (Reached const& reached : problem.lists->entries)
        expect(reached.node >= 0 && static_cast<std::size_t>(reached.node) < problem.unmet_wh.size(),
               "rank: a reached node exists");
    for (RankCandidate const& c : problem.candidates)
        expect(c.gemeente < static_cast<int>(problem.gemeenten.size()), "rank: the gemeente of a candidate exists");
}

}  // namespace

RankedPlan rank(RankProblem const& problem, PowerGrid grid)
{
    check(problem);
    return Ranking{problem, std::move(grid)}.run();
}

}  // namespace laad
