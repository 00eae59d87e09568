// SPDX-License-Identifier: Apache-2.0
// Every part of the analysis. Layers are published in this order; a part that needs more comes after what it needs.
#pragma once

#include "host/run/parts/candidates.hpp"
#include "host/run/parts/chance.hpp"
#include "host/run/parts/demand.hpp"
#include "host/run/parts/distance.hpp"
#include "host/run/parts/gain.hpp"
#include "host/run/parts/gains.hpp"
#include "host/run/parts/headroom.hpp"
#include "host/run/parts/pressure.hpp"
#include "host/run/parts/stations.hpp"
#include "host/run/parts/unmet.hpp"
#include "host/run/parts/walk.hpp"

namespace laad {

template <class... Part>
struct ListOfParts {
    static constexpr std::size_t size = sizeof...(Part);

    /// Calls visit.operator()<Part>() for each.
    template <class Visit>
    static void each(Visit visit)
    {
        (visit.template operator()<Part>(), ...);
    }
    /// Calls visit(LayerDecl) for each layer.
    template <class Visit>
    static void each_layer(Visit visit)
    {
        (std::apply([&](auto const&... layer) { (visit(layer), ...); }, Part::layers), ...);
    }
    using Made = std::tuple<std::optional<Part>...>;
};

using Parts = ListOfParts<DistancePart, WalkPart, PressurePart, DemandPart, StationsPart, CandidatesPart, GainsPart,
                          UnmetPart, GainPart, HeadroomPart, ChancePart>;

}  // namespace laad
