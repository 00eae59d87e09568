// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/scenario/vocabulary.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace laad {

/// Numbers, texts and levels of a table of a plan by name of the column.
/// Errors  InputError: no such column (those there are); a number or level that is none, with its line
class TableReader {
  public:
    explicit TableReader(std::filesystem::path const& file, Rows rows = Rows::needed);

    std::vector<Feature> const& rows() const { return table_.features; }
    std::string words(Feature const& row, std::string const& field) const;
    /// Empty where there is no such column.
    std::string words_if_any(Feature const& row, std::string const& field) const;
    AreaLevel level(Feature const& row, std::string const& field) const;
    double real(Feature const& row, std::string const& field) const;
    /// Tables hold kWh with all their decimals, so that the Wh come back exactly: `scale` 1000.
    std::int64_t whole(Feature const& row, std::string const& field, int scale = 1) const;

  private:
    [[noreturn]] void refuse(Feature const& row, std::string const& field, char const* wanted) const;

    FeatureTable table_;
};

}  // namespace laad
