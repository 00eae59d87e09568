// SPDX-License-Identifier: Apache-2.0
// A plan folder as an earlier version made it.
#pragma once

#include "host/plan_folder/plan_files.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <string>

namespace laad {

/// Takes a file out of a plan, and out of what its manifest lists.
inline void forget_file(std::filesystem::path const& plan, std::string const& name)
{
    std::filesystem::remove(plan / name);
    auto const manifest = plan / plan_files::manifest;
    auto json = nlohmann::ordered_json::parse(std::ifstream{manifest});
    auto kept = nlohmann::ordered_json::array();
    for (auto const& file : json["files"])
        if (file["file"] != name) kept.push_back(file);
    json["files"] = std::move(kept);
    std::ofstream{manifest} << json.dump(2) << "\n";
}

}  // namespace laad
