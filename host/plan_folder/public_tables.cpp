// SPDX-License-Identifier: Apache-2.0
#include "host/plan_folder/public_tables.hpp"

#include "host/coverage/coverage.hpp"
#include "host/plan_folder/plan_files.hpp"
#include "host/plan_folder/public_use.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <string_view>

namespace laad {
namespace {

std::int64_t whole(Value const& value)
{
    return static_cast<std::int64_t>(number(value).value_or(0));
}

/// What a row of key figures is of.
std::string key_of(FeatureTable const& table, Feature const& row)
{
    auto const words = [&](char const* field) { return text(row.values[table.column(field)]); };
    return words("level") + '\n' + words("gemeente") + '\n' + words("name");
}

/// The whole that a row is a part of: a buurt of its gemeente, a gemeente of the area.
std::optional<std::size_t> parent_of(FeatureTable const& table, Feature const& row)
{
    auto const words = [&](Feature const& of, char const* field) { return text(of.values[table.column(field)]); };
    bool const is_part = words(row, "level") == name(AreaLevel::neighbourhood);
    if (words(row, "level") == name(AreaLevel::area)) return {};
    for (std::size_t i = 0; i < table.features.size(); ++i) {
        Feature const& other = table.features[i];
        bool const is_whole = is_part ? words(other, "level") == name(AreaLevel::municipality) &&
                                            words(other, "name") == words(row, "gemeente")
                                      : words(other, "level") == name(AreaLevel::area);
        if (is_whole) return i;
    }
    return {};
}

/// The nested counts of key figures, most telling first: dwellings, those within the walk of the plan, those that
/// have an entry, those within the other walks.
struct CountColumns {
    explicit CountColumns(StoredPlan const& plan)
    {
        within.push_back(plan.walk_m);
        for (int const limit_m : plan.config.coverage.walk_shares_m)
            if (limit_m != plan.walk_m) within.push_back(limit_m);
    }
    std::vector<std::int64_t> counts(FeatureTable const& table, Feature const& row) const
    {
        auto const count = [&](std::string const& field) { return whole(row.values[table.column(field)]); };
        std::int64_t const dwellings = count("dwellings");
        std::vector<std::int64_t> all{dwellings, count(field(within.front())), dwellings - count("without_entry")};
        for (std::size_t i = 1; i < within.size(); ++i)
            all.push_back(count(field(within[i])));
        return all;
    }
    /// The columns that must be NULL where these counts may not be told.
    std::vector<std::string> withheld(std::vector<bool> const& may, bool entries_are_few) const
    {
        std::vector<std::string> fields;
        if (!may[0]) fields.push_back("dwellings");
        if (!may[2] || !may[0] || entries_are_few) fields.push_back("without_entry");
        for (std::size_t i = 0; i < within.size(); ++i) {
            bool const is_told = may[i == 0 ? 1 : i + 2];
            if (!is_told) fields.push_back(field(within[i]));
            if (!is_told || !may[0]) fields.push_back(field(within[i]) + "_pct");
        }
        return fields;
    }
    static std::string field(int limit_m) { return fmt::format("within_{}m", limit_m); }

    std::vector<int> within;  ///< metres
};

/// Makes the columns NULL and says so in `few`, the last one.
void withhold(FeatureTable const& table, Feature& row, std::vector<std::string> const& fields)
{
    for (std::string const& field : fields)
        row.values[table.column(field)] = {};
    if (!fields.empty()) row.values.back() = std::string{"yes"};
}

void add_few(FeatureTable& table)
{
    table.fields.emplace_back("few");
    for (Feature& row : table.features)
        row.values.emplace_back(std::string{"no"});
}

void withhold_few(FeatureTable& table, std::string const& field)
{
    std::size_t const column = table.column(field);
    add_few(table);
    for (Feature& row : table.features)
        if (!told(whole(row.values[column]))) withhold(table, row, {field});
}

/// Dwellings of a gemeente beyond the walk that are in no white spot: nothing where that is not known.
std::int64_t outside_white_spots(StoredPlan const& plan, std::string const& gemeente, std::int64_t inside)
{
    if (plan.walk_m != plan.config.coverage.white_spot_walk_m) return 0;
    auto const of = std::ranges::find_if(plan.areas, [&](AreaFigures const& one) {
        return one.level == AreaLevel::municipality && one.name == gemeente;
    });
    return of == plan.areas.end() ? 0 : std::max<std::int64_t>(0, of->dwellings - of->within_walk - inside);
}

void withhold_white_spots(StoredPlan const& plan, FeatureTable& table)
{
    std::size_t const dwellings = table.column("dwellings");
    std::size_t const gemeente = table.column("gemeente");
    std::map<std::string, std::vector<Feature*>> by_gemeente;
    add_few(table);
    for (Feature& row : table.features)
        by_gemeente[text(row.values[gemeente])].push_back(&row);
    for (auto& [of, rows] : by_gemeente) {
        std::vector<std::int64_t> parts;
        std::int64_t inside = 0;
        for (Feature const* row : rows)
            inside += parts.emplace_back(whole(row->values[dwellings]));
        auto const may = may_be_told(parts, outside_white_spots(plan, of, inside));
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (!may[i]) withhold(table, *rows[i], {"dwellings"});
    }
}

struct TableKind {
    std::string_view name;
    bool has_shapes{};
    bool (*is_there)(StoredPlan const&){};
};

bool always(StoredPlan const&)
{
    return true;
}
bool with_use(StoredPlan const& plan)
{
    return plan.config.usage.given();
}
/// Tables that a plan has only where something is known; folders of earlier versions have none.
bool with_chance(StoredPlan const& plan)
{
    return with_use(plan) && std::filesystem::exists(plan.path / "chance_buurten.csv");
}
bool with_prices(StoredPlan const& plan)
{
    return with_use(plan) && std::filesystem::exists(plan.path / "prices_buurten.csv");
}
bool with_grid(StoredPlan const& plan)
{
    return plan.has_grid();
}

constexpr std::array<TableKind, 18> kinds{
    {{"placements", true, always},
     {"placement_bays", true, always},
     {"white_spots", true, [](StoredPlan const& plan) { return knows_white_spots(plan.config); }},
     {"stations", true, always},
     {"candidates", true, always},
     {"nal_squares", true, [](StoredPlan const& plan) { return knows_households(plan.config); }},
     {"kpi_buurten", true, always},
     {"assets", true, with_grid},
     {"white_squares", true, always},
     {"search_areas", true, with_use},
     {"grid_assets", false, with_grid},
     {"kpi", false, always},
     {"usage_kpis", false, with_use},
     {"chance_buurten", false, with_chance},
     {"prices_buurten", false, with_prices},
     {"quotas", false, always},
     {"mass", false, always},
     {"codes", false, always}}};

TableKind const* kind_of(std::string const& name)
{
    auto const found = std::ranges::find(kinds, name, &TableKind::name);
    return found == kinds.end() ? nullptr : &*found;
}

}  // namespace

PublicTables::PublicTables(StoredPlan const& plan) : plan_{plan}
{
    if (!plan.config.knows_dwellings()) return;
    FeatureTable const table = layer("kpi");
    CountColumns const columns{plan};
    std::vector<NestedCounts> rows;
    for (Feature const& row : table.features)
        rows.push_back({parent_of(table, row), columns.counts(table, row)});
    auto const may = may_be_told(rows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Feature const& row = table.features[i];
        bool const entries_are_few = !told(whole(row.values[table.column("without_entry")]));
        withheld_[key_of(table, row)] = columns.withheld(may[i], entries_are_few);
    }
}

bool PublicTables::is_private_raster(std::string const& layer)
{
    return layer == "demand" || layer == "unmet" || layer == "energy_per_evse";
}

std::vector<std::string> PublicTables::names() const
{
    std::vector<std::string> all;
    for (TableKind const& kind : kinds)
        if (kind.is_there(plan_)) all.emplace_back(kind.name);
    return all;
}

bool PublicTables::has(std::string const& name) const
{
    TableKind const* const kind = kind_of(name);
    return kind != nullptr && kind->is_there(plan_);
}

FeatureTable PublicTables::layer(std::string const& name) const
{
    auto const file = plan_.path / plan_files::map;
    if (!kind_of(name)->has_shapes) return read_table(file, Rows::may_lack, name);
    return read_layer({.file = file, .layer = name, .epsg = plan_.grid.epsg, .rows = Rows::may_lack, .of_ours = true});
}

void PublicTables::withhold_key_figures(FeatureTable& table) const
{
    add_few(table);
    if (!plan_.config.knows_dwellings()) return;
    for (Feature& row : table.features)
        withhold(table, row, withheld_.at(key_of(table, row)));
}

FeatureTable PublicTables::read(std::string const& name) const
{
    expect(has(name), "PublicTables::read: a table that this plan has");
    FeatureTable table = layer(name);
    if (name == "kpi" || name == "kpi_buurten") withhold_key_figures(table);
    if (name == "usage_kpis") withhold_use(table);
    if (name == "chance_buurten") withhold_chance(table);
    if (name == "white_spots") withhold_white_spots(plan_, table);
    if (name == "nal_squares" || name == "white_squares") withhold_few(table, "households");
    if (name == "search_areas") {
        withhold_few(table, "dwellings");
        for (Feature& row : table.features)  // energy of a site or two, where others see only how busy they are
            if (!told(whole(row.values[table.column("evse_around")]))) withhold(table, row, {"energy_kwh_evse_month"});
    }
    return table;
}

}  // namespace laad
