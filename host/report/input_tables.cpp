// SPDX-License-Identifier: Apache-2.0
#include "host/report/input_tables.hpp"

#include "host/language/language.hpp"
#include "host/present/words.hpp"

#include <filesystem>
#include <map>
#include <tuple>

namespace laad {

Table<Guess> guess_table()
{
    return {"guesses",
            "What had to be guessed because the inputs do not say it, and how much hangs on it",
            {{"guess", "Guess", [](Guess const& guess) { return Sentence{guess.what}; }},
             {"decides", "Decides", &Guess::affected},
             {"of", "Of", &Guess::total},
             {"unit", "Unit", [](Guess const& guess) { return Sentence{guess.unit}; }},
             {"change_it_with", "Change it with", &Guess::rule}}};
}

std::vector<Rejected> set_aside(Inputs const& inputs)
{
    auto rows = inputs.base.rejected;
    rows.insert(rows.end(), inputs.prognosis.rejected.begin(), inputs.prognosis.rejected.end());
    rows.insert(rows.end(), inputs.monitor.rejected.begin(), inputs.monitor.rejected.end());
    return rows;
}

Table<Rejected> set_aside_table()
{
    auto const cost = [](Rejected const& row) { return row.unit.empty() ? std::nullopt : std::optional{row.cost}; };
    return {"set_aside",
            "Rows of the inputs that were set aside, with what is lost",
            {{"file", &Rejected::file},
             {"layer", &Rejected::layer},
             {"feature", &Rejected::feature},
             {"kind", [](Rejected const& row) { return Sentence{row.kind}; }},
             {"reason", [](Rejected const& row) { return Sentence{row.reason}; }},
             {"cost", cost},
             {"unit", [](Rejected const& row) { return Sentence{row.unit}; }}}};
}

std::string SetAsideKind::cost_in_words() const
{
    return unit.empty() ? "" : grouped(cost) + " " + said(unit);
}

std::vector<SetAsideKind> by_kind(std::vector<Rejected> const& rows)
{
    std::map<std::tuple<std::string, std::string, std::string, std::string>, SetAsideKind> kinds;
    for (Rejected const& row : rows) {
        auto const input =
            std::filesystem::path{row.file}.filename().string() + (row.layer.empty() ? "" : ", " + row.layer);
        auto& one = kinds[{row.kind, input, row.reason, row.unit}];
        one = {row.kind, input, row.reason, one.rows + 1, one.cost + row.cost, row.unit};
    }
    std::vector<SetAsideKind> all;
    for (auto& [key, one] : kinds)
        all.push_back(std::move(one));
    return all;
}

}  // namespace laad
