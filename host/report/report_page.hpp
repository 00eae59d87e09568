// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/present/map/map_sheet.hpp"
#include "host/present/page.hpp"
#include "host/run/findings.hpp"
#include "host/run/parts/inputs.hpp"
#include "host/run/run_log.hpp"

#include <span>
#include <string>
#include <vector>

namespace laad {

/// The report as one HTML page that needs no network and no other file; the maps are read from their files.
std::string report_page(Inputs const&, Findings const&, RunLog const&, std::vector<MapPicture> const& maps);

/// Maps as pictures of a page. Errors  OutputError: a picture cannot be read back
PageParts map_pictures(std::span<MapPicture const> maps);

}  // namespace laad
