// SPDX-License-Identifier: Apache-2.0
// The maps of a run.
#pragma once

#include "host/present/map/map_sheet.hpp"
#include "host/present/map/numbered_places.hpp"
#include "host/run/findings.hpp"
#include "host/run/parts/inputs.hpp"
#include "host/run/parts/layers.hpp"

#include <string>
#include <vector>

namespace laad {

/// Writes them as PNG in `folder`: the plan map first; of coverage alone those of today, the white spots first.
/// Errors  OutputError
std::vector<MapPicture> write_maps(Inputs const&, Layers const&, Findings const&, std::filesystem::path const& folder);

// Maps of what there is today: they need neither a prognosis nor grid tables. What they are made from must outlive
// them.
Theme white_spot_map(Inputs const&, Findings const&);
Theme walk_map(Inputs const&, Layers const&, MapFrame const&);
Theme evse_map(Inputs const&, Layers const&, MapFrame const&);
/// Of a run with the use of the network.
Theme pressure_map(Inputs const&, Layers const&, MapFrame const&);
/// Where use is known: on weekdays in the hour from 18 h on, when most are plugged in.
Theme chance_map(Inputs const&, Layers const&, MapFrame const&);
Theme nal_map(Inputs const&, Findings const&, MapFrame const&);

/// Of a run with a grid.
Theme headroom_map(Inputs const&, Layers const&, MapFrame const&);

// What several maps show.
/// "prognosis midden for 2028"
std::string prognosis_words(Inputs const&);
/// Public charging sites.
Style site_legend(BaseLayers const&);
/// White spots and sites.
Style today_legend(Inputs const&);
void draw_sites(BaseLayers const&, Canvas&, MapFrame const&);
void draw_white_spots(std::vector<WhiteSpot> const&, Canvas&, MapFrame const&,
                      std::vector<MapPlace> const& numbers = {});
/// Public charging sites on a theme that colours cells; only a note where they would hide the colours.
void put_sites_on(Theme&, BaseLayers const&, MapFrame const&);

}  // namespace laad
