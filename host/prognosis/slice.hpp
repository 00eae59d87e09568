// SPDX-License-Identifier: Apache-2.0
// One year and scenario out of a prognosis table, still by the neighbourhoods of the table.
#pragma once

#include "host/prognosis/prognosis_table.hpp"

namespace laad {

struct PrognosisFigure {
    std::string neighbourhood;
    std::string modality;
    std::string location_type;
    std::int64_t value{};  ///< as PrognosisRow::value

    friend bool operator==(PrognosisFigure const&, PrognosisFigure const&) = default;
};

struct PrognosisSlice {
    int year{};
    std::string scenario;
    std::vector<PrognosisFigure> figures;  ///< in the order in which they first appear in the table
    std::int64_t interpolated{};           ///< how many figures lie between table years
    std::vector<int> between;              ///< those table years, ascending
    std::int64_t not_reached{};  ///< neighbourhood, modality and type with rows before or after this year alone: 0
    std::int64_t rows{};         ///< rows that the figures rest on
    std::int64_t rows_without_basis{};
    bool illustrative{};  ///< one of them says so
};

/// The figures of a year and scenario. A year between two table years of a neighbourhood, modality and location type is
/// interpolated linearly, rounded to a whole thousandth of the unit (Wh), halves up; nothing is extrapolated.
/// Errors  InputError: the scenario has no row, or none up to the year, or none from it on (what there is)
PrognosisSlice slice_of(PrognosisTable const&, int year, std::string const& scenario);

}  // namespace laad
