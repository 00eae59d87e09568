// SPDX-License-Identifier: Apache-2.0
#include "host/prognosis/csv_text.hpp"

#include <fmt/format.h>

#include <iterator>

namespace laad {
namespace {

/// A name as a cell; quotes inside it are doubled.
std::string cell(std::string const& name)
{
    if (name.find_first_of(",;\t\"\r\n") == std::string::npos) return name;
    std::string quoted = "\"";
    for (char const c : name)
        quoted += c == '"' ? std::string{"\"\""} : std::string{c};
    return quoted + '"';
}

}  // namespace

std::string csv_text(PrognosisTable const& table)
{
    // Four digits behind the sign, so that no reader can take it for one between thousands.
    char const sign = table.decimal == "," ? ',' : '.';
    std::string text = "buurt,cbs_year,year,scenario,modality,location_type,quantity,value,basis\n";
    for (PrognosisRow const& row : table.rows)
        fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{},{},{},{}\n", cell(row.neighbourhood),
                       table.cbs_year, row.year, row.scenario, cell(row.modality), cell(row.location_type),
                       table.quantity, cell(fmt::format("{}{}{:03}0", row.value / 1000, sign, row.value % 1000)),
                       words(row.basis));
    return text;
}

}  // namespace laad
