// SPDX-License-Identifier: Apache-2.0
#include "host/prognosis/ladder.hpp"

#include "host/intake/bad_rows.hpp"
#include "host/intake/table_rows.hpp"
#include "host/prognosis/apportion.hpp"

#include <fmt/format.h>

#include <unordered_map>

namespace laad {
namespace {

std::string text_key(PrognosisRow const& row)
{
    return fmt::format("{}, {}, {}, {}", row.neighbourhood, row.year, row.scenario, row.modality);
}

/// Lines of the totals by key.
std::unordered_map<std::string, std::int64_t> totals_of(PrognosisTable const& table, Ladder const& ladder)
{
    std::unordered_map<std::string, std::int64_t> totals;
    for (PrognosisRow const& row : table.rows) {
        if (row.location_type != ladder.total_type) continue;
        if (ladder.thousandths.empty())
            table.refuse(
                fmt::format("{} {} has location type \"{}\", which only shares can split; give "
                            "[prognosis.shares], e.g. thuis = 0.6, publiek = 0.4, or a table that is split",
                            table.row_word, row.line, row.location_type));
        totals.emplace(text_key(row), row.line);
    }
    return totals;
}

void check_no_parts(PrognosisTable const& table, Ladder const& ladder,
                    std::unordered_map<std::string, std::int64_t> const& totals)
{
    BadRows bad{table.file, table.row_word};
    for (PrognosisRow const& row : table.rows) {
        if (row.location_type == ladder.total_type) continue;
        auto const total = totals.find(text_key(row));
        if (total != totals.end())
            bad.add(row.line, fmt::format("location type {} stands beside the \"{}\" of the same buurt, year, scenario "
                                          "and modality on {} {}, so it would count twice; keep the total or its parts",
                                          row.location_type, ladder.total_type, table.row_word, total->second));
    }
    bad.finish();
}

}  // namespace

std::int64_t split_totals(PrognosisTable& table, Ladder const& ladder)
{
    auto const totals = totals_of(table, ladder);
    if (totals.empty()) return 0;
    check_no_parts(table, ladder, totals);
    std::vector<std::int64_t> weights;
    for (auto const& [type, thousandths] : ladder.thousandths)
        weights.push_back(thousandths);
    std::vector<PrognosisRow> rows;
    for (PrognosisRow& row : table.rows) {
        if (row.location_type != ladder.total_type) {
            rows.push_back(std::move(row));
            continue;
        }
        auto const parts = apportion(row.value, weights);
        auto part = parts.begin();
        for (auto const& [type, thousandths] : ladder.thousandths) {
            rows.push_back(row);
            rows.back().location_type = type;
            rows.back().value = *part++;
        }
    }
    table.rows = std::move(rows);
    return static_cast<std::int64_t>(totals.size());
}

std::string in_words(Ladder const& ladder)
{
    std::vector<std::string> parts;
    for (auto const& [type, thousandths] : ladder.thousandths)
        parts.push_back(fmt::format("{} {} %", type, thousandths / 10.0));
    return joined(parts);
}

}  // namespace laad
