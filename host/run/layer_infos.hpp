// SPDX-License-Identifier: Apache-2.0
// What the layers of the analysis are called and what they hold.
#pragma once

#include "host/run/part.hpp"
#include "host/run/results.hpp"

namespace laad {

/// Opens every layer of the analysis in the store: those that an earlier run left there, else empty ones.
/// Errors  OutputError: the folder cannot be written
AnalysisLayers make_layers(BlockStore const&, Scenario const&);

/// Calls visit(layer) for the layers of a part.
template <class Layers, class Visit>
void each_layer_of(Part part, Layers& layers, Visit visit)
{
    switch (part) {
        case Part::distance:
            visit(layers.distance_dm);
            visit(layers.distance_site);
            break;
        case Part::walk:
            visit(layers.walk_dm);
            visit(layers.walk_site);
            visit(layers.evse_within);
            break;
        case Part::demand:
            visit(layers.demand_wh);
            visit(layers.demand_density_kwh);
            break;
        case Part::headroom:
            visit(layers.headroom_w);
            visit(layers.connectable_points);
            visit(layers.binding_asset);
            visit(layers.binding_quarter);
            visit(layers.basis);
            break;
        case Part::unmet:
            visit(layers.unmet_wh);
            break;
        case Part::gain:
            visit(layers.gain_kwh);
            break;
        case Part::stations:
        case Part::candidates:
        case Part::gains:
            break;
    }
}

/// Calls visit(layer) for the layers that hold coverage, and for those that rest on the prognosis and the grid tables.
template <class Layers, class Visit>
void each_coverage_layer(Layers& layers, Visit visit)
{
    for (Part const part : {Part::distance, Part::walk})
        each_layer_of(part, layers, visit);
}

template <class Layers, class Visit>
void each_plan_layer(Layers& layers, Visit visit)
{
    for (Part const part : {Part::demand, Part::unmet, Part::gain, Part::headroom})
        each_layer_of(part, layers, visit);
}

}  // namespace laad
