// SPDX-License-Identifier: Apache-2.0
// The files of an output folder with their bytes, so that one that was edited, damaged or removed is noticed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace laad {

struct FileFacts {
    std::int64_t bytes{};
    std::string hash;  ///< of its bytes, as file_hash
};
using FileList = std::map<std::string, FileFacts>;  ///< by name relative to the folder, with slashes

/// Every file in a folder that is being made. `known`: hashes of files that need not be read, by name.
/// Errors  InputError: a file cannot be read
FileList files_in(std::filesystem::path const& folder, std::map<std::string, std::string> const& known);

/// What is wrong with the first file of an output folder that is not as its manifest says; empty when all are.
/// `is_known`: whether a file is known to have that hash, so that it need not be read.
std::string damage_in(
    std::filesystem::path const& folder,
    std::function<bool(std::filesystem::path const&, std::string const& hash)> const& is_known = nullptr);

}  // namespace laad
