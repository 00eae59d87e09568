// SPDX-License-Identifier: Apache-2.0
// The greedy sequence of one component.
#pragma once

#include "host/placement/component.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace laad {

struct Choice {
    CandidateId candidate;
    CandidateValue value;
    bool waits{};         ///< for the grid
    bool fills_square{};  ///< the first station of its white square
    bool fills_area{};    ///< the first station of its search area
    Aim aim{Aim::demand};
    std::vector<ServedNode> serves;
};

struct Sequence {
    /// Those that are approved, in their order; then those that can be connected, then those that wait; of both by aim,
    /// each by RankKey.
    std::vector<Choice> choices;
    std::int64_t evaluations{};  ///< values computed again
};

/// What is left while stations are placed. All components share it: no two touch the same node or asset.
struct Stock {
    Indexed<NodeId, std::uint32_t> unmet_wh;
    Indexed<AssetId, std::int32_t> stations;  ///< see GridRoom
};

/// Places stations in one component until no quota or no candidate with enough gain is left, and takes what they use
/// from the stock.
Sequence greedy(RankProblem const&, PowerGrid const&, OpenCandidates const&, GridRoom const&, QuotaBook,
                Component const&, Stock&);

/// A sequence as bytes that do not depend on how the region numbers its candidates and nodes, and back; nothing when
/// the bytes are no sequence of that component. `nodes`: those of the component.
std::vector<std::byte> to_bytes(Sequence const&, Component const&, std::vector<NodeId> const& nodes);
std::optional<Sequence> sequence_from(std::span<std::byte const>, Component const&, std::vector<NodeId> const& nodes);

}  // namespace laad
