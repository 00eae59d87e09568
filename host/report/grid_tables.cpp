// SPDX-License-Identifier: Apache-2.0
#include "host/present/style/qml.hpp"
#include "host/present/style/quantities.hpp"
#include "host/present/words.hpp"
#include "host/report/tables.hpp"
#include "host/scenario/vocabulary.hpp"

namespace laad {
namespace {

struct AssetRow {
    AssetId id;
    AssetInfo const& info;
    GridAsset const& asset;
    ChainRoom room;
};

std::vector<AssetRow> asset_rows(PowerGrid const& grid)
{
    std::vector<AssetRow> rows;
    for (AssetId const a : grid.info.ids())
        rows.push_back({a, grid.info[a], grid.assets[a], chain_room(grid, a)});
    return rows;
}

Table<AssetRow> asset_table(PowerGrid const& grid)
{
    using Row = AssetRow const&;
    return {"grid_assets",
            "All grid assets; headroom before the plan, up the chain to the root",
            {{"number", [](Row row) { return row.id.number(); }},
             {"asset", [](Row row) { return row.info.id; }},
             {"kind", [](Row row) { return row.info.kind; }},
             {"parent", [&](Row row) { return asset_id(grid, row.asset.parent); }},
             {"rating_kw", [](Row row) { return Power{row.info.rating_w}; }},
             {"limit_kw", [](Row row) { return Power{row.asset.limit_w}; }},
             {"basis", [](Row row) { return words(row.asset.basis); }},
             {"headroom_kw", [](Row row) { return Power{row.room.headroom_w}; }},
             {"binding_asset", [&](Row row) { return asset_id(grid, row.room.binding_asset); }},
             {"binding_quarter", [&](Row row) { return quarter_name(grid, row.room.binding_quarter); }},
             {"headroom_basis", [](Row row) { return words(row.room.basis); }},
             {"source", [](Row row) { return row.info.source; }},
             {"position", [](Row row) {
                  return !row.info.at ? "" : row.info.place_is_assumed ? "assumed" : "given";
              }}}};
}

}  // namespace

OutputLayer grid_assets(PowerGrid const& grid)
{
    return filled(asset_table(grid), asset_rows(grid));
}

OutputLayer assets(PowerGrid const& grid)
{
    Table<AssetRow> table = asset_table(grid);
    table.name = "assets";
    table.description = "Grid assets with given coordinates; headroom before the plan, up the chain to the root";
    table.shape = ShapeKind::point;
    table.geometry = [](AssetRow const& row) { return point(*row.info.at); };
    table.qml = qml(as_marks(style_of(styles::headroom), Mark::square, 3));
    std::vector<AssetRow> placed;
    for (AssetRow const& row : asset_rows(grid))
        if (row.info.stands_there()) placed.push_back(row);
    return filled(table, placed);
}

namespace {

struct CodeRow {
    std::string raster;
    std::int64_t code{};
    std::string meaning;
};

}  // namespace

OutputLayer codes(Inputs const& inputs)
{
    std::vector<CodeRow> rows;
    auto const add = [&](char const* raster, std::int64_t code, auto const& all, auto const& meaning) {
        for (auto const& one : all)
            rows.push_back({raster, code++, std::invoke(meaning, one)});
    };
    auto const itself = [](std::string const& text) { return text; };
    if (inputs.has_grid()) {
        add("basis", 1, std::array{Basis::network_operator, Basis::capacity_map, Basis::assumed},
            [](Basis basis) { return words(basis); });
        add("binding_asset", 0, inputs.grid.info, &AssetInfo::id);
        add("binding_quarter", 0, inputs.grid.quarters, itself);
    }
    add("buurt", 1, inputs.base.neighbourhoods, &Neighbourhood::called);
    add("surface", 1, surface_names, itself);
    return filled<CodeRow>({"codes",
                            "What the numbers in the rasters mean",
                            {{"raster", &CodeRow::raster}, {"code", &CodeRow::code}, {"meaning", &CodeRow::meaning}}},
                           rows);
}

}  // namespace laad
