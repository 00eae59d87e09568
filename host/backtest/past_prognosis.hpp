// SPDX-License-Identifier: Apache-2.0
// A past prognosis, as far as it can be held against what was realised.
#pragma once

#include "host/backtest/quantity.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace laad {

struct PrognosisValue {
    std::string area;  ///< at the level of the realised data
    std::string
        group;  ///< at the level of the answer; the area itself unless neighbourhoods are summed per municipality
    int year{};
    std::string scenario;
    std::int64_t value{};                         ///< thousandths
    std::optional<std::int64_t> kwh_per_point{};  ///< a year, in thousandths
    std::int64_t line{};
};

struct PastPrognosis {
    std::string file;
    Quantity quantity{};
    std::int64_t quantity_line{};  ///< where the quantity is first named
    std::vector<PrognosisValue> rows;
    std::vector<std::string> modalities;  ///< that are added up
    bool has_kwh_per_point{};             ///< there is such a column
    bool illustrative{};                  ///< a row says so
};

struct PastPrognosisRequest {
    std::filesystem::path file;
    std::vector<std::string> types;                ///< location types that the realised data hold
    AreaLevel realised{AreaLevel::neighbourhood};  ///< what the realised data are about
    AreaLevel level{AreaLevel::neighbourhood};  ///< what the answer is about: this, or municipalities of neighbourhoods
    std::optional<std::int64_t> realised_cbs_year{};  ///< must be the table's own, when both say it
    std::optional<std::filesystem::path>
        municipalities{};  ///< table buurt, gemeente; nothing: a column of the prognosis
};

/// Reads the long table of a prognosis (docs/input_tables.md) with a column buurt or, for one per municipality,
/// gemeente; optionally gemeente beside buurt, and kwh_per_point_year. The quantity is charge_points or kwh_per_year,
/// one in all rows; rows of other location types are checked and left out.
/// Errors  InputError with file and line, all bad rows in one message (the first ten): what read_prognosis_table
///         refuses, mixed quantities, another CBS year than the realised data, a location type that is in no row, a
///         neighbourhood without municipality where municipalities are asked for, or with two; a prognosis per
///         municipality against realised data per neighbourhood
PastPrognosis read_past_prognosis(PastPrognosisRequest const&);

}  // namespace laad
