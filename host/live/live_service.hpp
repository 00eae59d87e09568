// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/findings.hpp"
#include "host/run/parts/inputs.hpp"

#include <map>
#include <utility>
#include <vector>

namespace laad {

/// What stations reach and serve, kept up as they change.
class LiveService {
  public:
    /// `lists`: what each of the sites of the inputs reaches now. The inputs outlive this.
    LiveService(Inputs const& inputs, ReachLists const& lists, CpuExec exec);

    /// After the sites of the inputs changed: fills stations and unmet_wh.
    void update(Findings& findings);

  private:
    std::vector<Reached> const& reach_of(Access const& entry);
    std::vector<Reached> walked_from(Access const& entry) const;

    Inputs const& inputs_;
    CpuExec exec_;
    std::map<std::pair<Cell, int>, std::vector<Reached>> known_;  ///< by entry: cell and straight line to it
};

}  // namespace laad
