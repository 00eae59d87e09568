// SPDX-License-Identifier: Apache-2.0
// Writes a run as one output folder: all of it or nothing.
#pragma once

#include "host/run/run.hpp"
#include "host/work/published_files.hpp"

#include <filesystem>
#include <functional>
#include <string>

namespace laad {

/// Called with what is being written and the part done, 0..1.
using Progress = std::function<void(std::string const& what, double part)>;

/// Logs what writing cost in run.log.stages. Writes rasters (COG), plankaart.gpkg, basemap.fgb, CSV tables, PNG maps,
/// report.html, reach.bin, region.effective.toml, the logo and manifest.json to a sibling of `folder` and renames it; of
/// coverage alone, nothing that rests on a prognosis or on grid tables. Errors  OutputError:
/// `folder` exists (what to do), disk full, not writable; nothing half-written remains. Rasters and
/// base maps that earlier runs published with the same content are links to their files.
void write_results(Run&, std::filesystem::path const& folder, Progress const&,
                   PublishedFiles published = PublishedFiles{});

}  // namespace laad
