// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/parts/reach.hpp"

namespace laad {

/// Lists  what each of the candidates in the tile reaches
class CandidatesPart : public ReachPart {
  public:
    static constexpr Algorithm algorithm{"candidates", 1};
    static constexpr PartMemory memory{0, 4, walk_scratch_bytes};

    explicit CandidatesPart(PartInputs const& in) : ReachPart{in, algorithm, "candidates"}
    {
        for (Candidate const& candidate : in.base().candidates)
            add(candidate.entry, in.scenario().placement.evse_per_station);
    }
};

}  // namespace laad
