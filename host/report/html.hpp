// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/report/maps.hpp"
#include "host/run/results.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace laad {

/// The report as one HTML page that needs no network and no other file; the maps are read from their files.
std::string report_html(Run const&, std::vector<MapPicture> const& maps);

/// Maps as figures of a page, from `first` up to `last`. Errors  OutputError: a picture cannot be read back
std::string map_figures(std::vector<MapPicture> const& maps, std::size_t first, std::size_t last);

}  // namespace laad
