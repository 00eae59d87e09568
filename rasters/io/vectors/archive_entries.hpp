// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace laad {

/// A file in an archive.
struct ArchiveEntry {
    std::filesystem::path inside;  ///< its path in the archive
    std::filesystem::path path;    ///< by which GDAL reads it: /vsizip/...
};

/// The files in a .zip, sorted; those that a Mac adds for itself are left out.
std::vector<ArchiveEntry> entries_of_zip(std::filesystem::path const& zip);

/// Copies a file that GDAL can read to one of our own; `archive` is what messages call it, `done` what is done.
/// Errors  InputError: it is damaged; OutputError: no room
void unpack(std::filesystem::path const& from, std::filesystem::path const& to, std::string const& archive,
            char const* done = "unpacked");

}  // namespace laad
