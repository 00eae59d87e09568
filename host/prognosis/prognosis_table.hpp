// SPDX-License-Identifier: Apache-2.0
// The long table of a prognosis, read and checked by itself: no region is needed.
#pragma once

#include "host/intake/figure_basis.hpp"
#include "host/prognosis/table_shape.hpp"

#include <compare>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace laad {

/// Which prognosis this is; empty: not stated.
struct PrognosisLabel {
    std::string version;
    std::string date;  ///< YYYY-MM-DD
    std::string source;

    friend bool operator==(PrognosisLabel const&, PrognosisLabel const&) = default;
};

/// A year and scenario that a table has rows for.
struct YearScenario {
    int year{};
    std::string scenario;

    friend auto operator<=>(YearScenario const&, YearScenario const&) = default;
};

struct PrognosisRow {
    std::int64_t line{};  ///< see PrognosisTable::row_word
    std::string neighbourhood;
    int year{};
    std::string scenario;
    std::string modality;
    std::string location_type;
    std::int64_t value{};  ///< thousandths of the unit of the quantity: Wh a year of kwh_per_year
    FigureBasis basis{};
};

struct PrognosisTable {
    std::string file;
    std::string decimal;   ///< sign that its numbers were read with, see NumberStyle
    std::string row_word;  ///< what PrognosisRow::line counts: line of a CSV, feature of any other table
    int cbs_year{};        ///< edition of the neighbourhoods
    std::string quantity;  ///< kwh_per_year or charge_points
    bool is_long{true};    ///< it is read without a shape that says what it means
    std::vector<std::string> notes;
    std::vector<Rejected> rejected;  ///< rows that are left out, with their kWh
    PrognosisLabel label;            ///< as the columns version, date and source say
    std::vector<PrognosisRow> rows;

    /// Throws InputError about the table as a whole.
    [[noreturn]] void refuse(std::string const& problem) const;
};

/// Reads a table of another shape as the long one below. Energy in mwh_per_year, and charge points with
/// kwh_per_point_year, become kwh_per_year. Scenarios that nothing resembles are left out, told with their rows and
/// figures in the notes.
/// Errors  as below; InputError: a column lacks, or is there beside its constant
PrognosisTable read_prognosis_table(std::filesystem::path const& file, TableShape const&);

/// Reads the columns buurt, cbs_year, year, scenario, modality, location_type, quantity, value and, where there are
/// such, basis, version, date and source; all rows, in the order of the file. `layer`: of a file with several tables.
/// `decimal`: see NumberStyle. Values are rounded to thousandths of their unit, halves up. Neighbourhoods are not
/// looked up.
/// Errors  InputError with file and line (feature of any other table than a CSV), all bad rows in one message (the
///         first ten): a missing column; an unknown scenario, quantity or basis; a value that is negative, no number or
///         absurd; numbers that may be decimals or thousands; the same neighbourhood, year, scenario, modality and
///         location type twice; a CBS year, quantity, version, date or source that differs from that of the first row
PrognosisTable read_prognosis_table(std::filesystem::path const& file, std::string const& layer = {},
                                    std::string const& decimal = {});

/// What a table has rows for, ascending.
std::vector<YearScenario> years_and_scenarios(PrognosisTable const&);

/// "2028 midden, 2030 midden": for a message.
std::string in_words(std::vector<YearScenario> const&);

}  // namespace laad
