// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <system_error>

namespace laad {

/// Where files lie that come with the program: share/laadraster/<name> beside it, or in the sources it was built from.
inline std::filesystem::path shared_folder(char const* name, char const* in_sources)
{
    std::error_code none;
    auto const program = std::filesystem::read_symlink("/proc/self/exe", none);
    auto const installed = program.parent_path().parent_path() / "share" / "laadraster" / name;
    return std::filesystem::is_directory(installed, none) ? installed : std::filesystem::path{in_sources};
}

}  // namespace laad
