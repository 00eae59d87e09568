// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/report/report.hpp"

namespace laad {

/// Writes every raster of a run as a COG in `folder`, which exists. Errors  OutputError
void write_layers(Run const&, std::filesystem::path const& folder, Progress const&);

}  // namespace laad
