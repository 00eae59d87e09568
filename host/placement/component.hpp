// SPDX-License-Identifier: Apache-2.0
// Which candidates can influence each other's choice.
#pragma once

#include "host/placement/catchment.hpp"
#include "host/placement/grid_room.hpp"

#include <string>
#include <vector>

namespace laad {

/// Municipalities that are connected by shared demand, spacing, a white square, a search area or a scarce asset, directly or through
/// others. Candidates of one municipality share its quota, so a component never divides a municipality.
struct Component {
    std::vector<MunicipalityId> municipalities;  ///< ascending
    std::vector<CandidateId> candidates;         ///< of all of them, ascending
};

/// In the order of their first municipality; municipalities without candidates that may be chosen are in none.
std::vector<Component> components(RankProblem const&, OpenCandidates const&, GridRoom const&);

/// The nodes of a component, ascending.
std::vector<NodeId> nodes_of(Component const&, OpenCandidates const&);

/// Names everything that the choices within a component follow from, and nothing else. Needs the hashes of the
/// catchments.
std::string sequence_key(RankProblem const&, PowerGrid const&, OpenCandidates const&, GridRoom const&, QuotaBook const&,
                         Component const&);

}  // namespace laad
