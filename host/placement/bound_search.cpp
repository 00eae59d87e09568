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
    Descent(BoundPart const& part, std::int64_t capacity_wh)
        : price(part.start), slack_wh(price.size()), part_{part}, priced_{part, capacity_wh}, share_(price.size())
    {
    }

    /// Leaves in `slack_wh` what the chosen stations of this part leave of each node.
    void evaluate()
    {
        worth_ = priced_.evaluate(price);
        auto const taken = priced_.taken();
        cost_ = 0;
        for (std::size_t i = 0; i < price.size(); ++i) {
            slack_wh[i] = part_.unmet_wh[i] - taken[i];
            cost_ += std::int64_t{price[i]} * part_.unmet_wh[i];
        }
    }
    std::int64_t worth() const { return worth_; }
    /// Σ λ u, less what other parts pay of shared nodes.
    std::int64_t cost() const { return cost_; }
    void pay_less(std::int64_t cost) { cost_ -= cost; }

    /// Polyak's step for the prices as they stand: θ · (U − L) / Σ(g² / u), over the nodes whose price can move. θ
    /// begins at 2.
    void decide()
    {
        std::int64_t const gap = cost_ + worth_ - part_.plan;
        if (gap < lowest_gap_) {
            lowest_gap_ = gap;
            since_better_ = 0;
        } else if (++since_better_ == patience) {
            since_better_ = 0;
            halvings_ = std::min(halvings_ + 1, 40);
        }
        std::int64_t norm = 0;
        for (std::size_t i = 0; i < price.size(); ++i) {
            std::int64_t const unmet_wh = part_.unmet_wh[i];
            bool const fixed = slack_wh[i] == 0 || price[i] == (slack_wh[i] > 0 ? 0 : price_one);
            share_[i] = fixed ? 0 : slack_wh[i] == unmet_wh ? price_one : slack_wh[i] * price_one / unmet_wh;
            norm += slack_wh[i] * share_[i] / price_one;
        }
        factor_ = norm <= 0 || gap <= 0 ? 0 : (static_cast<__int128>(gap >> halvings_) << 17) / norm;
    }
    __int128 factor() const { return factor_; }

    /// λ − factor · share, kept from 0 to 1.
    Price moved(std::size_t node, __int128 factor) const
    {
        auto const step = static_cast<std::int64_t>(
            std::clamp<__int128>(factor * share_[node] / (__int128{price_one} << 16), -price_one, price_one));
        return static_cast<Price>(std::clamp<std::int64_t>(price[node] - step, 0, price_one));
    }

    std::vector<Price> price;            ///< per node
    std::vector<std::int64_t> slack_wh;  ///< per node; of a shared one what all parts leave, once it is put there

  private:
    BoundPart const& part_;
    PricedPart priced_;
    std::vector<std::int64_t> share_;  ///< per node: slack in 1/64000 of what there is, 0 where the price cannot move
    std::int64_t worth_{};
    std::int64_t cost_{};
    std::int64_t lowest_gap_{INT64_MAX};
    int since_better_{};
    int halvings_{};
    __int128 factor_{};
};

class Search {
  public:
    explicit Search(BoundProblem const& problem) : problem_{problem}, members_(problem.shared_nodes)
    {
        parts_.reserve(problem.parts.size());
        for (std::size_t p = 0; p < problem.parts.size(); ++p) {
            BoundPart const& part = problem.parts[p];
            parts_.emplace_back(part, problem.capacity_wh);
            for (BoundPart::Shared const& shared : part.shared)
                members_[shared.number].push_back({p, shared.node});
        }
    }

    /// U(λ) in Wh · 1/64000; decides on the next step.
    std::int64_t evaluate()
    {
        tbb::parallel_for(std::size_t{0}, parts_.size(), [&](std::size_t p) { parts_[p].evaluate(); });
        // A shared node counts once; what it costs is divided among the parts, the first pays what is left over.
        for (auto const& members : members_) {
            std::int64_t const unmet_wh = problem_.parts[members[0].part].unmet_wh[members[0].node];
            std::int64_t const full = std::int64_t{parts_[members[0].part].price[members[0].node]} * unmet_wh;
            std::int64_t slack_wh = unmet_wh;
            for (Member const& member : members) {
                slack_wh -= unmet_wh - parts_[member.part].slack_wh[member.node];
                parts_[member.part].pay_less(full - full / std::ssize(members));
            }
            for (Member const& member : members)
                parts_[member.part].slack_wh[member.node] = slack_wh;
            parts_[members[0].part].pay_less(-(full % std::ssize(members)));
        }
        std::int64_t total = 0;
        for (Descent const& part : parts_)
            total += part.cost() + part.worth();
        tbb::parallel_for(std::size_t{0}, parts_.size(), [&](std::size_t p) { parts_[p].decide(); });
        return total;
    }

    /// False when no price changes.
    bool move()
    {
        std::vector<Price> common;
        for (auto const& members : members_) {
            __int128 factor = 0;
            for (Member const& member : members)
                factor += parts_[member.part].factor();
            common.push_back(parts_[members[0].part].moved(members[0].node, factor / std::ssize(members)));
        }
        bool changed = false;
        for (std::size_t p = 0; p < parts_.size(); ++p) {
            Descent& part = parts_[p];
            std::vector<Price> const before = part.price;
            for (std::size_t i = 0; i < before.size(); ++i)
                part.price[i] = part.moved(i, part.factor());
            for (BoundPart::Shared const& shared : problem_.parts[p].shared)
                part.price[shared.node] = common[shared.number];
            changed = changed || part.price != before;
        }
        return changed;
    }

  private:
    struct Member {
        std::size_t part{};
        std::size_t node{};
    };

    BoundProblem const& problem_;
    std::vector<Descent> parts_;
    std::vector<std::vector<Member>> members_;
};

}  // namespace

FoundBound lowest_bound(BoundProblem const& problem, FoundBound known, int steps)
{
    std::int64_t plan = 0;
    for (BoundPart const& part : problem.parts)
        plan += part.plan;
    Search search{problem};
    FoundBound bound = known;
    for (int step = 0; step <= steps; ++step) {
        if (std::int64_t const now = search.evaluate(); now < bound.scaled) bound = {now, step};
        // Where the bound is what the plan comes to nothing lower exists; where no price changes nothing else comes.
        if (bound.scaled <= plan || !search.move()) break;
    }
    return bound;
}

}  // namespace laad
