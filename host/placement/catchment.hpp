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
    std::vector<CandidateId> candidates;  ///< ascending
    std::vector<NodeId> nodes;            ///< ascending; unmet demand above 0
    std::string hash;                     ///< of what each candidate reaches and how much is unmet there
};

struct OpenCandidates {
    Indexed<CandidateId, CandidateValue> first;       ///< whether it may be chosen or not
    Indexed<CandidateId, std::int32_t> place;         ///< its number when all go by place
    Indexed<CandidateId, std::uint8_t> near_station;  ///< eligible, but too near to a station that stands
    Indexed<MunicipalityId, Catchment> of_municipality;
};

/// The value of every candidate.
Indexed<CandidateId, CandidateValue> values_of(RankProblem const&, IndexedSpan<NodeId, std::uint32_t const> unmet_wh);

/// A candidate may get a station when it is eligible, far enough from the stations that stand, gains enough or relieves its search area,
/// and its municipality has a quota; or when it is approved. `hashed`: whether the hashes are wanted; they do not depend on how the region numbers its
/// candidates and nodes, only on their order.
enum class Hashes : std::uint8_t { none, wanted };
OpenCandidates open_candidates(RankProblem const&, QuotaBook const&, Hashes);

/// Numbers of a catchment's nodes, 0, 1, ... in their order; −1 for all other nodes. Made once for a thread and
/// renumbered for each catchment.
class NodeNumbers {
  public:
    explicit NodeNumbers(std::size_t nodes) : numbers_(nodes, -1) {}

    void number(std::vector<NodeId> const& nodes);
    std::int32_t operator[](NodeId node) const { return numbers_[node]; }

    /// The nodes with unmet demand that some of the candidates reach, ascending; leaves them numbered.
    std::vector<NodeId> reached(RankProblem const&, std::vector<CandidateId> const& candidates);

  private:
    void forget();

    Indexed<NodeId, std::int32_t> numbers_;
    std::vector<NodeId> numbered_;
};

}  // namespace laad
