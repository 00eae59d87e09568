// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/run.hpp"

#include <filesystem>

namespace laad {

/// The first figures of a run, on stdout.
void print_summary(Run const&, std::filesystem::path const& folder);

}  // namespace laad
