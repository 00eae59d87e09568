// SPDX-License-Identifier: Apache-2.0
// What the reactions say of the spaces of a plan.
#pragma once

#include "host/plan_folder/plan_folder.hpp"
#include "host/plan_folder/stored_candidates.hpp"
#include "host/reactions/reaction_files.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace laad {

/// A proposal within this of the pole of a space that may be used is about that space.
inline constexpr double near_m = 50;

struct Space {
    StoredCandidate candidate;
    int rank{};  ///< 0: not in the plan
    std::vector<Reaction const*> in_favour;
    std::vector<Reaction const*> against;
    std::vector<Reaction const*> proposals;  ///< of which it is the nearest space that may be used
};

struct Proposal {
    Reaction const* reaction{};
    std::string nearest;  ///< id of that space; empty: none within near_m
    double distance_m{};
};

struct CountedReactions {
    std::vector<Reaction> reactions;  ///< that count; the others point to them
    std::vector<SetAside> set_aside;
    std::size_t files{};
    std::vector<Space> spaces;  ///< that were reacted to or proposed: by rank, those outside the plan last
    std::vector<Proposal> proposals;

    std::size_t reacted_spaces() const;  ///< those with a reaction, not a proposal alone

    CountedReactions() = default;
    CountedReactions(CountedReactions&&) = default;
    CountedReactions& operator=(CountedReactions&&) = default;
    CountedReactions(CountedReactions const&) = delete;
};

/// Sets aside, too, reactions to what is no space of the plan and proposals outside its map.
/// Errors  InputError: the plan is damaged
CountedReactions counted(ReadReactions, StoredPlan const&);

}  // namespace laad
