// SPDX-License-Identifier: Apache-2.0
#include "host/scenario/file_names.hpp"

#include <algorithm>

namespace laad {

namespace {

/// `file` without `folder` before it, or nothing.
std::filesystem::path after(std::filesystem::path const& folder, std::filesystem::path const& file)
{
    auto [f, rest] = std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
    if (f != folder.end() && !f->empty()) return {};  // empty: what follows a last slash
    std::filesystem::path name;
    for (; rest != file.end(); ++rest)
        name /= *rest;
    return name;
}

}  // namespace

// The parser puts the folder before a name that is relative, and nothing before others.
std::string named_from(std::filesystem::path const& folder, std::filesystem::path const& file)
{
    if (folder.empty() || file.is_absolute() != folder.is_absolute()) return file.generic_string();
    auto const name = after(folder, file);
    return (name.empty() ? file : name).generic_string();
}

}  // namespace laad
