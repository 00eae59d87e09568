// SPDX-License-Identifier: Apache-2.0
#include "host/placement/greedy.hpp"

#include "host/placement/appraisal.hpp"
#include "host/placement/spacing.hpp"

#include <algorithm>
#include <queue>
#include <unordered_set>
#include <utility>

namespace laad {
namespace {

/// A value that was true when `chosen` stations had been placed.
struct Offer {
    CandidateValue value;
    std::int64_t relief{};
    std::int32_t place{};
    CandidateId candidate;
    std::size_t chosen{};

    RankKey key() const { return {relief, value.worth, value.reach, place}; }
    friend bool operator<(Offer const& a, Offer const& b) { return b.key() < a.key(); }  // the best on top
};
using Offers = std::priority_queue<Offer>;

class Greedy {
  public:
    Greedy(RankProblem const& problem, PowerGrid const& grid, OpenCandidates const& open, GridRoom const& room,
           QuotaBook quota, Stock& stock)
        : problem_{problem},
          grid_{grid},
          open_{open},
          room_{room},
          quota_{std::move(quota)},
          spacing_{problem.min_station_m},
          appraise_{problem},
          stock_{stock}
    {
    }

    Sequence run(Component const& component)
    {
        take_approved(component.candidates);
        place(component.candidates, Phase::connectable);
        done_ = approved_;
        fill_with_what_waits();
        place(std::exchange(set_aside_, {}), Phase::waiting);
        return std::move(sequence_);
    }

  private:
    enum class Phase { connectable, waiting };

    RankCandidate const& candidate(CandidateId c) const { return problem_.candidates[c]; }

    Offer offer(CandidateId c, Aim aim, CandidateValue const& value, std::size_t chosen) const
    {
        return {value, relief_for(aim, candidate(c)), open_.place[c], c, chosen};
    }

    Offer first_offer(CandidateId c, Aim aim) const { return offer(c, aim, open_.first[c], 0); }

    Offer offer_now(CandidateId c, Aim aim)
    {
        ++sequence_.evaluations;
        return offer(c, aim, appraise_(stock_.unmet_wh, c), sequence_.choices.size());
    }

    /// Nothing is asked of them: people have looked. The grid alone can make one wait, and then it still has its demand.
    void take_approved(std::vector<CandidateId> const& candidates)
    {
        std::vector<CandidateId> approved;
        for (CandidateId const c : candidates)
            if (candidate(c).approved >= 0) approved.push_back(c);
        std::ranges::sort(approved, {}, [&](CandidateId c) { return candidate(c).approved; });
        for (CandidateId const c : approved)
            choose(offer_now(c, Aim::approved), admits(c) ? Phase::connectable : Phase::waiting, Aim::approved);
        approved_ = {approved.begin(), approved.end()};
        done_ = approved_;
    }

    /// A white square or search area in which nothing can be connected has the approved place that waits.
    void fill_with_what_waits()
    {
        for (Choice& choice : sequence_.choices)
            if (choice.aim == Aim::approved && choice.waits) {
                choice.fills_square = is_first_in_square(choice.candidate);
                choice.fills_area = is_first_in_area(choice.candidate);
            }
    }

    bool is_first_in_square(CandidateId c)
    {
        auto const square = candidate(c).square;
        return square && filled_.insert(square).second;
    }

    bool is_first_in_area(CandidateId c)
    {
        auto const area = candidate(c).area;
        return area && relieved_.insert(area).second;
    }

    void place(std::vector<CandidateId> const& candidates, Phase phase)
    {
        auto const take_those = [&](Aim aim, auto is_meant) {
            std::vector<Offer> offers;
            for (CandidateId const c : candidates)
                if (!done_.contains(c) && is_meant(candidate(c))) offers.push_back(first_offer(c, aim));
            take(Offers{{}, std::move(offers)}, phase, aim);
        };
        take_those(Aim::preferred, [](RankCandidate const& c) { return c.preferred; });
        take_those(Aim::white_squares, [](RankCandidate const& c) { return bool{c.square}; });
        take_those(Aim::search_areas, [](RankCandidate const& c) { return bool{c.area}; });
        take_those(Aim::demand, [](RankCandidate const&) { return true; });
    }

    /// Values never grow, so an offer that is up to date and on top is the best there is, and one that gains too little
    /// always will.
    void take(Offers offers, Phase phase, Aim aim)
    {
        while (!offers.empty()) {
            Offer const offer = offers.top();
            offers.pop();
            RankCandidate const& c = candidate(offer.candidate);
            bool const is_reason_enough = aim == Aim::search_areas && relieves(c);
            if (offer.value.gain_wh < problem_.min_gain_wh && !is_reason_enough) continue;
            if (!quota_.has_room(c.municipality) || spacing_.forbids(c.at)) continue;
            if (aim == Aim::white_squares && filled_.contains(c.square)) continue;
            if (aim == Aim::search_areas && relieved_.contains(c.area)) continue;
            if (offer.chosen < sequence_.choices.size()) {
                offers.push(offer_now(offer.candidate, aim));
                continue;
            }
            done_.insert(offer.candidate);
            if (phase == Phase::connectable && !admits(offer.candidate))
                set_aside_.push_back(offer.candidate);
            else
                choose(offer, phase, aim);
        }
    }

    /// Room only shrinks while stations are placed, so what is refused once is refused for good.
    bool admits(CandidateId c) const
    {
        if (room_.refused[c]) return false;
        for (AssetId a = leaf(c); a; a = grid_.assets[a].parent)
            if (stock_.stations[a] == 0) return false;
        return true;
    }

    void choose(Offer const& offer, Phase phase, Aim aim)
    {
        RankCandidate const& c = candidate(offer.candidate);
        if (phase == Phase::connectable)
            for (AssetId a = leaf(offer.candidate); a; a = grid_.assets[a].parent)
                if (auto& left = stock_.stations[a]; left != GridRoom::plenty) --left;
        quota_.book(c.municipality, offer.value.gain_wh);
        spacing_.add(c.at);
        bool const waits = phase == Phase::waiting;
        bool const may_fill = aim != Aim::demand && !(aim == Aim::approved && waits);
        bool const fills_square = may_fill && is_first_in_square(offer.candidate);
        bool const fills_area = may_fill && is_first_in_area(offer.candidate);
        sequence_.choices.push_back(
            {offer.candidate, offer.value, waits, fills_square, fills_area, aim, serve(offer.candidate)});
    }

    /// Takes the nearest demand first; lists are sorted by node, so a stable sort by walk leaves ties in order of node.
    std::vector<ServedNode> serve(CandidateId c)
    {
        auto const list = problem_.lists->of(c);
        std::vector<Reached> nearest(list.begin(), list.end());
        std::ranges::stable_sort(nearest, {}, &Reached::walk_cm);
        std::vector<ServedNode> served;
        std::int64_t left = problem_.capacity_wh;
        for (Reached const& reached : nearest) {
            std::uint32_t& unmet = stock_.unmet_wh[reached.node];
            auto const wh = static_cast<std::uint32_t>(std::min<std::int64_t>(unmet, left));
            if (wh == 0) continue;
            unmet -= wh;
            left -= wh;
            served.push_back({reached.node, reached.walk_cm, wh});
        }
        return served;
    }

    AssetId leaf(CandidateId c) const { return grid_.assets.empty() ? AssetId{} : candidate(c).asset; }

    RankProblem const& problem_;
    PowerGrid const& grid_;
    OpenCandidates const& open_;
    GridRoom const& room_;
    QuotaBook quota_;
    Spacing spacing_;
    Appraiser appraise_;
    Stock& stock_;
    Sequence sequence_;
    std::vector<CandidateId> set_aside_;
    std::unordered_set<CandidateId> done_;  ///< in this phase: chosen or set aside
    std::unordered_set<CandidateId> approved_;
    std::unordered_set<SquareId> filled_;
    std::unordered_set<SearchAreaId> relieved_;
};

}  // namespace

Sequence greedy(RankProblem const& problem, PowerGrid const& grid, OpenCandidates const& open, GridRoom const& room,
                QuotaBook quota, Component const& component, Stock& stock)
{
    return Greedy{problem, grid, open, room, std::move(quota), stock}.run(component);
}

}  // namespace laad
