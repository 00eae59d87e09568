// SPDX-License-Identifier: Apache-2.0
#include "host/plan_folder/stored_candidates.hpp"

#include "host/plan_folder/plan_files.hpp"
#include "rasters/error.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <sstream>

namespace laad {
namespace {

constexpr char const* query =
    "SELECT c.candidate, bay_ids, buurt, gemeente, reasons, rules_passed, rules_not_checked, rank, gain_kwh, x_m, y_m, "
    "gain_after_plan_kwh, worth_after_plan_kwh, too_close, demand_places, binding_asset_after, binding_quarter_after, "
    "review, "
    "street, side, address, address_m, postcode, town "
    "FROM candidates c JOIN explanations e ON e.fid = c.fid AND e.candidate = c.candidate";

/// The values of a row in the order of the query.
class Cells {
  public:
    explicit Cells(std::vector<Value> const& values) : values_{values} {}

    std::string words() { return text(next()); }
    std::vector<std::string> list()
    {
        std::istringstream in{words()};
        return {std::istream_iterator<std::string>{in}, {}};
    }
    std::optional<double> known() { return number(next()); }
    double real() { return known().value_or(0); }
    /// Numbers are stored with all their decimals, so they come back exactly.
    std::int64_t scaled(int scale) { return std::llround(real() * scale); }

  private:
    Value const& next() { return values_.at(at_++); }

    std::vector<Value> const& values_;
    std::size_t at_{};
};

StoredCandidate row_of(std::vector<Value> const& values)
{
    constexpr int wh_per_kwh = 1000;
    constexpr int weighted_per_kwh = 1'000'000;
    Cells cells{values};
    StoredCandidate row;
    row.id = cells.words();
    row.bay_ids = cells.words();
    row.neighbourhood = cells.words();
    row.municipality = cells.words();
    row.stopped_by = cells.list();
    row.passed = cells.list();
    row.unchecked = cells.list();
    row.placed = cells.known().has_value();
    if (auto const gain_kwh = cells.known()) row.first_gain_wh = std::llround(*gain_kwh * wh_per_kwh);
    row.pole.x = cells.real();
    row.pole.y = cells.real();
    row.gain_after_plan_wh = cells.scaled(wh_per_kwh);
    row.worth_after_plan = cells.scaled(weighted_per_kwh);
    row.too_close = cells.words() == "yes";
    row.demand_places = cells.scaled(1);
    row.binding_asset_after = cells.words();
    row.binding_quarter_after = cells.words();
    row.review = cells.words();
    row.where.street = cells.words();
    row.where.side = cells.words();
    row.where.address = cells.words();
    if (auto const address_m = cells.known()) row.where.address_cm = static_cast<int>(std::llround(*address_m * 100));
    row.where.postcode = cells.words();
    row.where.town = cells.words();
    return row;
}

void each_where(std::filesystem::path const& folder, std::string const& condition,
                std::function<void(StoredCandidate const&)> const& take)
{
    auto const file = folder / plan_files::map;
    if (!std::filesystem::exists(file))
        throw InputError{
            fmt::format("{}: holds no {}; name the output folder of laadraster run", folder.string(), plan_files::map)};
    each_row(file, query + condition, [&](std::vector<Value> const& values) { take(row_of(values)); });
}

}  // namespace

void each_candidate(std::filesystem::path const& folder, std::optional<std::string> const& id,
                    std::function<void(StoredCandidate const&)> const& take)
{
    each_where(folder, id ? " WHERE c.candidate = " + sql_text(*id) : "", take);
}

void each_ranked_candidate(std::filesystem::path const& folder, std::function<void(StoredCandidate const&)> const& take)
{
    each_where(folder, " WHERE c.rank IS NOT NULL", take);
}

}  // namespace laad
