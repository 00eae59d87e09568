// SPDX-License-Identifier: Apache-2.0
// Rows of a GeoPackage that we wrote, as SQL asks for them.
#pragma once

#include "rasters/io/vectors/vector_file.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace laad {

/// Calls `take` with the values of each row, in the order of the columns of the query; one row at a time is in memory.
/// Errors  InputError: missing or damaged, or without a layer or column that the query names
void each_row(std::filesystem::path const& file, std::string const& query,
              std::function<void(std::vector<Value> const&)> const& take);

/// A text as SQL writes it, in quotes.
std::string sql_text(std::string_view text);

}  // namespace laad
