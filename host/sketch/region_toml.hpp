// SPDX-License-Identifier: Apache-2.0
// A sketch is named in the region.toml that it was made for, unless the user has said something there already.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace laad {

/// Keys of a section and their values, as TOML writes them.
struct SectionKeys {
    std::string section;
    std::string comment;
    std::vector<std::pair<std::string, std::string>> keys;

    /// With the header, as one writes it into region.toml.
    std::string text() const;
};

/// Adds the keys: at the end of the file when it has no such section, below the header of a section that has none of
/// the keys. What the user wrote stays as it is, byte for byte. All or nothing.
/// Returns  false when the section has one of the keys already, or is not written under a header of its own: nothing
///          is changed then
/// Errors   InputError: not TOML; OutputError: cannot be written
bool add_to_region(std::filesystem::path const& region_toml, SectionKeys const&);

/// How region.toml names a file that lies in its folder or below it; else the whole path.
std::string name_in_region(std::filesystem::path const& region_toml, std::filesystem::path const& file);

}  // namespace laad
