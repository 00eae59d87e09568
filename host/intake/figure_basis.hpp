// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/intake/table_rows.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace laad {

/// On what a figure of a table rests, as the table states it.
enum class FigureBasis : std::uint8_t { unstated, measured, forecast, illustrative };

/// As tables write them; empty: unstated.
inline std::array<std::string, 4> const figure_basis_names{"", "measured", "forecast", "illustrative"};

inline std::string words(FigureBasis basis)
{
    return figure_basis_names[static_cast<std::size_t>(basis)];
}

/// The optional column `basis`.
class BasisColumn {
  public:
    explicit BasisColumn(TableRows const& table) : column_{table.optional_column("basis")} {}

    /// A word that is none of them is marked as bad.
    FigureBasis at(TableRows& table, std::size_t row) const
    {
        if (!column_ || table.cell(row, *column_).empty()) return FigureBasis::unstated;
        auto const name = table.choice(row, *column_, std::span{figure_basis_names}.subspan(1));
        return name ? static_cast<FigureBasis>(*name + 1) : FigureBasis::unstated;
    }

  private:
    std::optional<TableRows::Column> column_;
};

}  // namespace laad
