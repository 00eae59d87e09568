// SPDX-License-Identifier: Apache-2.0
// What was realised: charge points placed or energy charged, per area and year.
#pragma once

#include "host/backtest/quantity.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace laad {

struct RealisedRow {
    std::string area;
    int year{};
    Quantity quantity{};
    std::int64_t value{};                    ///< thousandths
    std::optional<std::int64_t> coverage{};  ///< share of what was realised that the data hold, in millionths
    std::int64_t line{};
};

struct Realised {
    std::string file;
    AreaLevel kind{AreaLevel::neighbourhood};
    std::optional<std::int64_t> cbs_year;
    std::vector<RealisedRow> rows;
    bool illustrative{};  ///< a row says so
};

/// Reads a long table: buurt (or gemeente, when there is no such column), year, quantity (charge_points or
/// kwh_per_year), value ≥ 0; optionally coverage (a share, 0.01 to 1), cbs_year (one for all) and basis.
/// Errors  InputError with file and line, all bad rows in one message (the first ten): a missing column, a column
///         scenario, an empty key, a duplicate key, NaN, a negative or absurd value, an unknown quantity or basis, two
///         CBS years
Realised read_realised(std::filesystem::path const& file);

}  // namespace laad
