// SPDX-License-Identifier: Apache-2.0
// What lies in a folder of downloads.
#pragma once

#include "host/recipes/recipe.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace laad {

/// A file of a folder, and what is known of it.
struct FoundFile {
    std::filesystem::path file;
    FileContent content{};
    std::vector<Recipe const*> recipes{};  ///< that read it
    std::string problem{};                 ///< why it cannot be read; empty: it can
};

/// Every data file in a folder and those in it, by name; without files that only go with another one (.shx, .prj) and
/// without documents.
/// Errors  InputError: no such folder
std::vector<FoundFile> look_into(std::filesystem::path const& folder, std::vector<Recipe> const& recipes);

}  // namespace laad
