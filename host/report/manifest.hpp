// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/report/file_list.hpp"
#include "host/run/results.hpp"

#include <string>
#include <utility>
#include <vector>

namespace laad {

/// The manifest of a run as JSON: what went in, what came out, what it cost and what is certified. `files`: all others
/// of the output folder.
/// Errors  InputError: an input can no longer be read
std::string manifest_json(Run const&, std::vector<std::pair<std::string, std::string>> const& table_hashes,
                          FileList const& files = {});

/// Whether two manifests say the same but for the device, the cost and the files, some of which hold times.
bool tell_the_same(std::string const& manifest, std::string const& other);

}  // namespace laad
