// SPDX-License-Identifier: Apache-2.0
#include "host/report/layer_tables.hpp"
#include "host/report/styles.hpp"
#include "host/report/table_values.hpp"
#include "host/report/tables.hpp"
#include "host/report/words.hpp"
#include "host/scenario/surface_names.hpp"

namespace laad {

namespace {

enum class WhichAssets { all, with_coordinates };

void fill_assets(Run const& run, WhichAssets which, OutputLayer& layer)
{
    layer.fields = {{"number", integer},
                    {"asset", words_field},
                    {"kind", words_field},
                    {"parent", words_field},
                    {"rating_kw", real},
                    {"limit_kw", real},
                    {"basis", words_field},
                    {"headroom_kw", real},
                    {"binding_asset", words_field},
                    {"binding_quarter", words_field},
                    {"headroom_basis", words_field},
                    {"source", words_field}};
    for (std::size_t i = 0; i < run.grid.info.size(); ++i) {
        AssetInfo const& info = run.grid.info[i];
        if (which == WhichAssets::with_coordinates && !info.at) continue;
        GridAsset const& asset = run.grid.assets[i];
        ChainRoom const room = chain_room(run.grid, static_cast<std::int32_t>(i));
        add(layer, which == WhichAssets::all ? Geometry{} : point(*info.at),
            {integer_value(static_cast<std::int64_t>(i)), info.id, info.kind, asset_id(run.grid, asset.parent),
             kw(info.rating_w), kw(asset.limit_w), words(asset.basis), kw(room.headroom_w),
             asset_id(run.grid, room.binding_asset), quarter_name(run.grid, room.binding_quarter), words(room.basis),
             info.source});
    }
}

}  // namespace

OutputLayer assets(Run const& run)
{
    OutputLayer layer{"assets",
                      "Grid assets with coordinates; headroom before the plan, up the chain to the root",
                      ShapeKind::point,
                      {},
                      {},
                      asset_style()};
    fill_assets(run, WhichAssets::with_coordinates, layer);
    return layer;
}

OutputLayer grid_assets(Run const& run)
{
    OutputLayer layer{"grid_assets",
                      "All grid assets; headroom before the plan, up the chain to the root",
                      ShapeKind::none,
                      {},
                      {},
                      ""};
    fill_assets(run, WhichAssets::all, layer);
    return layer;
}

namespace {

void add_codes(OutputLayer& layer, std::string const& raster, std::int64_t first,
               std::vector<std::string> const& meanings)
{
    for (std::size_t i = 0; i < meanings.size(); ++i)
        add(layer, {}, {raster, integer_value(first + static_cast<std::int64_t>(i)), meanings[i]});
}

}  // namespace

OutputLayer codes(Run const& run)
{
    OutputLayer layer{"codes",
                      "What the numbers in the rasters mean",
                      ShapeKind::none,
                      {{"raster", words_field}, {"code", integer}, {"meaning", words_field}},
                      {},
                      ""};
    std::vector<std::string> ids;
    for (AssetInfo const& info : run.grid.info)
        ids.push_back(info.id);
    std::vector<std::string> buurten;
    for (Buurt const& buurt : run.base.buurten)
        buurten.push_back(buurt.key);
    if (run.scope == RunScope::plan) {
        add_codes(layer, "basis", 1,
                  {words(Basis::network_operator), words(Basis::capacity_map), words(Basis::assumed)});
        add_codes(layer, "binding_asset", 0, ids);
        add_codes(layer, "binding_quarter", 0, run.grid.quarters);
    }
    add_codes(layer, "buurt", 1, buurten);
    add_codes(layer, "surface", 1, surface_names());
    return layer;
}

}  // namespace laad
