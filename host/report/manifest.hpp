// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/plan_folder/file_list.hpp"
#include "host/run/findings.hpp"
#include "host/run/parts/inputs.hpp"
#include "host/run/run_log.hpp"

#include <string>
#include <utility>
#include <vector>

namespace laad {

/// The manifest of a run as JSON: what went in, what came out, what it cost and what is certified. `files`: all others
/// of the output folder.
/// Errors  InputError: an input can no longer be read
std::string manifest_json(Inputs const&, Findings const&, RunLog const&,
                          std::vector<std::pair<std::string, std::string>> const& table_hashes,
                          FileList const& files = {});

/// Whether two manifests say the same but for the device, the cost and the files, some of which hold times.
bool tell_the_same(std::string const& manifest, std::string const& other);

}  // namespace laad
