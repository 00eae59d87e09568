// SPDX-License-Identifier: Apache-2.0
#include "host/placement/bound_search.hpp"

#include "host/placement/priced_part.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>

namespace laad {
namespace {

constexpr int patience = 8;  ///< steps without a better bound before the step is halved

/// A part on its way to lower prices. How far it goes follows from its own gap, so that a large one does not decide for
/// all.
class Descent {
  public:
    Descent(BoundPart const& part, std::int64_t capacity_wh) : part_{part}, priced_{part, capacity_wh}
    {
        for (std::size_t i = 0; i < part.unmet_wh.size(); ++i)
            priced_.price[i] =
                static_cast<std::uint32_t>(std::min(part.served_wh[i] * price_one / part.unmet_wh[i], highest_price));
    }

    void evaluate() { worth_ = priced_.evaluate(); }
    std::int64_t worth() const { return worth_; }

    PricedPart& priced() { return priced_; }

    /// What is left of a node when the chosen stations have taken theirs, in parts of what there is.
    static std::int64_t share(std::int64_t slack_wh, std::int64_t unmet_wh) { return slack_wh * price_one / unmet_wh; }

    /// Polyak's step for the prices as they stand: θ · (U − L) / Σ(g²/u). `slack_wh`: of each node, over all parts.
    void decide(std::span<std::int64_t const> slack_wh, std::int64_t cost)
    {
        std::int64_t const gap = cost + worth_ - part_.plan_wh * price_one;
        if (gap < lowest_gap_) {
            lowest_gap_ = gap;
            since_better_ = 0;
        } else if (++since_better_ == patience) {
            since_better_ = 0;
            halvings_ = std::min(halvings_ + 1, 40);
        }
        std::int64_t norm = 0;
        for (std::size_t i = 0; i < slack_wh.size(); ++i)
            norm += slack_wh[i] * share(slack_wh[i], part_.unmet_wh[i]) / price_one;
        factor_ = norm <= 0 || gap <= 0 ? 0 : (static_cast<__int128>(gap >> halvings_) << 16) / norm;
    }
    __int128 factor() const { return factor_; }

  private:
    BoundPart const& part_;
    PricedPart priced_;
    std::int64_t worth_{};
    std::int64_t lowest_gap_{INT64_MAX};
    int since_better_{};
    int halvings_{};
    __int128 factor_{};
};

/// λ − factor · share, kept from 0 to under 1.
std::uint32_t moved(std::uint32_t price, __int128 factor, std::int64_t share)
{
    auto const step =
        static_cast<std::int64_t>(std::clamp<__int128>(factor * share / (__int128{1} << 32), -price_one, price_one));
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(price - step, 0, highest_price));
}

class Search {
  public:
    explicit Search(BoundProblem const& problem)
        : problem_{problem}, slack_wh_(problem.parts.size()), members_(static_cast<std::size_t>(problem.shared_nodes))
    {
        for (std::size_t p = 0; p < problem.parts.size(); ++p) {
            BoundPart const& part = problem.parts[p];
            parts_.emplace_back(part, problem.capacity_wh);
            for (BoundPart::Shared const& shared : part.shared)
                members_[static_cast<std::size_t>(shared.number)].push_back({p, static_cast<std::size_t>(shared.node)});
        }
    }

    /// U(λ) in Wh · 2^-16; decides on the next step.
    std::int64_t evaluate()
    {
        tbb::parallel_for(std::size_t{0}, parts_.size(), [&](std::size_t p) { parts_[p].evaluate(); });
        std::vector<std::int64_t> cost(parts_.size(), 0);
        for (std::size_t p = 0; p < parts_.size(); ++p) {
            auto const& unmet_wh = problem_.parts[p].unmet_wh;
            auto const taken = parts_[p].priced().taken();
            slack_wh_[p].resize(unmet_wh.size());
            for (std::size_t i = 0; i < unmet_wh.size(); ++i) {
                slack_wh_[p][i] = unmet_wh[i] - taken[i];
                cost[p] += std::int64_t{parts_[p].priced().price[i]} * unmet_wh[i];
            }
        }
        // A shared node counts once; what it costs is divided among the parts.
        std::int64_t counted_twice = 0;
        for (auto const& members : members_) {
            std::int64_t const unmet_wh = problem_.parts[members[0].part].unmet_wh[members[0].node];
            std::int64_t const full = std::int64_t{parts_[members[0].part].priced().price[members[0].node]} * unmet_wh;
            std::int64_t slack_wh = unmet_wh;
            for (Member const& member : members)
                slack_wh -= unmet_wh - slack_wh_[member.part][member.node];
            for (Member const& member : members) {
                slack_wh_[member.part][member.node] = slack_wh;
                cost[member.part] -= full - full / std::ssize(members);
            }
            counted_twice += full - std::ssize(members) * (full / std::ssize(members));
        }
        std::int64_t total = counted_twice;
        for (std::size_t p = 0; p < parts_.size(); ++p) {
            total += cost[p] + parts_[p].worth();
            parts_[p].decide(slack_wh_[p], cost[p]);
        }
        return total;
    }

    /// False when no price changes.
    bool move()
    {
        bool changed = false;
        std::vector<std::uint32_t> shared_price;
        for (auto const& members : members_) {
            __int128 factor = 0;
            for (Member const& member : members)
                factor += parts_[member.part].factor();
            shared_price.push_back(moved(parts_[members[0].part].priced().price[members[0].node],
                                         factor / std::ssize(members), share_of(members[0])));
        }
        for (std::size_t p = 0; p < parts_.size(); ++p) {
            auto& price = parts_[p].priced().price;
            std::vector<std::uint32_t> const before = price;
            for (std::size_t i = 0; i < price.size(); ++i)
                if (price[i] > 0 || slack_wh_[p][i] < 0)
                    price[i] = moved(price[i], parts_[p].factor(), share_of({p, i}));
            for (BoundPart::Shared const& shared : problem_.parts[p].shared)
                price[static_cast<std::size_t>(shared.node)] = shared_price[static_cast<std::size_t>(shared.number)];
            changed = changed || price != before;
        }
        return changed;
    }

  private:
    struct Member {
        std::size_t part{};
        std::size_t node{};
    };
    std::int64_t share_of(Member const& m) const
    {
        return Descent::share(slack_wh_[m.part][m.node], problem_.parts[m.part].unmet_wh[m.node]);
    }

    BoundProblem const& problem_;
    std::vector<Descent> parts_;
    std::vector<std::vector<std::int64_t>> slack_wh_;
    std::vector<std::vector<Member>> members_;
};

}  // namespace

FoundBound lowest_bound(BoundProblem const& problem, FoundBound known, int steps)
{
    std::int64_t plan_wh = 0;
    for (BoundPart const& part : problem.parts)
        plan_wh += part.plan_wh;
    Search search{problem};
    FoundBound bound = known;
    for (int step = 0; step <= steps; ++step) {
        if (std::int64_t const now = search.evaluate(); now < bound.scaled) bound = {now, step};
        // Where the bound is what the plan serves nothing lower exists; where no price changes nothing else comes.
        if (bound.scaled <= plan_wh * price_one || !search.move()) break;
    }
    return bound;
}

}  // namespace laad
