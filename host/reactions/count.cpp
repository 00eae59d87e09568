// SPDX-License-Identifier: Apache-2.0
#include "host/reactions/count.hpp"

#include "host/language/said_with.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <tuple>

namespace laad {
namespace {

struct Pole {
    Point at{};
    std::string candidate;
};

/// What of all candidates is needed: those that were named, and the poles of those that may be used.
struct Candidates {
    Candidates(StoredPlan const& plan, std::vector<Reaction> const& reactions)
    {
        std::set<std::string> named;
        for (Reaction const& reaction : reactions)
            named.insert(reaction.place);
        each_candidate(plan.path, {}, [&](StoredCandidate const& candidate) {
            if (candidate.stopped_by.empty()) poles.push_back({candidate.pole, candidate.id});
            if (named.contains(candidate.id)) known.emplace(candidate.id, candidate);
        });
        std::ranges::sort(poles, {}, [](Pole const& pole) { return pole.at.x; });
    }

    Proposal nearest(Reaction const& proposal) const
    {
        Proposal best{&proposal, {}, near_m};
        auto const first =
            std::ranges::lower_bound(poles, proposal.x - near_m, {}, [](Pole const& p) { return p.at.x; });
        for (auto pole = first; pole != poles.end() && pole->at.x <= proposal.x + near_m; ++pole) {
            double const distance_m = std::hypot(pole->at.x - proposal.x, pole->at.y - proposal.y);
            if (std::tie(distance_m, pole->candidate) < std::tie(best.distance_m, best.nearest) ||
                (best.nearest.empty() && distance_m <= near_m))
                best = {&proposal, pole->candidate, distance_m};
        }
        return best;
    }

    std::map<std::string, StoredCandidate> known;
    std::vector<Pole> poles;  ///< by x
};

bool is_on_map(GridSpec const& grid, Reaction const& proposal)
{
    double const west = static_cast<double>(grid.west_cm) / 100;
    double const north = static_cast<double>(grid.north_cm) / 100;
    return proposal.x >= west && proposal.x <= west + grid.shape.cols * grid.cell_m() && proposal.y <= north &&
           proposal.y >= north - grid.shape.rows * grid.cell_m();
}

/// Why a reaction cannot be about this plan; empty: it can.
std::string fault_of(Reaction const& reaction, StoredPlan const& plan, Candidates const& candidates)
{
    if (reaction.kind == ReactionKind::proposal)
        return is_on_map(plan.grid, reaction) ? "" : said("proposes a space outside the map of the plan");
    return candidates.known.contains(reaction.place)
               ? ""
               : said_with("names a space that the plan does not know: {}", reaction.place);
}

std::map<std::string, int> ranks_of(StoredPlan const& plan)
{
    std::map<std::string, int> ranks;
    for (PlannedPlace const& place : plan.places)
        ranks[place.candidate] = place.rank;
    return ranks;
}

}  // namespace

std::size_t CountedReactions::reacted_spaces() const
{
    auto const is_reacted = [](Space const& one) { return !one.in_favour.empty() || !one.against.empty(); };
    return static_cast<std::size_t>(std::ranges::count_if(spaces, is_reacted));
}

CountedReactions counted(ReadReactions read, StoredPlan const& plan)
{
    CountedReactions all;
    all.files = read.files;
    all.set_aside = std::move(read.set_aside);
    Candidates candidates{plan, read.reactions};
    for (Reaction& reaction : read.reactions) {
        std::string fault = fault_of(reaction, plan, candidates);
        if (fault.empty())
            all.reactions.push_back(std::move(reaction));
        else
            all.set_aside.push_back({reaction.file, reaction.item, std::move(fault)});
    }
    auto const ranks = ranks_of(plan);
    std::map<std::string, Space> spaces;
    auto const space = [&](std::string const& id) -> Space& {
        Space& one = spaces[id];
        if (auto const rank = ranks.find(id); rank != ranks.end()) one.rank = rank->second;
        return one;
    };
    for (Reaction const& reaction : all.reactions) {
        if (reaction.kind != ReactionKind::proposal) {
            Space& of = space(reaction.place);
            (reaction.kind == ReactionKind::in_favour ? of.in_favour : of.against).push_back(&reaction);
            continue;
        }
        Proposal const& proposal = all.proposals.emplace_back(candidates.nearest(reaction));
        if (!proposal.nearest.empty()) space(proposal.nearest).proposals.push_back(&reaction);
    }
    each_candidate(plan.path, {}, [&](StoredCandidate const& candidate) {
        if (auto const found = spaces.find(candidate.id); found != spaces.end()) found->second.candidate = candidate;
    });
    for (auto& [id, one] : spaces)
        all.spaces.push_back(std::move(one));
    std::ranges::stable_sort(all.spaces, {}, [](Space const& one) { return std::pair{one.rank == 0, one.rank}; });
    return all;
}

}  // namespace laad
