// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/report/report.hpp"
#include "host/work/published_files.hpp"

namespace laad {

struct WrittenFile {
    std::string content;  ///< what is in the file
    std::string hash;     ///< of its bytes, when it is a link; else not known yet
};

/// Writes every layer of the analysis, and the surface and the neighbourhood index under it, as a COG, several at a
/// time; those that were published before are links. Logs what that cost. Gives the layers by name of the file.
/// Errors  OutputError
std::map<std::string, WrittenFile> write_layers(Inputs const&, Layers const&, std::filesystem::path const& folder,
                                                PublishedFiles const&, ExportCost&, Progress const&);

}  // namespace laad
