// SPDX-License-Identifier: Apache-2.0
#include "host/placement/greedy.hpp"

#include "host/placement/serving.hpp"
#include "host/placement/spacing.hpp"

#include <algorithm>
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

class Greedy {
  public:
    Greedy(RankProblem const& problem, PowerGrid const& grid, GridRoom const& room, QuotaBook quota, Stock& stock)
        : problem_{problem},
          grid_{grid},
          room_{room},
          quota_{std::move(quota)},
          spacing_{problem.min_station_m},
          stock_{stock}
    {
    }

    Sequence run(Component const& component, std::span<std::int64_t const> first_gain_wh)
    {
        std::vector<Offer> first;
        for (std::int32_t const c : component.candidates)
            first.push_back({first_gain_wh[static_cast<std::size_t>(c)], c, 0});
        Offers offers{{}, std::move(first)};
        place(offers, Phase::connectable);
        Offers waiting;
        for (std::int32_t const c : set_aside_)
            waiting.push({gain(c), c, sequence_.choices.size()});
        place(waiting, Phase::waiting);
        return std::move(sequence_);
    }

  private:
    enum class Phase { connectable, waiting };

    RankCandidate const& candidate(std::int32_t c) const { return problem_.candidates[static_cast<std::size_t>(c)]; }

    std::int64_t gain(std::int32_t c)
    {
        ++sequence_.evaluations;
        return gain_of(problem_, stock_.unmet_wh, static_cast<std::size_t>(c));
    }

    /// Gains never grow, so an offer that is up to date and on top is the best there is.
    void place(Offers& offers, Phase phase)
    {
        while (!offers.empty() && offers.top().gain_wh > 0) {
            Offer const offer = offers.top();
            offers.pop();
            RankCandidate const& c = candidate(offer.candidate);
            if (!quota_.has_room(c.gemeente) || spacing_.forbids(c.at)) continue;
            if (offer.chosen < sequence_.choices.size())
                offers.push({gain(offer.candidate), offer.candidate, sequence_.choices.size()});
            else if (phase == Phase::connectable && !admits(offer.candidate))
                set_aside_.push_back(offer.candidate);
            else
                choose(offer, phase);
        }
    }

    /// Room only shrinks while stations are placed, so what is refused once is refused for good.
    bool admits(std::int32_t c) const
    {
        if (room_.refused[static_cast<std::size_t>(c)]) return false;
        for (std::int32_t a = leaf(c); a >= 0; a = parent(a))
            if (stock_.stations[static_cast<std::size_t>(a)] == 0) return false;
        return true;
    }

    void choose(Offer const& offer, Phase phase)
    {
        RankCandidate const& c = candidate(offer.candidate);
        if (phase == Phase::connectable)
            for (std::int32_t a = leaf(offer.candidate); a >= 0; a = parent(a))
                if (auto& left = stock_.stations[static_cast<std::size_t>(a)]; left != GridRoom::plenty) --left;
        quota_.book(c.gemeente, offer.gain_wh);
        spacing_.add(c.at);
        sequence_.choices.push_back({offer.candidate, offer.gain_wh, phase == Phase::waiting, serve(offer.candidate)});
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
            std::uint32_t& unmet = stock_.unmet_wh[static_cast<std::size_t>(reached.node)];
            auto const wh = static_cast<std::uint32_t>(std::min<std::int64_t>(unmet, left));
            if (wh == 0) continue;
            unmet -= wh;
            left -= wh;
            served.push_back({reached.node, reached.walk_cm, wh});
        }
        return served;
    }

    std::int32_t leaf(std::int32_t c) const { return grid_.assets.empty() ? -1 : candidate(c).asset; }
    std::int32_t parent(std::int32_t a) const { return grid_.assets[static_cast<std::size_t>(a)].parent; }

    RankProblem const& problem_;
    PowerGrid const& grid_;
    GridRoom const& room_;
    QuotaBook quota_;
    Spacing spacing_;
    Stock& stock_;
    Sequence sequence_;
    std::vector<std::int32_t> set_aside_;
};

}  // namespace

Sequence greedy(RankProblem const& problem, PowerGrid const& grid, OpenCandidates const& open, GridRoom const& room,
                QuotaBook quota, Component const& component, Stock& stock)
{
    return Greedy{problem, grid, room, std::move(quota), stock}.run(component, open.first_gain_wh);
}

}  // namespace laad
