// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/io/vectors/vector_file.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace laad {

/// Numbers and texts of a table of a plan by name of the column.
/// Errors  InputError: no such column (those there are); a number that is none, with its line
class TableReader {
  public:
    explicit TableReader(std::filesystem::path const& file, Rows rows = Rows::needed);

    std::vector<Feature> const& rows() const { return table_.features; }
    std::string words(Feature const& row, std::string const& field) const;
    double real(Feature const& row, std::string const& field) const;
    std::int64_t whole(Feature const& row, std::string const& field) const;
    /// Tables hold kWh with all their decimals, so that the Wh come back exactly.
    std::int64_t wh(Feature const& row, std::string const& field) const;
    /// Wh × thousandths, see WeightedWh.
    std::int64_t weighted_wh(Feature const& row, std::string const& field) const;

  private:
    FeatureTable table_;
};

}  // namespace laad
