// SPDX-License-Identifier: Apache-2.0
// What the layers of the analysis are called and what they hold.
#pragma once

#include "host/run/results.hpp"

namespace laad {

/// Opens every layer of the analysis in the store: those that an earlier run left there, else empty ones.
/// Errors  OutputError: the folder cannot be written
AnalysisLayers make_layers(BlockStore const&, Scenario const&);

/// Calls visit(layer) for the layers that hold coverage, and for those that rest on the prognosis and the grid tables.
template <class Layers, class Visit>
void each_coverage_layer(Layers& layers, Visit visit)
{
    visit(layers.distance_dm);
    visit(layers.distance_site);
    visit(layers.walk_dm);
    visit(layers.walk_site);
    visit(layers.evse_within);
}

template <class Layers, class Visit>
void each_plan_layer(Layers& layers, Visit visit)
{
    visit(layers.demand_wh);
    visit(layers.demand_density_kwh);
    visit(layers.unmet_wh);
    visit(layers.gain_kwh);
    visit(layers.headroom_w);
    visit(layers.connectable_points);
    visit(layers.binding_asset);
    visit(layers.binding_quarter);
    visit(layers.basis);
}

}  // namespace laad
