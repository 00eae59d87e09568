// SPDX-License-Identifier: Apache-2.0
#include "host/prognosis/prognosis_table.hpp"

#include "host/intake/table_rows.hpp"
#include "host/language/to_say.hpp"
#include "host/prognosis/row_key.hpp"
#include "host/prognosis/same_everywhere.hpp"
#include "host/scenario/vocabulary.hpp"
#include "rasters/error.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

namespace laad {
namespace {

/// A quantity as tables state it, and how many thousandths of ours its smallest digit is.
struct Quantity {
    std::string name;
    NumberRange range;
    std::string ours;
};
Quantity const quantities[] = {{"kwh_per_year", {3, 0, 1'000'000'000, "kWh per year"}, "kwh_per_year"},
                               {"charge_points", {3, 0, 1'000'000, "charge points"}, "charge_points"},
                               {"mwh_per_year", {6, 0, 1'000'000, "MWh per year"}, "kwh_per_year"}};
std::string const quantity_names[] = {"kwh_per_year", "charge_points", "mwh_per_year"};

/// Rows of a word that is not known, and what they hold.
struct LeftOut {
    std::int64_t rows{};
    std::int64_t thousandths{};
};

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
    TableReader(std::filesystem::path const& file, TableShape const& shape)
        : table_{file, Rows::needed, shape.layer, {shape.decimal, "prognosis.decimal"}},
          columns_{table_, shape},
          seen_{table_.size(), KeyHash{result_.rows}, SameKey{result_.rows}}
    {
        result_.rows.reserve(table_.size() * figures_.size());
        result_.file = file.string();
        result_.decimal = shape.decimal;
        result_.row_word = table_.row_word();
        if (!figures_.front().year) year_ = columns_.needed("year");
        if (!figures_.front().scenario) scenario_ = columns_.needed("scenario");
        result_.is_long = shape.is_long() && figures_.size() == 1 && year_ && scenario_;
    }

    PrognosisTable read()
    {
        for (std::size_t i = 0; i < table_.size(); ++i)
            read(i);
        table_.finish();
        tell_left_out();
        result_.quantity = quantity_seen_.value();
        result_.label = {version_seen_.value(), date_seen_.value(), source_seen_.value()};
        return std::move(result_);
    }

  private:
    void read(std::size_t i)
    {
        check_label(i);
        PrognosisRow row;
        row.line = table_.line(i);
        auto const neighbourhood = name(i, neighbourhood_);
        auto const cbs_year = a_year(i, cbs_year_);
        auto const modality = name(i, modality_);
        auto const type = name(i, location_type_);
        auto const quantity = choice(i, quantity_, quantity_names);
        auto const basis = basis_at(i);
        if (cbs_year) {
            cbs_year_seen_.see(table_, i, {0, cbs_year_.name}, std::to_string(*cbs_year));
            result_.cbs_year = static_cast<int>(*cbs_year);
        }
        if (quantity) quantity_seen_.see(table_, i, {0, quantity_.name}, ours(quantities[*quantity]));
        bool const is_right = neighbourhood && cbs_year && modality && type && quantity && basis;
        if (is_right) row = {row.line, *neighbourhood, 0, "", *modality, location_type_of(*type), 0, *basis};
        for (FigureColumn const& figure : figures_)
            read(i, figure, quantity ? &quantities[*quantity] : nullptr, is_right ? &row : nullptr);
    }

    /// One figure of a row; a wide table has several.
    void read(std::size_t i, FigureColumn const& figure, Quantity const* quantity, PrognosisRow const* of)
    {
        auto const year = figure.year ? std::optional<std::int64_t>{*figure.year} : a_year(i, *year_);
        auto const scenario = figure.scenario ? scenario_names[*figure.scenario] : scenario_at(i);
        auto const value = quantity ? value_at(i, figure.column, *quantity) : std::nullopt;
        if (!of || !year || !value || !scenario) return;
        if (!scenario_of(*scenario)) {
            auto& [rows, thousandths] = left_out_[*scenario];
            ++rows;
            thousandths += *value;
            result_.rejected.push_back({result_.file, "", table_.line(i),
                                        to_say("scenario \"{}\" is unknown", *scenario), "prognosis row", *value / 1000,
                                        ours(*quantity) == "kwh_per_year" ? "kWh" : "charge points"});
            return;
        }
        result_.rows.push_back(*of);
        result_.rows.back().year = static_cast<int>(*year);
        result_.rows.back().scenario = scenario_names[*scenario_of(*scenario)];
        result_.rows.back().value = *value;
        check_duplicate(i);
    }

    /// As it is written, when it is known or nothing known resembles it.
    std::optional<std::string> scenario_at(std::size_t i)
    {
        auto found = name(i, *scenario_);
        if (!found || scenario_of(*found) || !resembles_one_of_ours(*found)) return found;
        table_.bad(i, fmt::format("{} \"{}\" is unknown (known: {}){}", scenario_->name, *found, joined(scenario_names),
                                  did_you_mean(*found, scenario_names)));
        return std::nullopt;
    }
    static bool resembles_one_of_ours(std::string const& scenario)
    {
        auto const plain = plain_word(scenario);
        return nearest_name(plain, scenario_names) || std::ranges::any_of(scenario_names, [&](std::string const& ours) {
                   return ours.starts_with(plain) || plain.starts_with(ours);
               });
    }

    /// Thousandths of our quantity: charge points become energy when it is known what one charges.
    std::optional<std::int64_t> value_at(std::size_t i, TableRows::Column const& column, Quantity const& quantity)
    {
        auto const value = table_.number(i, column, quantity.range);
        if (!value || !is_by_point(quantity)) return value;
        NumberRange const range{3, 0, 1'000'000, "kWh per point and year"};
        auto const each = number(i, *kwh_per_point_, range);
        if (!each) return std::nullopt;
        return static_cast<std::int64_t>((static_cast<__int128>(*value) * *each + 500) / 1000);
    }
    bool is_by_point(Quantity const& quantity) const { return quantity.name == "charge_points" && kwh_per_point_; }
    std::string ours(Quantity const& quantity) const { return is_by_point(quantity) ? "kwh_per_year" : quantity.ours; }

    std::optional<std::string> name(std::size_t i, ShapedColumn const& from)
    {
        return from.column ? table_.name(i, *from.column) : std::optional{from.constant};
    }
    std::optional<std::int64_t> number(std::size_t i, ShapedColumn const& from, NumberRange const& range)
    {
        if (from.column) return table_.number(i, *from.column, range);
        auto const value = decimal(from.constant, range.decimals);
        std::int64_t const one = decimal("1", range.decimals).value_or(1);
        if (!value || *value < range.least * one || *value > range.most * one)
            table_.refuse(fmt::format("{} is \"{}\", and must be a number from {} to {} {}", from.name, from.constant,
                                      range.least, range.most, range.unit));
        return value;
    }
    std::optional<std::int64_t> a_year(std::size_t i, ShapedColumn const& from)
    {
        return number(i, from, {0, 1900, 2200, "(a year)"});
    }
    std::optional<std::size_t> choice(std::size_t i, ShapedColumn const& from, std::span<std::string const> names)
    {
        auto const found = name(i, from);
        if (!found) return std::nullopt;
        auto const match = std::ranges::find(names, plain_word(*found));
        if (match != names.end()) return static_cast<std::size_t>(match - names.begin());
        auto const problem = fmt::format("{} \"{}\" is unknown (known: {}){}", from.name, *found, joined(names),
                                         table_.shows_more() ? did_you_mean(*found, names) : "");
        if (!from.column) table_.refuse(problem);
        table_.bad(i, problem);
        return std::nullopt;
    }
    /// Nothing: a word that is no basis.
    std::optional<FigureBasis> basis_at(std::size_t i)
    {
        if (!basis_ || basis_->cell(table_, i).empty()) return FigureBasis::unstated;
        auto const which = choice(i, *basis_, std::span{figure_basis_names}.subspan(1));
        return which ? std::optional{static_cast<FigureBasis>(*which + 1)} : std::nullopt;
    }

    void check_label(std::size_t i)
    {
        if (version_) version_seen_.see(table_, i, *version_->column, version_->cell(table_, i));
        if (source_) source_seen_.see(table_, i, *source_->column, source_->cell(table_, i));
        if (!date_) return;
        if (!date_->cell(table_, i).empty() && !table_.date(i, *date_->column)) return;
        date_seen_.see(table_, i, *date_->column, date_->cell(table_, i));
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

    void tell_left_out()
    {
        for (auto const& [word, left_out] : left_out_)
            result_.notes.push_back(
                to_say("scenario \"{}\" is unknown (known: {}): {} rows with {:.1f} {} together are left out", word,
                       joined(scenario_names), left_out.rows, static_cast<double>(left_out.thousandths) / 1000,
                       quantity_seen_.value()));
        if (result_.rows.empty() && !left_out_.empty())
            table_.refuse("no row has a known scenario: " + result_.notes.front());
    }

    TableRows table_;
    ShapedColumns columns_;
    std::vector<FigureColumn> figures_{columns_.figures()};
    ShapedColumn neighbourhood_{columns_.needed("buurt")};
    ShapedColumn cbs_year_{columns_.needed("cbs_year")};
    std::optional<ShapedColumn> year_;
    std::optional<ShapedColumn> scenario_;
    ShapedColumn modality_{columns_.needed("modality")};
    ShapedColumn location_type_{columns_.needed("location_type")};
    ShapedColumn quantity_{columns_.needed("quantity")};
    std::optional<ShapedColumn> kwh_per_point_{columns_.optional("kwh_per_point_year")};
    std::optional<ShapedColumn> basis_{columns_.optional("basis")};
    std::optional<ShapedColumn> version_{columns_.optional("version")};
    std::optional<ShapedColumn> date_{columns_.optional("date")};
    std::optional<ShapedColumn> source_{columns_.optional("source")};
    std::map<std::string, LeftOut> left_out_;  ///< by scenario
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
    return read_prognosis_table(file, {.layer = layer, .decimal = decimal});
}

PrognosisTable read_prognosis_table(std::filesystem::path const& file, TableShape const& shape)
{
    return TableReader{file, shape}.read();
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
