// SPDX-License-Identifier: Apache-2.0
// Files of a plan that follow from its inputs alone: basemap.fgb, entries.csv, links.csv.
#pragma once

#include "host/report/layers.hpp"
#include "host/work/published_files.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace laad {

bool is_base_file(std::string_view name);

/// Makes those that the work folder does not hold for these inputs, so that every plan links them.
/// Errors  InputError: an input can no longer be read; OutputError
void keep_base_files(Inputs const&, Work const&);

/// Puts them into an output folder: links to what is kept, else written there. By name.
/// Errors  as keep_base_files
std::map<std::string, WrittenFile> put_base_files(Inputs const&, std::filesystem::path const& folder,
                                                  PublishedFiles const&);

}  // namespace laad
