// SPDX-License-Identifier: Apache-2.0
#include "host/backtest/realised.hpp"

#include "host/backtest/row_checks.hpp"
#include "host/intake/table_rows.hpp"

#include <fmt/format.h>

namespace laad {
namespace {

constexpr std::int64_t least_coverage = 10'000;  ///< millionths

class RealisedReader {
  public:
    explicit RealisedReader(std::filesystem::path const& file)
        : table_{file},
          kind_{table_.optional_column("buurt") ? AreaLevel::neighbourhood : AreaLevel::municipality},
          area_{area_column(table_)},
          year_{table_.column("year")},
          quantity_{table_.column("quantity")},
          value_{table_.column("value")},
          coverage_{table_.optional_column("coverage")},
          basis_{table_},
          cbs_year_{table_},
          realised_{file.string(), kind_, {}, {}, false}
    {
        if (table_.optional_column("scenario"))
            table_.refuse("has a column scenario, so it is a prognosis; are --prognosis and --realised swapped?");
    }

    Realised read()
    {
        for (std::size_t i = 0; i < table_.size(); ++i)
            if (auto row = read(i)) realised_.rows.push_back(std::move(*row));
        table_.finish();
        realised_.cbs_year = cbs_year_.year();
        return std::move(realised_);
    }

  private:
    std::optional<RealisedRow> read(std::size_t i)
    {
        auto const area = table_.name(i, area_);
        auto const year = table_.number(i, year_, year_range);
        auto const quantity = table_.choice(i, quantity_, quantity_names);
        realised_.illustrative |= basis_.at(table_, i) == FigureBasis::illustrative;
        cbs_year_.check(table_, i);
        auto const coverage = coverage_at(i);
        if (!quantity) return std::nullopt;
        auto const kind = static_cast<Quantity>(*quantity);
        auto const value = table_.number(i, value_, amount_range(kind));
        if (!area || !year || !value) return std::nullopt;
        keys_.check(table_, i, fmt::format("{}, {}, {}", *area, *year, name(kind)));
        return RealisedRow{*area, static_cast<int>(*year), kind, *value, coverage, table_.line(i)};
    }

    std::optional<std::int64_t> coverage_at(std::size_t i)
    {
        if (!coverage_ || table_.cell(i, *coverage_).empty()) return std::nullopt;
        auto const share = table_.number(i, *coverage_, {6, 0, 1, "(a share, 0.8 for 80 %)"});
        if (!share || *share >= least_coverage) return share;
        table_.bad(i, fmt::format("coverage {} is under 0.01: that says too little; leave the row out",
                                  table_.cell(i, *coverage_)));
        return std::nullopt;
    }

    TableRows table_;
    AreaLevel kind_;
    TableRows::Column area_, year_, quantity_, value_;
    std::optional<TableRows::Column> coverage_;
    BasisColumn basis_;
    CbsYearColumn cbs_year_;
    UniqueKeys keys_;
    Realised realised_;
};

}  // namespace

Realised read_realised(std::filesystem::path const& file)
{
    return RealisedReader{file}.read();
}

}  // namespace laad
