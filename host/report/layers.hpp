// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/report/published_files.hpp"
#include "host/report/report.hpp"

namespace laad {

struct WrittenLayer {
    std::string content;  ///< what is in the file
    std::string hash;     ///< of its bytes, when it is a link; else not known yet
};

/// Writes every layer of the analysis, and the surface and the buurt index under it, as a COG, several at a time; those
/// that were published before are links. Logs the cost in run.results.rasters. Gives the layers by name of the file.
/// Errors  OutputError
std::map<std::string, WrittenLayer> write_layers(Run&, std::filesystem::path const& folder, PublishedFiles const&,
                                                 Progress const&);

}  // namespace laad
