// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/scenario/scenario.hpp"

#include <string>
#include <vector>

namespace laad {

/// The names that a table may refer to: those inside the grid, and those in the rest of their layer, which is read only
/// when a name is not inside.
class LayerNames {
  public:
    LayerNames(std::vector<std::string> inside, LayerRef layer, std::string field, int epsg);

    /// Whether the layer has `name` anywhere.
    bool has(std::string const& name);
    /// The end of a message about a name that the layer lacks.
    std::string nearest(std::string const& name) const;

  private:
    std::vector<std::string> names_;
    LayerRef layer_;
    std::string field_;
    int epsg_;
    int unnamed_{};
    bool whole_;  ///< the layer was read, or there is none
};

}  // namespace laad
