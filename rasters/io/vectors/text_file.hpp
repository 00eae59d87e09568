// SPDX-License-Identifier: Apache-2.0
// Text as publishers store it.
#pragma once

#include <filesystem>
#include <string>

namespace laad {

/// All of a file, or of one in an archive, as UTF-8 without byte order mark; UTF-16 with such a mark is converted.
/// Errors  InputError: missing, a folder, unreadable
std::string text_of_file(std::filesystem::path const& file);

/// Its first lines, whole, as far as they are looked at to know what a file holds (64 KiB).
std::string first_lines_of_file(std::filesystem::path const& file);

}  // namespace laad
