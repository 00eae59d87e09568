// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/compare/place_changes.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace laad {

/// Finds the places of a plan that are in the way of another place. What `plan` refers to must outlive it.
class Neighbours {
  public:
    explicit Neighbours(ExplainedPlan const& plan);

    /// Wh that each place, by candidate, serves at cells (row-major numbers); with `before_rank` only those that come
    /// before it.
    std::map<std::string, std::int64_t> serving(std::span<std::int64_t const> cells,
                                                std::optional<int> before_rank) const;

    /// The nearest place of the plan within its spacing; nothing: none, so a station that already stands is too close.
    std::optional<InTheWay> too_close_to(Point at) const;
    /// A place of the plan as seen from `at`; nothing of one that it does not have.
    std::optional<InTheWay> described(std::string const& candidate, Point at) const;

  private:
    ExplainedPlan plan_;
    std::unordered_map<std::int64_t, std::vector<std::pair<std::size_t, std::int64_t>>> by_cell_;  // place, Wh
};

/// The candidate of which `more` has most above `less`; ties: the first id. Empty: none has more.
std::string largest_rise(std::map<std::string, std::int64_t> const& less,
                         std::map<std::string, std::int64_t> const& more);

}  // namespace laad
