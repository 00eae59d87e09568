// SPDX-License-Identifier: Apache-2.0
#include "host/prognosis/prognosis_table.hpp"

#include "host/intake/table_rows.hpp"
#include "host/prognosis/row_key.hpp"
#include "host/prognosis/same_everywhere.hpp"
#include "host/scenario/vocabulary.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>

#include <set>
#include <unordered_set>

namespace laad {
namespace {

std::string const quantities[] = {"kwh_per_year", "charge_points"};
NumberRange const ranges[] = {{3, 0, 1'000'000'000, "kWh per year"}, {3, 0, 1'000'000, "charge points"}};

/// The key of a row by its place, so that no key is written out for the rows that are right.
struct KeyHash {
    std::vector<PrognosisRow> const& rows;

    std::size_t operator()(std::size_t row) const { return hash_of(key_of(rows[row])); }
};

struct SameKey {
    std::vector<PrognosisRow> const& rows;

    bool operator()(std::size_t a, std::size_t b) const { return key_of(rows[a]) == key_of(rows[b]); }
};

class TableReader {
  public:
    TableReader(std::filesystem::path const& file, std::string const& layer, std::string const& decimal)
        : table_{file, Rows::needed, layer, {decimal, "prognosis.decimal"}},
          seen_{table_.size(), KeyHash{result_.rows}, SameKey{result_.rows}}
    {
        result_.rows.reserve(table_.size());
        result_.file = file.string();
        result_.decimal = decimal;
        result_.row_word = table_.row_word();
    }

    PrognosisTable read()
    {
        for (std::size_t i = 0; i < table_.size(); ++i)
            read(i);
        table_.finish();
        result_.quantity = quantity_seen_.value();
        result_.label = {version_seen_.value(), date_seen_.value(), source_seen_.value()};
        return std::move(result_);
    }

  private:
    void read(std::size_t i)
    {
        check_label(i);
        auto const neighbourhood = table_.name(i, neighbourhood_);
        auto const cbs_year = table_.number(i, cbs_year_, {0, 1900, 2200, "(a year)"});
        auto const year = table_.number(i, year_, {0, 1900, 2200, "(a year)"});
        auto const scenario = table_.choice(i, scenario_, scenario_names);
        auto const modality = table_.name(i, modality_);
        auto const type = table_.name(i, location_type_);
        auto const quantity = table_.choice(i, quantity_, quantities);
        auto const value = quantity ? table_.number(i, value_, ranges[*quantity]) : std::nullopt;
        auto const basis = basis_.at(table_, i);
        if (cbs_year) {
            cbs_year_seen_.see(table_, i, cbs_year_, std::to_string(*cbs_year));
            result_.cbs_year = static_cast<int>(*cbs_year);
        }
        if (quantity) quantity_seen_.see(table_, i, quantity_, quantities[*quantity]);
        if (!neighbourhood || !cbs_year || !year || !scenario || !modality || !type || !value) return;
        result_.rows.push_back({table_.line(i), std::move(*neighbourhood), static_cast<int>(*year),
                                scenario_names[*scenario], std::move(*modality), std::move(*type), *value, basis});
        check_duplicate(i);
    }

    void check_label(std::size_t i)
    {
        if (version_) version_seen_.see(table_, i, *version_, table_.cell(i, *version_));
        if (source_) source_seen_.see(table_, i, *source_, table_.cell(i, *source_));
        if (!date_) return;
        if (!table_.cell(i, *date_).empty() && !table_.date(i, *date_)) return;
        date_seen_.see(table_, i, *date_, table_.cell(i, *date_));
    }

    void check_duplicate(std::size_t i)
    {
        PrognosisRow const& row = result_.rows.back();
        auto const [first, is_new] = seen_.insert(result_.rows.size() - 1);
        if (is_new) return;
        table_.bad(i, fmt::format("the same key ({}, {}, {}, {}, {}) is on {} {}; keep one of them", row.neighbourhood,
                                  row.year, row.scenario, row.modality, row.location_type, table_.row_word(),
                                  result_.rows[*first].line));
        result_.rows.pop_back();
    }

    TableRows table_;
    TableRows::Column neighbourhood_{table_.column("buurt")};
    TableRows::Column cbs_year_{table_.column("cbs_year")};
    TableRows::Column year_{table_.column("year")};
    TableRows::Column scenario_{table_.column("scenario")};
    TableRows::Column modality_{table_.column("modality")};
    TableRows::Column location_type_{table_.column("location_type")};
    TableRows::Column quantity_{table_.column("quantity")};
    TableRows::Column value_{table_.column("value")};
    BasisColumn basis_{table_};
    std::optional<TableRows::Column> version_{table_.optional_column("version")};
    std::optional<TableRows::Column> date_{table_.optional_column("date")};
    std::optional<TableRows::Column> source_{table_.optional_column("source")};
    SameEverywhere cbs_year_seen_{"bring all rows to one CBS division"};
    SameEverywhere quantity_seen_{"a table is in one unit, make two tables of it"};
    SameEverywhere version_seen_{"a table is one version"};
    SameEverywhere date_seen_{"a table is one version"};
    SameEverywhere source_seen_{"a table is one version"};
    PrognosisTable result_;
    std::unordered_set<std::size_t, KeyHash, SameKey> seen_;  ///< rows of the result
};

}  // namespace

void PrognosisTable::refuse(std::string const& problem) const
{
    throw InputError{fmt::format("{}: {}", file, problem)};
}

PrognosisTable read_prognosis_table(std::filesystem::path const& file, std::string const& layer,
                                    std::string const& decimal)
{
    return TableReader{file, layer, decimal}.read();
}

std::vector<YearScenario> years_and_scenarios(PrognosisTable const& table)
{
    std::set<YearScenario> there;
    for (PrognosisRow const& row : table.rows)
        there.insert({row.year, row.scenario});
    return {there.begin(), there.end()};
}

std::string in_words(std::vector<YearScenario> const& all)
{
    std::vector<std::string> words;
    for (YearScenario const& one : all)
        words.push_back(fmt::format("{} {}", one.year, one.scenario));
    return joined(words);
}

}  // namespace laad
