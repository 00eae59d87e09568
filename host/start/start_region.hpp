// SPDX-License-Identifier: Apache-2.0
// A first region.toml from a folder of downloads.
#pragma once

#include "host/start/choice.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace laad {

struct StartRequest {
    std::filesystem::path from;               ///< folder of downloads
    std::vector<std::string> municipalities;  ///< that the plan is for; empty: the only one, or the area that is given
    std::filesystem::path region;             ///< region.toml to be written
};

/// A part of a plan that no file gives.
struct MissingPart {
    std::string part;
    std::string without;             ///< what is left out, or done instead
    std::vector<std::string> pages;  ///< where a file that gives it can be had
};

struct Start {
    std::vector<Recipe> recipes;
    std::vector<FoundFile> files;
    std::vector<Source> sources;
    std::vector<MissingPart> missing;
    std::string name;     ///< of the region
    std::string toml;     ///< the text of region.toml
    std::string outline;  ///< of an area.geojson beside it; empty: none is needed
};

/// Looks into the files and says what can be made of them; writes nothing.
/// Errors  InputError: nothing is recognised, a gemeente that is not there, several and none named
Start start_region(StartRequest const&);

/// The parts that no source gives.
std::vector<MissingPart> missing_parts(std::vector<Source> const&, std::vector<Recipe> const&);

}  // namespace laad
