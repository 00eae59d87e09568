// SPDX-License-Identifier: Apache-2.0
#include "host/exports/exports.hpp"
#include "host/exports/lvs.hpp"
#include "host/exports/public_layers.hpp"
#include "host/exports/read_me.hpp"
#include "host/exports/spreadsheet.hpp"
#include "host/exports/stac.hpp"
#include "host/plan_folder/plan_files.hpp"
#include "host/plan_folder/public_rasters.hpp"
#include "host/present/folder.hpp"
#include "rasters/io/vectors/exchange_files.hpp"

namespace laad {

namespace fs = std::filesystem;

namespace {

void fill(StoredPlan const& plan, fs::path const& folder, FileWords const& others)
{
    auto const layers = public_layers(plan);
    fs::create_directories(folder / "tables");
    for (OutputLayer const& table : layers)
        write_text(folder / "tables" / (table.name + ".csv"), spreadsheet_csv(table));
    std::vector<OutputLayer> sheets{explanation_of(layers)};
    sheets.insert(sheets.end(), layers.begin(), layers.end());
    write_xlsx(folder / "tables.xlsx", sheets);
    write_lvs(plan, layers, folder / "lvs");
    write_text(folder / "README.txt", read_me(plan, layers, others));
}

}  // namespace

void write_downloads(StoredPlan const& plan, fs::path const& folder)
{
    fill(plan, folder, {});
}

void write_export(StoredPlan const& plan, fs::path const& target)
{
    make_folder(target, [&](fs::path const& folder) {
        fill(plan, folder,
             {{"rasters/*.tif",
               "Maps of cells (Cloud-Optimised GeoTIFF); tables/codes.csv says what their numbers mean"},
              {"stac/catalog.json", "The same maps as a STAC catalogue"}});
        link_public_rasters(plan, folder / plan_files::rasters);
        write_stac({{&plan, plan_id(plan), plan_files::rasters}}, folder);
    });
}

}  // namespace laad
