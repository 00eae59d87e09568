// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/parts/reach.hpp"

namespace laad {

/// Lists  what each of the existing and planned stations in the tile reaches
class StationsPart : public ReachPart {
  public:
    static constexpr Algorithm algorithm{"stations", 1};
    static constexpr PartMemory memory{4, 4, walk_scratch_bytes};

    explicit StationsPart(PartInputs const& in) : ReachPart{in, algorithm, "chargers"}
    {
        for (Site const& site : in.base().sites)
            add(site.entry, site.evse);
    }
};

}  // namespace laad
