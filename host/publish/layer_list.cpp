// SPDX-License-Identifier: Apache-2.0
#include "host/publish/layer_list.hpp"

#include "host/present/style/layer_styles.hpp"
#include "host/present/style/quantities.hpp"
#include "host/present/style/style_json.hpp"
#include "host/publish/layer_words.hpp"
#include "host/run/parts/part_info.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace laad {
namespace {

using Json = nlohmann::ordered_json;

/// Streets and buildings below are seen through the cells, which paper draws on an empty ground.
constexpr double raster_opacity = 0.7;

std::optional<BandInfo> band_of(std::string_view layer, Scenario const& scenario)
{
    for (PartInfo const& part : part_infos())
        for (LayerInfo const& info : part.layers)
            if (info.name == layer) return info.bands(scenario).front();
    return {};
}

/// Classes of a table by the numbers in its field, which is in the unit of the style.
Style in_units_of_field(Style style)
{
    for (std::int64_t& limit : style.upper)
        limit = static_cast<std::int64_t>(static_cast<double>(limit) / style.per_unit);
    style.per_unit = 1;
    return style;
}

Style table_style(std::string_view table)
{
    std::map<std::string_view, Style const*> const by_words{
        {"placements", &styles::placements},       {"placement_bays", &styles::bays},
        {"candidates", &styles::candidates},       {"stations", &styles::stations},
        {"white_spots", &styles::white_spots},     {"nal_squares", &styles::nal_squares},
        {"white_squares", &styles::white_squares}, {"search_areas", &styles::search_areas}};
    auto const found = by_words.find(table);
    return found != by_words.end() ? *found->second : in_units_of_field(style_of(styles::unmet_after));
}

std::string kind_name(LayerKind kind)
{
    static constexpr std::array names{"raster", "polygons", "points"};
    return names[static_cast<std::size_t>(kind)];
}

Json words_json(LayerWords const& words, StoredPlan const& plan)
{
    Json layer{{"id", words.id},
               {"kind", kind_name(words.kind)},
               {"title", words.title},
               {"group", words.group},
               {"note", words.note}};
    if (words.args != nullptr) layer["args"] = words.args(plan.config);
    if (words.rests_on_prognosis && !plan.illustrative.empty())
        layer["warning"] = "ILLUSTRATIVE: rests on assumptions, not on data";
    layer["visible"] = words.visible;
    return layer;
}

void add_style(Json& layer, Style const& style)
{
    layer["message"] = style.message;
    layer["per_unit"] = style.per_unit;
    layer["style"] = style_json(style);
}

Json raster_json(LayerWords const& words, StoredPlan const& plan, Style const& style)
{
    Json layer = words_json(words, plan);
    BandInfo const band = *band_of(words.id, plan.config);
    layer["file"] = fmt::format("{}/{}.tif", plan_files::rasters, words.id);
    layer["overview"] = fmt::format("overviews/{}.tif", words.id);
    layer["unit"] = band.unit;
    layer["opacity"] = raster_opacity;
    layer["nodata"] = band.nodata ? Json(*band.nodata) : Json{};
    add_style(layer, style);
    return layer;
}

std::size_t points_in(Geometry const& shape)
{
    std::size_t count = 0;
    for (Polygon const& polygon : shape.polygons) {
        count += polygon.outer.size();
        for (Ring const& hole : polygon.holes)
            count += hole.size();
    }
    return count;
}

/// Whether a browser may load it before one asks: some 1 MB at most.
bool is_light(FeatureTable const& table)
{
    constexpr std::size_t most_points = 150'000;
    std::size_t count = 0;
    for (Feature const& feature : table.features)
        count += points_in(feature.geometry);
    return count <= most_points;
}

Json vector_json(LayerWords const& words, StoredPlan const& plan, PublicTables const& tables)
{
    Json layer = words_json(words, plan);
    layer["file"] = fmt::format("layers/{}.json", words.id);
    layer["unit"] = "";
    layer["opacity"] = 1;  // classes have their own
    layer["nodata"] = {};
    layer["visible"] = words.visible && is_light(tables.read(std::string{words.id}));
    add_style(layer, table_style(words.id));
    return layer;
}

/// Whether a run of this scenario has the raster, and it is drawn.
std::optional<Style> raster_style(std::string_view layer, StoredPlan const& plan)
{
    bool const of_grid = layer == "headroom" || layer == "connectable_points";
    if (of_grid && !plan.has_grid()) return {};
    bool const of_use = layer == "pressure";
    if (of_use && !std::filesystem::exists(plan.raster(std::string{layer}))) return {};
    return layer_style(layer, plan.config);
}

}  // namespace

std::vector<std::string> drawn_rasters(StoredPlan const& plan)
{
    std::vector<std::string> all;
    for (LayerWords const& words : layer_words())
        if (words.kind == LayerKind::raster && raster_style(words.id, plan)) all.emplace_back(words.id);
    return all;
}

Json layers_json(StoredPlan const& plan, PublicTables const& tables)
{
    Json layers = Json::array();
    for (LayerWords const& words : layer_words()) {
        if (words.kind != LayerKind::raster) {
            if (tables.has(std::string{words.id})) layers.push_back(vector_json(words, plan, tables));
        } else if (auto const style = raster_style(words.id, plan)) {
            layers.push_back(raster_json(words, plan, *style));
        }
    }
    return layers;
}

std::vector<VectorFile> vector_files(PublicTables const& tables, StoredPlan const& plan)
{
    std::vector<PublicColumn> buurten{{"name"},
                                      {.field = "buurt_name", .may_lack = true},
                                      {"gemeente"},
                                      {"partial"},
                                      {"dwellings"},
                                      {"without_entry"},
                                      {"public_evse"},
                                      {"demand_kwh", "", 1},
                                      {"unmet_kwh", "", 1},
                                      {"unmet_after_kwh", "", 1},
                                      {"eligible_candidates"},
                                      {"placements"},
                                      {"few"}};
    for (int const limit_m : plan.config.coverage.walk_shares_m) {
        buurten.push_back({fmt::format("within_{}m", limit_m)});
        buurten.push_back({fmt::format("within_{}m_pct", limit_m)});
    }
    std::vector<VectorFile> const all{{"kpi_buurten", buurten},
                                      {"nal_squares",
                                       {{"square"},
                                        {"state"},
                                        {"households"},
                                        {"households_basis"},
                                        {"obliged"},
                                        {"uncertain"},
                                        {"partial"},
                                        {"public_evse"},
                                        {"semi_public_evse"},
                                        {"few"}}},
                                      {"white_squares",
                                       {{"square"},
                                        {"households"},
                                        {"candidates"},
                                        {"eligible"},
                                        {"plan"},
                                        {"rank"},
                                        {"candidate"},
                                        {"reason"},
                                        {"few"}}},
                                      {"search_areas",
                                       {{"search_area"},
                                        {"gemeente"},
                                        {"buurten"},
                                        {"max_pressure_pct"},
                                        {"mean_pressure_pct"},
                                        {"months"},
                                        {"evse_around"},
                                        {"occupied_pct", "", 1},
                                        {"energy_kwh_evse_month"},
                                        {"prognosis_pct", "", 1},
                                        {"dwellings"},
                                        {"eligible"},
                                        {"plan"},
                                        {"rank"},
                                        {"candidate"},
                                        {"reason"},
                                        {"few"}}},
                                      {"white_spots",
                                       {{"white_spot"},
                                        {"gemeente"},
                                        {"market_model"},
                                        {"dwellings"},
                                        {"demand_kwh", "", 1},
                                        {"unmet_kwh", "", 1},
                                        {"area_m2", "", 0},
                                        {"few"}}},
                                      {"candidates",
                                       {{"candidate"},
                                        {"eligible"},
                                        {"rank"},
                                        {"gain_kwh", "", 1},
                                        {"worth_kwh", "", 1},
                                        {"reasons"},
                                        {"rules_not_checked"},
                                        {"buurt"},
                                        {"gemeente"}}},
                                      {"placement_bays", {{"rank"}, {"candidate"}}},
                                      {"stations",
                                       {{"station"},
                                        {"access"},
                                        {"evse"},
                                        {"planned_evse"},
                                        {"assumed_evse"},
                                        {"public_inferred"},
                                        {"in_area"},
                                        {"reached_on_foot"},
                                        {"capacity_kwh", "", 1},
                                        {"offered_kwh", "", 1},
                                        {"served_kwh", "", 1},
                                        {"pressure_pct", "", 1}}}};
    std::vector<VectorFile> there;
    for (VectorFile const& file : all)
        if (tables.has(file.table)) there.push_back(file);
    return there;
}

}  // namespace laad
