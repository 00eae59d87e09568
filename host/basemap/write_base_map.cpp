// SPDX-License-Identifier: Apache-2.0
#include "host/basemap/write_base_map.hpp"

#include "host/basemap/base_map_fields.hpp"
#include "host/prepare/algorithms.hpp"
#include "host/prepare/boxes.hpp"
#include "host/prepare/rule_layer.hpp"
#include "host/scenario/parse.hpp"
#include "host/scenario/vocabulary.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/content_hash.hpp"
#include "rasters/io/vectors/exchange_files.hpp"
#include "rasters/io/vectors/input_formats.hpp"

#include <fmt/format.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

namespace laad {
namespace {

constexpr double margin_m = 1000;  // whoever draws the edge of the grid draws a little more
constexpr double square_m = 4000;

using Layers = std::vector<std::unique_ptr<RuleLayer>>;

/// The squares in which a box is read; a feature belongs to that of its south-west corner.
class ReadSquares {
  public:
    explicit ReadSquares(Box const& all) : all_{all}, cols_{number(all.east - all.west) + 1} {}

    Box const& all() const { return all_; }
    int count() const { return cols_ * (number(all_.north - all_.south) + 1); }
    Box box(int square) const
    {
        double const west = all_.west + square % cols_ * square_m;
        double const south = all_.south + square / cols_ * square_m;
        return {west, south, west + square_m, south + square_m};
    }
    bool owns(int square, Box const& shape) const
    {
        int const col = number(std::max(shape.west - all_.west, 0.0));
        int const row = number(std::max(shape.south - all_.south, 0.0));
        return square == row * cols_ + col;
    }

  private:
    static int number(double metres) { return static_cast<int>(std::floor(metres / square_m)); }

    Box all_;
    int cols_;
};

std::vector<SurfaceRule> in_order_of_drawing(std::vector<SurfaceRule> rules)
{
    std::ranges::stable_sort(rules, {}, &SurfaceRule::surface);
    return rules;
}

OutputLayer base_map_layer()
{
    namespace is = base_map_fields;
    return {.name = "basemap",
            .shape = ShapeKind::any,
            .fields = {{is::surface},
                       {is::name},
                       {is::width_m, FieldKind::real},
                       {is::level, FieldKind::integer},
                       {is::rule, FieldKind::integer},
                       {is::feature, FieldKind::integer}}};
}

Feature stored_shape(RuleLayer& layer, std::size_t rule, Feature shape)
{
    std::string name = text_at(shape, layer.name);
    int const level = layer.levels.of(shape);
    shape.values = {surface_names[static_cast<std::size_t>(layer.rule.surface) - 1],
                    name.empty() ? Value{} : Value{std::move(name)},
                    layer.rule.width_m == 0 ? Value{} : Value{layer.rule.width_m},
                    level == 0 ? Value{} : Value{std::int64_t{level}},
                    static_cast<std::int64_t>(rule),
                    shape.id};
    return shape;
}

std::vector<Feature> features_of(Layers const& layers, ReadSquares const& squares, int square)
{
    std::vector<Feature> found;
    for (std::size_t rule = 0; rule < layers.size(); ++rule)
        for (Feature& shape : layers[rule]->windows.in(squares.box(square))) {
            shape.geometry.points.clear();
            if (shape.geometry.empty() || !squares.owns(square, box_of(shape.geometry))) continue;
            found.push_back(stored_shape(*layers[rule], rule, std::move(shape)));
        }
    return found;
}

}  // namespace

void write_base_map(Inputs const& inputs, std::filesystem::path const& file)
{
    int const epsg = inputs.base.grid.epsg;
    ReadSquares const squares{grown(box_of(inputs.base.grid), margin_m)};
    Layers layers;
    for (SurfaceRule const& rule : in_order_of_drawing(inputs.scenario.surface))
        layers.push_back(std::make_unique<RuleLayer>(rule, epsg, squares.all()));
    FlatgeobufWriter out{file, epsg, base_map_layer()};
    auto const at_a_time = static_cast<std::size_t>(2 * tbb::this_task_arena::max_concurrency());
    int next = 0;
    tbb::parallel_pipeline(
        at_a_time,
        tbb::make_filter<void, int>(tbb::filter_mode::serial_in_order,
                                    [&](tbb::flow_control& flow) {
                                        if (next == squares.count()) flow.stop();
                                        return next++;
                                    }) &
            tbb::make_filter<int, std::vector<Feature>>(
                tbb::filter_mode::parallel, [&](int square) { return features_of(layers, squares, square); }) &
            tbb::make_filter<std::vector<Feature>, void>(
                tbb::filter_mode::serial_in_order, [&](std::vector<Feature> const& features) { out.add(features); }));
    out.finish();
}

std::string base_map_content(Inputs const& inputs)
{
    GridSpec const& grid = inputs.base.grid;
    ContentHash hash;
    hash.add(algorithm::base_map.version);
    for (std::int64_t const one : {std::int64_t{grid.epsg}, grid.west_cm, grid.north_cm, std::int64_t{grid.cell_cm},
                                   std::int64_t{grid.shape.rows}, std::int64_t{grid.shape.cols}})
        hash.add(one);
    Scenario rules;
    rules.file = inputs.scenario.file;
    rules.surface = inputs.scenario.surface;
    hash.add(effective_toml(rules));
    for (SurfaceRule const& rule : rules.surface)
        for (auto const& part : input_parts(rule.source.file)) {
            auto const known = inputs.file_hashes.find(part);
            if (known == inputs.file_hashes.end())
                throw InputError{
                    fmt::format("{}: was not there when the run read its inputs; run again", part.string())};
            hash.add(known->second);
        }
    return hash.digest();
}

}  // namespace laad
