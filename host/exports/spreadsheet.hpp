// SPDX-License-Identifier: Apache-2.0
// Tables as a spreadsheet reads them by itself, in the language spoken.
#pragma once

#include "rasters/io/vectors/vector_file.hpp"

#include <string>
#include <vector>

namespace laad {

/// Rows without shapes as CSV. In Dutch as a Dutch spreadsheet opens it with a double-click: semicolons, decimal
/// commas and a byte order mark; else by RFC 4180 with decimal points. Thousands are never grouped.
std::string spreadsheet_csv(OutputLayer const&);

/// A table of all columns of `tables` with what they mean.
OutputLayer explanation_of(std::vector<OutputLayer> const& tables);

}  // namespace laad
