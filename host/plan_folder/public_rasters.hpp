// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/plan_folder/plan_folder.hpp"

#include <filesystem>

namespace laad {

/// A hard link to `from`, else a copy. Errors  OutputError: cannot be written
void link_or_copy(std::filesystem::path const& from, std::filesystem::path const& to);

/// The rasters of a plan but those that tell of single dwellings, into a folder that is made.
/// Errors  as link_or_copy
void link_public_rasters(StoredPlan const&, std::filesystem::path const& folder);

}  // namespace laad
