// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/scenario/scenario.hpp"
#include "host/work/file_hashes.hpp"
#include "rasters/io/files/content_hash.hpp"

namespace laad {

/// Adds what the input files of a scenario are called, from the folder of its file, and hold; not that file itself.
/// Errors  InputError: one does not exist or cannot be read
void add_files(ContentHash&, Scenario const&, FileHashes&);

}  // namespace laad
