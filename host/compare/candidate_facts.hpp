// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace laad {

/// What explain.json says of a candidate. Gains are in hundreds of Wh, to which that file rounds them.
struct CandidateFacts {
    std::vector<std::string> stopped_by;  ///< hard rules; empty: eligible
    std::int64_t first_gain_hwh{};        ///< as the first choice
    std::int64_t gain_after_plan_hwh{};   ///< what it would still add to the plan
    bool too_close{};                     ///< not chosen because a station stands nearer than the spacing
};

/// Those of the named candidates that the run knows. The file has a line for every candidate of a region, so only what
/// is asked for is kept. Errors  InputError: absent, damaged
std::map<std::string, CandidateFacts> candidate_facts(std::filesystem::path const& folder,
                                                      std::set<std::string> const& candidates);

}  // namespace laad
