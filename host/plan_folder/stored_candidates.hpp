// SPDX-License-Identifier: Apache-2.0
// What a run found of its candidates, out of the layers `candidates` and `explanations` of its plan map.
#pragma once

#include "host/prepare/whereabouts.hpp"
#include "rasters/geometry.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace laad {

struct StoredCandidate {
    std::string id;
    std::string bay_ids;
    std::string neighbourhood;
    std::string municipality;
    std::vector<std::string> stopped_by;  ///< hard rules; empty: eligible
    std::vector<std::string> passed;
    std::vector<std::string> unchecked;
    bool placed{};
    Point pole{};
    std::optional<std::int64_t> first_gain_wh;  ///< as the first choice; nothing: not ranked
    std::int64_t gain_after_plan_wh{};          ///< what it would still add to the plan
    std::int64_t worth_after_plan{};            ///< that gain counted by nearness, see WeightedWh
    bool too_close{};                           ///< not chosen because a station stands nearer than the spacing
    std::int64_t demand_places{};               ///< of a place of the plan: where it serves demand
    std::string binding_asset_after;            ///< of a place of the plan: what has least room with it
    std::string binding_quarter_after;
    std::string review;  ///< verdict and remark; empty: nobody said anything
    Whereabouts where;
};

/// Calls `take` with each candidate of an output folder; with `id` the one of that name, if there is one.
/// Errors  InputError: not the output folder of a run that made a plan, of another version, damaged
void each_candidate(std::filesystem::path const& folder, std::optional<std::string> const& id,
                    std::function<void(StoredCandidate const&)> const& take);

/// The same with the ranked places alone.
void each_ranked_candidate(std::filesystem::path const& folder,
                           std::function<void(StoredCandidate const&)> const& take);

}  // namespace laad
