// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace laad {

struct ZipEntry {
    std::string name;  ///< with slashes
    std::string content;
};

/// Writes an archive, whole or not at all: the same entries make the same bytes, as all have the first time that a zip
/// can state (1980-01-01).
/// Errors  OutputError: cannot be written
/// Source  PKWARE APPNOTE.TXT 6.3, without zip64: entries under 4 GiB
void write_zip(std::filesystem::path const& file, std::vector<ZipEntry> const& entries);

}  // namespace laad
