// SPDX-License-Identifier: Apache-2.0
#include "host/backtest/past_prognosis.hpp"

#include "host/backtest/row_checks.hpp"
#include "host/intake/table_rows.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace laad {
namespace {

/// In which municipality a neighbourhood lies: from a table of its own, else from the column `gemeente` beside `buurt`.
class MunicipalitiesOf {
  public:
    /// Errors  InputError with file and line: a missing column, an empty cell, a neighbourhood with two municipalities
    MunicipalitiesOf(std::optional<std::filesystem::path> const& file, TableRows const& table)
    {
        if (!file) {
            column_ = table.optional_column("gemeente");
            return;
        }
        file_ = file->string();
        TableRows pairs{*file};
        auto const neighbourhood_column = pairs.column("buurt");
        auto const municipality_column = pairs.column("gemeente");
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            auto const neighbourhood = pairs.name(i, neighbourhood_column);
            auto const municipality = pairs.name(i, municipality_column);
            if (neighbourhood && municipality) learn(pairs, i, *neighbourhood, *municipality);
        }
        pairs.finish();
    }

    bool known() const { return !file_.empty() || column_; }
    /// Nothing, and the row marked as bad, when there is none or another than before.
    std::optional<std::string> at(TableRows& table, std::size_t row, std::string const& neighbourhood)
    {
        if (column_) {
            auto const municipality = table.name(row, *column_);
            return municipality ? learn(table, row, neighbourhood, *municipality) : std::nullopt;
        }
        auto const found = municipality_of_.find(neighbourhood);
        if (found != municipality_of_.end()) return found->second;
        table.bad(row, fmt::format("buurt \"{}\" is not in {}; add its gemeente there", neighbourhood, file_));
        return std::nullopt;
    }

  private:
    std::optional<std::string> learn(TableRows& table, std::size_t row, std::string const& neighbourhood,
                                     std::string const& municipality)
    {
        auto const& known = municipality_of_.emplace(neighbourhood, municipality).first->second;
        if (known == municipality) return municipality;
        table.bad(row,
                  fmt::format("buurt \"{}\" lies in gemeente \"{}\", in an earlier row in \"{}\"; keep one of them",
                              neighbourhood, municipality, known));
        return std::nullopt;
    }
    std::string file_;  ///< empty: from the column
    std::optional<TableRows::Column> column_;
    std::map<std::string, std::string> municipality_of_;
};

class PastPrognosisReader {
  public:
    explicit PastPrognosisReader(PastPrognosisRequest const& request)
        : request_{request},
          table_{request.file},
          has_neighbourhoods_{table_.optional_column("buurt").has_value()},
          area_{area_column(table_)},
          year_{table_.column("year")},
          scenario_{table_.column("scenario")},
          modality_{table_.column("modality")},
          type_{table_.column("location_type")},
          quantity_{table_.column("quantity")},
          value_{table_.column("value")},
          kwh_per_point_{table_.optional_column("kwh_per_point_year")},
          basis_{table_},
          cbs_year_{table_},
          municipalities_{has_neighbourhoods_ ? request.municipalities : std::nullopt, table_}
    {
        table_.column("cbs_year");  // must be there
        if (request.realised == AreaLevel::neighbourhood && !has_neighbourhoods_)
            table_.refuse(
                "is per gemeente, the realised data are per buurt; sum the realised data per gemeente and "
                "say in their column coverage what they lack");
        if (request.municipalities && !has_neighbourhoods_)
            table_.refuse("is per gemeente already; leave out --gemeenten");
        if (wants_municipalities() && !municipalities_.known())
            table_.refuse(
                "is per buurt and gemeenten are asked for; add a column gemeente, or give a table "
                "buurt,gemeente with --gemeenten");
    }

    PastPrognosis read()
    {
        prognosis_.file = request_.file.string();
        prognosis_.has_kwh_per_point = kwh_per_point_.has_value();
        for (std::size_t i = 0; i < table_.size(); ++i)
            if (auto row = read(i)) prognosis_.rows.push_back(std::move(*row));
        table_.finish();
        check_types();
        check_cbs_year();
        prognosis_.quantity_line = table_.line(quantity_seen_.first_row());
        prognosis_.modalities.assign(modalities_.begin(), modalities_.end());
        return std::move(prognosis_);
    }

  private:
    bool wants_municipalities() const { return has_neighbourhoods_ && request_.level == AreaLevel::municipality; }

    std::optional<PrognosisValue> read(std::size_t i)
    {
        auto const area = table_.name(i, area_);
        auto const year = table_.number(i, year_, year_range);
        auto const scenario = table_.choice(i, scenario_, scenario_names);
        auto const modality = table_.name(i, modality_);
        auto const type = table_.name(i, type_);
        auto const quantity = table_.choice(i, quantity_, quantity_names);
        auto const kwh_per_point = kwh_per_point_at(i);
        prognosis_.illustrative |= basis_.at(table_, i) == FigureBasis::illustrative;
        cbs_year_.check(table_, i);
        if (!quantity) return std::nullopt;
        prognosis_.quantity = static_cast<Quantity>(*quantity);
        quantity_seen_.see(table_, i, quantity_, quantity_names[*quantity]);
        auto const value = table_.number(i, value_, amount_range(prognosis_.quantity));
        if (!area || !year || !scenario || !modality || !type || !value) return std::nullopt;
        keys_.check(table_, i,
                    fmt::format("{}, {}, {}, {}, {}", *area, *year, scenario_names[*scenario], *modality, *type));
        types_.insert(*type);
        if (std::ranges::count(request_.types, *type) == 0) return std::nullopt;
        modalities_.insert(*modality);
        auto const group = wants_municipalities() ? municipalities_.at(table_, i, *area) : area;
        if (!group) return std::nullopt;
        return PrognosisValue{request_.realised == AreaLevel::municipality ? *group : *area,
                              *group,
                              static_cast<int>(*year),
                              scenario_names[*scenario],
                              *value,
                              kwh_per_point,
                              table_.line(i)};
    }

    std::optional<std::int64_t> kwh_per_point_at(std::size_t i)
    {
        if (!kwh_per_point_ || table_.cell(i, *kwh_per_point_).empty()) return std::nullopt;
        return table_.number(i, *kwh_per_point_, {3, 1, 100'000, "kWh per point and year"});
    }

    void check_types() const
    {
        std::vector<std::string> const there(types_.begin(), types_.end());
        for (std::string const& type : request_.types)
            if (!types_.contains(type))
                table_.refuse(fmt::format("location type \"{}\" (--types) is in no row; there are {}{}", type,
                                          joined(there), did_you_mean(type, there)));
    }

    void check_cbs_year() const
    {
        if (!request_.realised_cbs_year || *request_.realised_cbs_year == cbs_year_.year()) return;
        table_.refuse(fmt::format("is of CBS year {}, the realised data are of {}; bring both to one CBS division",
                                  *cbs_year_.year(), *request_.realised_cbs_year));
    }

    PastPrognosisRequest const& request_;
    TableRows table_;
    bool has_neighbourhoods_;
    TableRows::Column area_, year_, scenario_, modality_, type_, quantity_, value_;
    std::optional<TableRows::Column> kwh_per_point_;
    BasisColumn basis_;
    CbsYearColumn cbs_year_;
    MunicipalitiesOf municipalities_;
    UniqueKeys keys_;
    SameEverywhere quantity_seen_{"give one table for each quantity"};
    std::set<std::string> types_;
    std::set<std::string> modalities_;
    PastPrognosis prognosis_;
};

}  // namespace

PastPrognosis read_past_prognosis(PastPrognosisRequest const& request)
{
    return PastPrognosisReader{request}.read();
}

}  // namespace laad
