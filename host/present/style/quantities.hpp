// SPDX-License-Identifier: Apache-2.0
// The one place that says how each quantity looks: change a colour, a class or a word in quantities.cpp.
#pragma once

#include "host/present/style/scale.hpp"

namespace laad::styles {

// Numbers, by the name of their layer.
extern Scale const walk;
extern Scale const evse_within;
extern Scale const pressure;
extern Scale const energy_per_evse;
extern Scale const chance;  ///< of a free charger
extern Scale const demand;
extern Scale const demand_density;
extern Scale const unmet;
extern Scale const unmet_density;  ///< of square blocks
extern Scale const unmet_after;    ///< of neighbourhoods
extern Scale const gain;
extern Scale const peak_occupancy;     ///< of gemeenten and buurten
extern Scale const vehicles_per_evse;  ///< of gemeenten
extern Scale const lead_days;          ///< likewise: from request to station
extern Scale const within_reach;       ///< of candidates: what a station would serve with no end to its capacity
extern Scale const headroom;
extern Scale const connectable_points;
extern Scale const demand_density_change;
extern Scale const unmet_change;
extern Scale const headroom_change;
extern Scale const demand_change;  ///< of neighbourhoods

// Classes by words, by the name of their layer or table.
extern Style const basis;
extern Style const placements;
extern Style const bays;
extern Style const candidates;
extern Style const stations;
extern Style const white_spots;
extern Style const nal_squares;
extern Style const white_squares;
extern Style const search_areas;
extern Style const neighbourhoods;  ///< their borders
extern Style const places_change;   ///< places of two plans
extern Style const robust;          ///< places of several plans

// Signs of maps alone; see base_map.hpp for what lies below them.
extern StyleClass const off_street_site;
extern StyleClass const grid_asset;
extern StyleClass const neighbourhood_border;
extern StyleClass const municipality_border;

}  // namespace laad::styles
