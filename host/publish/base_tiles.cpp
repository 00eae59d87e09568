// SPDX-License-Identifier: Apache-2.0
#include "host/publish/base_tiles.hpp"

#include "host/prepare/boxes.hpp"
#include "host/present/folder.hpp"
#include "host/publish/columnar.hpp"
#include "rasters/io/vectors/shapes.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <mutex>

namespace laad {
namespace {

using Json = nlohmann::ordered_json;

constexpr int side_m = 1000;
constexpr int squares_a_block = 4;          // a side; a block is read at once
constexpr double overlap_m = 2;             // so that no seam shows between squares
constexpr double largest_building_m = 200;  // beyond its square; what is drawn with an edge may not be cut

/// A layer of the base map: what of the surface is drawn in one way.
struct BaseLayer {
    char const* id;
    bool is_line{};
    Surface surface{};
};
constexpr std::array<BaseLayer, 9> base_layers{{{"green", false, Surface::green},
                                                {"water", false, Surface::water},
                                                {"paving", false, Surface::parking},
                                                {"pavement", false, Surface::street},
                                                {"buildings", false, Surface::building},
                                                {"rail", true, Surface::rail},
                                                {"paths", true, Surface::path},
                                                {"streets", true, Surface::street},
                                                {"roads", true, Surface::motorway}}};

struct Square {
    int col{};
    int row{};

    Point corner() const { return {1.0 * col * side_m, 1.0 * row * side_m}; }
    Box box() const
    {
        auto const [west, south] = corner();
        return {west, south, west + side_m, south + side_m};
    }
    bool owns(Box const& shape) const
    {
        Box const mine = box();
        Point const middle{(shape.west + shape.east) / 2, (shape.south + shape.north) / 2};
        return middle.x >= mine.west && middle.x < mine.east && middle.y >= mine.south && middle.y < mine.north;
    }
};

void add_comma(std::string& out)
{
    if (!out.empty() && out.back() != '[') out += ',';
}

void add_polygon(std::string& out, Polygon const& polygon, Point const& corner)
{
    add_comma(out);
    out += '[';
    out += json_steps(polygon.outer, corner);
    for (Ring const& hole : polygon.holes) {
        out += ',';
        out += json_steps(hole, corner);
    }
    out += ']';
}

/// All lines, or all polygons, that a layer draws.
std::string layer_json(BaseLayer const& layer, BaseVectors const& base, Square const& square)
{
    std::string out = "[";
    for (BaseShape const& shape : base.shapes) {
        if (shape.surface != layer.surface) continue;
        if (layer.is_line)
            for (Line const& line : shape.geometry.lines) {
                add_comma(out);
                out += json_steps(line, square.corner());
            }
        else
            for (Polygon const& polygon : shape.geometry.polygons)
                add_polygon(out, polygon, square.corner());
    }
    return out + "]";
}

std::string names_json(std::vector<PlaceName> const& streets, Square const& square)
{
    std::string out = "[";
    for (PlaceName const& street : streets)
        for (Line const& line : street.at.lines) {
            add_comma(out);
            out += "[" + json_text(street.name) + ",";
            out += json_steps(line, square.corner());
            out += "]";
        }
    return out + "]";
}

/// What a square draws of the shapes of its block. Buildings are drawn whole, by the square of their middle.
BaseVectors shapes_of(std::vector<BaseShape> const& block, Square const& square)
{
    Box const window = grown(square.box(), overlap_m);
    BaseVectors base;
    for (BaseShape const& shape : block) {
        Box const box = box_of(shape.geometry);
        if (!overlap(box, window)) continue;
        if (shape.surface == Surface::building) {
            if (square.owns(box)) base.shapes.push_back(shape);
            continue;
        }
        BaseShape part{shape.surface, shape.name, shape.width_m, shape.level, part_in(shape.geometry, window)};
        if (!part.geometry.empty()) base.shapes.push_back(std::move(part));
    }
    return base;
}

std::string tile_json(BaseVectors const& base, std::vector<PlaceName> const& streets, Square const& square)
{
    std::string layers;
    for (BaseLayer const& layer : base_layers) {
        std::string const shapes = layer_json(layer, base, square);
        if (shapes == "[]") continue;
        layers += fmt::format("{}\"{}\":{{\"{}\":{}}}", layers.empty() ? "" : ",", layer.id,
                              layer.is_line ? "lines" : "polygons", shapes);
    }
    return fmt::format("{{\"layers\":{{{}}},\"names\":{}}}", layers, names_json(streets, square));
}

}  // namespace

BaseTiles write_base_tiles(StoredPlan const& plan, Box const& box, std::filesystem::path const& folder)
{
    auto const number = [](double metres) { return static_cast<int>(std::floor(metres / side_m)); };
    int const west = number(box.west);
    int const south = number(box.south);
    int const cols = number(box.east) - west + 1;
    int const rows = number(box.north) - south + 1;
    BaseMap const map{plan, grown(box, side_m)};
    BaseTiles tiles;
    tiles.notes = map.notes();
    tiles.index = {{"folder", "base/vectors"}, {"side_m", side_m}, {"west", west},
                   {"south", south},           {"cols", cols},     {"rows", rows}};
    std::filesystem::create_directories(folder);
    std::mutex naming;
    auto const blocks = [](int squares) { return (squares + squares_a_block - 1) / squares_a_block; };
    auto const write_square = [&](std::vector<BaseShape> const& block, Square const& square) {
        BaseVectors const base = shapes_of(block, square);
        std::vector<PlaceName> const streets = street_names(base);
        write_text(folder / fmt::format("{}_{}.json", square.col, square.row), tile_json(base, streets, square));
        std::scoped_lock const lock{naming};
        tiles.streets.insert(tiles.streets.end(), streets.begin(), streets.end());
    };
    tbb::parallel_for(0, blocks(cols) * blocks(rows), [&](int i) {
        Square const first{west + i % blocks(cols) * squares_a_block, south + i / blocks(cols) * squares_a_block};
        Square const last{std::min(first.col + squares_a_block, west + cols) - 1,
                          std::min(first.row + squares_a_block, south + rows) - 1};
        auto const shapes = map.in(grown(joined(first.box(), last.box()), largest_building_m)).shapes;
        for (int row = first.row; row <= last.row; ++row)
            for (int col = first.col; col <= last.col; ++col)
                write_square(shapes, {col, row});
    });
    return tiles;
}

}  // namespace laad
