// SPDX-License-Identifier: Apache-2.0
// The hard rules for a place of a station, in the order of `reason_codes`. The grid policy is judged elsewhere.
#pragma once

#include "host/prepare/boxes.hpp"
#include "host/prepare/findings.hpp"
#include "host/prepare/ground.hpp"

#include <optional>
#include <vector>

namespace laad {

/// What is known about the parking of a candidate; nothing: no data.
struct ParkingFacts {
    std::optional<bool> is_closed;
    std::optional<bool> is_reserved;
};

/// Shapes from which a pole keeps its distance.
class Obstacles {
  public:
    Obstacles(std::vector<Geometry> shapes, double bucket_m);
    bool any_within(Point, double metres) const;

  private:
    std::vector<Geometry> shapes_;
    BoxIndex index_;
};

class Rules {
  public:
    Rules(RuleConfig const&, std::vector<Charger> const& chargers, Ground const&, Findings& findings);

    /// Fills reasons, passed and unchecked; all rules that are broken are listed.
    void judge(Candidate&, ParkingFacts) const;

  private:
    RuleConfig config_;
    Ground const& ground_;
    std::optional<Obstacles> buildings_, water_, trees_;
    Obstacles stations_;
};

}  // namespace laad
