// SPDX-License-Identifier: Apache-2.0
// What people who looked at the places of an earlier plan want of this one.
#pragma once

#include "host/prepare/base_layers.hpp"

#include <map>
#include <string>
#include <vector>

namespace laad {

struct Review {
    std::vector<CandidateId> approved;         ///< fixed in the plan, in the order of the table
    std::vector<CandidateId> preferred;        ///< before the others of their municipality; ascending
    std::map<CandidateId, std::string> words;  ///< verdict and remark, of each place with a verdict

    /// Empty where nobody said anything.
    std::string words_of(CandidateId c) const
    {
        auto const found = words.find(c);
        return found == words.end() ? std::string{} : found->second;
    }
};

/// Reads the table that placement.review names: columns place (the id of a candidate) and verdict, and where they are
/// there remark, x and y.
///
/// approve: fixed in the plan. reject: gets the reason code rejected_in_review. prefer: goes before the others of its
/// municipality. move: reject, and prefer the eligible candidate whose pole is nearest to x, y within 50 m.
/// Of rows that say the same the first counts, of rows that contradict each other none. What does not count is set
/// aside in `base` with the reason; what was done is in its notes.
/// Errors  InputError: the table cannot be read, or lacks place or verdict
Review apply_review(Scenario const&, BaseLayers& base);

}  // namespace laad
