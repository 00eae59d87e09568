// SPDX-License-Identifier: Apache-2.0
#include "host/reactions/changes.hpp"

#include "host/language/language.hpp"
#include "host/plan_folder/stored_candidates.hpp"
#include "host/present/words.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace laad {
namespace {

/// Why a space that nobody reviewed is out of the plan.
std::string why_gone(StoredCandidate const& now)
{
    std::string why;
    for (std::string const& rule : now.stopped_by)
        why += (why.empty() ? "" : "; ") + said(meaning(rule));
    return why.empty() ? said("others come first now") : why;
}

/// What the review says, "reject: too narrow", with its verdict in the language spoken.
std::string review_words(std::string const& review)
{
    auto const verdict = review.substr(0, review.find(':'));
    return said(verdict) + review.substr(verdict.size());
}

/// Takes from the later plan why each space changed.
void find_reasons(StoredPlan const& newer, std::map<std::string, ChangedSpace>& spaces)
{
    each_candidate(newer.path, {}, [&](StoredCandidate const& now) {
        auto const found = spaces.find(now.id);
        if (found == spaces.end()) return;
        ChangedSpace& space = found->second;
        if (!now.review.empty())
            space.reason = review_words(now.review);
        else if (space.change() == SpaceChange::gone)
            space.reason = why_gone(now);
        else if (space.change() == SpaceChange::added)
            space.reason = said("adds the most to what is there");
    });
}

}  // namespace

std::vector<ChangedSpace> changed_spaces(StoredPlan const& older, StoredPlan const& newer)
{
    if (older.region != newer.region)
        throw InputError{fmt::format("{} and {}: are of different regions ({}; {}); name plans of one region",
                                     older.path.string(), newer.path.string(), older.region, newer.region)};
    std::map<std::string, ChangedSpace> spaces;
    for (PlannedPlace const& place : older.places)
        spaces[place.candidate].old_rank = place.rank;
    for (PlannedPlace const& place : newer.places)
        spaces[place.candidate].new_rank = place.rank;
    find_reasons(newer, spaces);
    std::vector<ChangedSpace> changed;
    for (auto& [candidate, space] : spaces) {
        if (space.change() == SpaceChange::kept && space.reason.empty()) continue;
        if (space.reason.empty()) space.reason = said("is no longer considered");
        space.candidate = candidate;
        changed.push_back(std::move(space));
    }
    std::ranges::stable_sort(changed, {}, [](ChangedSpace const& one) {
        return std::tuple{one.change(), one.old_rank, one.new_rank};
    });
    return changed;
}

}  // namespace laad
