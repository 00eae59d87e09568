// SPDX-License-Identifier: Apache-2.0
// What the tables of a plan mean, in the language spoken. Their names do not change by language.
#pragma once

#include "rasters/io/vectors/vector_file.hpp"

#include <string>

namespace laad {

/// The description that the table brings where it is not known.
std::string table_meaning(OutputLayer const& table);

}  // namespace laad
