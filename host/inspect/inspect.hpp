// SPDX-License-Identifier: Apache-2.0
// `laadraster inspect region.toml --out FOLDER`: what was read, as pictures and tables.
#pragma once

#include "host/run/parts/inputs.hpp"

#include <filesystem>

namespace laad {

/// Makes a folder with surface.png, dwellings.png, charging.png, guesses.csv and set_aside.csv.
/// Errors  OutputError: as make_folder
void write_inspection(Inputs const&, std::filesystem::path const& folder);

}  // namespace laad
