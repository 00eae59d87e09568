// SPDX-License-Identifier: Apache-2.0
// What is known of the candidates before any station is placed.
#pragma once

#include "host/placement/quota_book.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace laad {

/// The candidates of a municipality that may get a station, and the demand within their reach.
struct Catchment {
    std::vector<std::int32_t> candidates;  ///< ascending
    std::vector<std::int32_t> nodes;       ///< ascending; unmet demand above 0
    std::string hash;                      ///< of what each candidate reaches and how much is unmet there
};

struct OpenCandidates {
    std::vector<CandidateValue> first;       ///< per candidate, whether it may be chosen or not
    std::vector<std::int32_t> place;         ///< per candidate, its number when all go by place
    std::vector<std::uint8_t> near_station;  ///< per candidate: eligible, but too near to a station that stands
    std::vector<Catchment> of_municipality;
};

/// The value of every candidate.
std::vector<CandidateValue> values_of(RankProblem const&, std::span<std::uint32_t const> unmet_wh);

/// A candidate may get a station when it is eligible, far enough from the stations that stand, gains enough, and its
/// municipality has a quota. `hashed`: whether the hashes are wanted; they do not depend on how the region numbers its
/// candidates and nodes, only on their order.
enum class Hashes : std::uint8_t { none, wanted };
OpenCandidates open_candidates(RankProblem const&, QuotaBook const&, Hashes);

/// Numbers of a catchment's nodes, 0, 1, ... in their order; −1 for all other nodes. Made once for a thread and
/// renumbered for each catchment.
class NodeNumbers {
  public:
    explicit NodeNumbers(std::size_t nodes) : numbers_(nodes, -1) {}

    void number(std::vector<std::int32_t> const& nodes);
    std::int32_t operator[](std::int32_t node) const { return numbers_[static_cast<std::size_t>(node)]; }

    /// The nodes with unmet demand that some of the candidates reach, ascending; leaves them numbered.
    std::vector<std::int32_t> reached(RankProblem const&, std::vector<std::int32_t> const& candidates);

  private:
    void forget();

    std::vector<std::int32_t> numbers_;
    std::vector<std::int32_t> numbered_;
};

}  // namespace laad
