// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/prognosis.hpp"

#include "host/prepare/layer_names.hpp"
#include "host/prepare/prognosis_notes.hpp"
#include "host/prepare/table_rows.hpp"
#include "rasters/error.hpp"
#include "rasters/io/shapes.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace laad {
namespace {

std::string const scenarios[] = {"laag", "midden", "hoog"};
std::string const quantities[] = {"kwh_per_year"};
std::string const bases[] = {"measured", "forecast", "illustrative"};

struct PrognosisColumns {
    TableRows::Column buurt, cbs_year, year, scenario, modality, location_type, quantity, value;
    std::optional<TableRows::Column> basis;
};

PrognosisColumns columns_of(TableRows const& table)
{
    return {table.column("buurt"),    table.column("cbs_year"), table.column("year"),
            table.column("scenario"), table.column("modality"), table.column("location_type"),
            table.column("quantity"), table.column("value"),    table.optional_column("basis")};
}

struct PrognosisRow {
    std::size_t buurt{};
    int year{};
    std::string scenario;
    std::string location_type;
    std::int64_t wh{};
    std::string basis;  ///< empty: not stated
};

/// Checks every row, also those of other years and scenarios: a table with errors anywhere is not to be trusted.
class PrognosisReader {
  public:
    PrognosisReader(Scenario const& scenario, BaseLayers const& base)
        : table_{scenario.prognosis.file},
          columns_{columns_of(table_)},
          keys_{keys_of(base.buurten)},
          known_{keys_, scenario.region.buurten, scenario.region.buurt_key_field, scenario.region.epsg}
    {
        for (std::size_t i = 0; i < keys_.size(); ++i)
            buurt_of_.emplace(keys_[i], i);
    }

    std::vector<PrognosisRow> rows()
    {
        std::vector<PrognosisRow> rows;
        for (std::size_t i = 0; i < table_.size(); ++i)
            if (auto row = read(i)) rows.push_back(std::move(*row));
        table_.finish();
        if (rows.empty()) refuse("every row is for a buurt outside the grid; is region.area the right one?");
        return rows;
    }

    void note_outside(std::vector<std::string>& notes) const
    {
        if (rows_outside_ > 0)
            notes.push_back(fmt::format("{} rows of the prognosis are for {} buurten outside the grid and are left out",
                                        rows_outside_, outside_.size()));
    }

    [[noreturn]] void refuse(std::string const& problem) const { table_.refuse(problem); }

  private:
    std::optional<PrognosisRow> read(std::size_t i)
    {
        auto const buurt = buurt_at(i);
        auto const cbs_year = table_.number(i, columns_.cbs_year, {0, 1900, 2200, "(a year)"});
        auto const year = table_.number(i, columns_.year, {0, 1900, 2200, "(a year)"});
        auto const scenario = table_.choice(i, columns_.scenario, scenarios);
        auto const modality = table_.name(i, columns_.modality);
        auto const type = table_.name(i, columns_.location_type);
        auto const quantity = table_.choice(i, columns_.quantity, quantities);
        auto const wh = table_.number(i, columns_.value, {3, 0, 1'000'000'000, "kWh per year"});
        if (!buurt || !cbs_year || !year || !scenario || !modality || !type || !quantity || !wh) return std::nullopt;
        auto const basis = basis_at(i);
        check_cbs_year(i, *cbs_year);
        check_duplicate(
            i, fmt::format("{}, {}, {}, {}, {}", keys_[*buurt], *year, scenarios[*scenario], *modality, *type));
        return PrognosisRow{*buurt, static_cast<int>(*year), scenarios[*scenario], *type, *wh, basis};
    }

    std::optional<std::size_t> buurt_at(std::size_t i)
    {
        auto const key = table_.name(i, columns_.buurt);
        if (!key) return std::nullopt;
        auto const found = buurt_of_.find(*key);
        if (found != buurt_of_.end()) return found->second;
        if (known_.has(*key)) {
            ++rows_outside_;
            outside_.insert(*key);
        } else {
            table_.bad(i, fmt::format("buurt \"{}\" is not in the buurten layer{}", *key, known_.nearest(*key)));
        }
        return std::nullopt;
    }

    std::string basis_at(std::size_t i)
    {
        if (!columns_.basis || table_.cell(i, *columns_.basis).empty()) return "";
        auto const basis = table_.choice(i, *columns_.basis, bases);
        return basis ? bases[*basis] : "";
    }

    static std::vector<std::string> keys_of(std::vector<Buurt> const& buurten)
    {
        std::vector<std::string> keys;
        for (Buurt const& buurt : buurten)
            keys.push_back(buurt.key);
        return keys;
    }

    void check_cbs_year(std::size_t i, std::int64_t cbs_year)
    {
        if (first_cbs_year_ == 0) {
            first_cbs_year_ = cbs_year;
            first_cbs_line_ = table_.line(i);
        }
        if (cbs_year != first_cbs_year_)
            table_.bad(i, fmt::format("cbs_year {} differs from {} on line {}; bring all rows to one CBS division",
                                      cbs_year, first_cbs_year_, first_cbs_line_));
    }

    void check_duplicate(std::size_t i, std::string const& key)
    {
        auto const [first, is_new] = line_of_key_.emplace(key, table_.line(i));
        if (!is_new)
            table_.bad(i, fmt::format("the same key ({}) is on line {}; keep one of them", key, first->second));
    }

    TableRows table_;
    PrognosisColumns columns_;
    std::vector<std::string> keys_;
    LayerNames known_;
    std::unordered_map<std::string, std::size_t> buurt_of_;
    std::set<std::string> outside_;
    std::int64_t rows_outside_{};
    std::unordered_map<std::string, std::int64_t> line_of_key_;
    std::int64_t first_cbs_year_{};
    std::int64_t first_cbs_line_{};
};

std::string years_and_scenarios(std::vector<PrognosisRow> const& rows)
{
    std::set<std::string> there;
    for (PrognosisRow const& row : rows)
        there.insert(fmt::format("{} {}", row.year, row.scenario));
    return joined(std::vector<std::string>(there.begin(), there.end()));
}

/// A typing error in a public type would silently make all public demand 0.
void check_public_types(PrognosisReader const& reader, std::vector<PrognosisRow> const& rows,
                        std::vector<std::string> const& public_types)
{
    std::set<std::string> seen;
    for (PrognosisRow const& row : rows)
        seen.insert(row.location_type);
    std::vector<std::string> const there(seen.begin(), seen.end());
    for (std::string const& type : public_types)
        if (!seen.contains(type))
            reader.refuse(
                fmt::format("public type \"{}\" (prognosis.public_types) is in no row; the location types are {}{}",
                            type, joined(there), did_you_mean(type, there)));
}

/// The share of a buurt's surface inside the grid in 2^-32; 2^32 when at most 0.1 % lies outside.
std::uint64_t share_inside(Buurt const& buurt, Geometry const& grid_box)
{
    constexpr std::uint64_t whole = std::uint64_t{1} << 32;
    double surface = 0;
    for (Polygon const& polygon : buurt.shape.polygons)
        surface += area(polygon);
    if (surface <= 0) return whole;
    double const share = area_of_intersection(buurt.shape, grid_box) / surface;
    return share >= 0.999 ? whole : static_cast<std::uint64_t>(share * static_cast<double>(whole));
}

Geometry box_of(GridSpec const& grid)
{
    double const west = static_cast<double>(grid.west_cm) / 100;
    double const north = static_cast<double>(grid.north_cm) / 100;
    double const east = west + grid.shape.cols * grid.cell_m();
    double const south = north - grid.shape.rows * grid.cell_m();
    return {{}, {}, {Polygon{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}}}};
}

/// Brings the figures of buurten that lie partly outside the grid to the part inside.
void keep_part_inside(Prognosis& prognosis, BaseLayers const& base)
{
    Geometry const grid_box = box_of(base.grid);
    int partly_outside = 0;
    for (std::size_t b = 0; b < base.buurten.size(); ++b) {
        std::uint64_t const share = share_inside(base.buurten[b], grid_box);
        if (share == std::uint64_t{1} << 32) continue;
        ++partly_outside;
        for (TypeEnergy& type : prognosis.types) {
            auto const scaled = static_cast<unsigned __int128>(type.buurt_wh[b]) * share;
            type.buurt_wh[b] = static_cast<std::int64_t>(scaled >> 32);
        }
    }
    if (partly_outside > 0)
        prognosis.notes.push_back(
            fmt::format("{} buurten lie partly outside the grid: their prognosis is taken in "
                        "proportion to the surface inside it, rounded down to Wh",
                        partly_outside));
}

TypeEnergy& energy_of(Prognosis& prognosis, std::string const& type, std::vector<std::string> const& public_types,
                      std::size_t buurten)
{
    auto const place =
        std::lower_bound(prognosis.types.begin(), prognosis.types.end(), type,
                         [](TypeEnergy const& t, std::string const& name) { return t.location_type < name; });
    if (place != prognosis.types.end() && place->location_type == type) return *place;
    bool const is_public = std::find(public_types.begin(), public_types.end(), type) != public_types.end();
    return *prognosis.types.insert(place, {type, is_public, std::vector<std::int64_t>(buurten, 0)});
}

void note_missing(Prognosis& prognosis, std::vector<bool> const& has_row)
{
    auto const missing = std::count(has_row.begin(), has_row.end(), false);
    if (missing > 0)
        prognosis.notes.push_back(fmt::format("{} buurten have no row for {} {}: their prognosis is taken as 0",
                                              missing, prognosis.year, prognosis.scenario));
}

}  // namespace

Prognosis read_prognosis(Scenario const& scenario, BaseLayers const& base)
{
    PrognosisConfig const& config = scenario.prognosis;
    PrognosisReader reader{scenario, base};
    auto const rows = reader.rows();
    check_public_types(reader, rows, config.public_types);

    Prognosis prognosis;
    prognosis.year = config.target_year;
    prognosis.scenario = config.scenario;
    std::vector<bool> has_row(base.buurten.size(), false);
    std::int64_t used = 0;
    std::int64_t without_basis = 0;
    for (PrognosisRow const& row : rows) {
        if (row.year != config.target_year || row.scenario != config.scenario) continue;
        ++used;
        without_basis += row.basis.empty();
        has_row[row.buurt] = true;
        prognosis.illustrative |= row.basis == "illustrative";
        energy_of(prognosis, row.location_type, config.public_types, base.buurten.size()).buurt_wh[row.buurt] += row.wh;
    }
    if (used == 0)
        reader.refuse(fmt::format("no row is for {} {} (prognosis.target_year, prognosis.scenario); there are {}",
                                  config.target_year, config.scenario, years_and_scenarios(rows)));
    reader.note_outside(prognosis.notes);
    if (without_basis > 0)
        prognosis.notes.push_back(fmt::format("{} of {} rows of the prognosis do not state their basis ({})",
                                              without_basis, used, joined(bases)));
    note_missing(prognosis, has_row);
    keep_part_inside(prognosis, base);

    prognosis.public_wh.assign(base.buurten.size(), 0);
    for (TypeEnergy const& type : prognosis.types)
        for (std::size_t b = 0; type.is_public && b < base.buurten.size(); ++b)
            prognosis.public_wh[b] += type.buurt_wh[b];
    note_energy(prognosis, base);
    return prognosis;
}

}  // namespace laad
