// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/results.hpp"

#include <opencv2/core.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace laad {

struct MapPicture {
    std::filesystem::path file;
    std::string title;
    std::string subtitle;  ///< what it shows, also for those who cannot see it
};

/// Writes a map sheet as PNG. Errors  OutputError
void write_map(cv::Mat3b const& sheet, std::filesystem::path const& file);

/// Writes the maps of a run as PNG in `folder`, the plan map first. Errors  OutputError
std::vector<MapPicture> write_maps(Run const&, std::filesystem::path const& folder);

}  // namespace laad
