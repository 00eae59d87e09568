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
    std::int32_t candidate{};
    std::int64_t gain_wh{};
    bool waits{};  ///< for the grid
    std::vector<ServedNode> serves;
};

struct Sequence {
    std::vector<Choice>
        choices;                 ///< those that can be connected, then those that wait; each by gain, ties by candidate
    std::int64_t evaluations{};  ///< gains computed again
};

/// What is left while stations are placed. All components share it: no two touch the same node or asset.
struct Stock {
    std::vector<std::uint32_t> unmet_wh;  ///< per node
    std::vector<std::int32_t> stations;   ///< per asset, see GridRoom
};

/// Places stations in one component until no quota or gain is left, and takes what they use from the stock.
Sequence greedy(RankProblem const&, PowerGrid const&, OpenCandidates const&, GridRoom const&, QuotaBook,
                Component const&, Stock&);

/// A sequence as bytes that do not depend on how the region numbers its candidates and nodes, and back; nothing when
/// the bytes are no sequence of that component. `nodes`: those of the component.
std::vector<std::byte> to_bytes(Sequence const&, Component const&, std::vector<std::int32_t> const& nodes);
std::optional<Sequence> sequence_from(std::span<std::byte const>, Component const&,
                                      std::vector<std::int32_t> const& nodes);

}  // namespace laad
