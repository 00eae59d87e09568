// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/barriers.hpp"

#include "kernels/executor.hpp"
#include "kernels/walk.hpp"
#include "rasters/io/vectors/shapes.hpp"
#include "rasters/tile.hpp"
#include "tests/oracles/ditch.hpp"
#include "tests/rasters/whole_grid.hpp"

#include <gtest/gtest.h>

#include <random>

namespace laad::barriers_test {
namespace {

Polygon quad(Point a, Point b, Point c, Point d)
{
    return {{a, b, c, d, a}, {}};
}

/// A world of 90 × 90 m, walkable where nothing else is said.
struct World {
    explicit World(int cell_cm)
        : grid{28992, 0, 9000, cell_cm, {9000 / cell_cm, 9000 / cell_cm}}, surface{grid.shape, Surface::green}
    {
    }

    void add(std::vector<Polygon> const& polygons)
    {
        for (auto const& polygon : polygons)
            barriers.push_back(polygon);
    }
    void add_street(Line line, double width_m)
    {
        lines.push_back(std::move(line));
        widths.push_back(width_m);
    }
    BarrierShapes shapes() const
    {
        BarrierShapes shapes;
        for (auto const& polygon : barriers) {
            shapes.barriers.push_back(&polygon);
            shapes.is_building.push_back(0);
        }
        for (std::size_t i = 0; i < lines.size(); ++i)
            shapes.ways.push_back({&lines[i], widths[i] / 2});
        return shapes;
    }
    /// Cells of barriers and streets, as the surface is burned.
    void burn_all()
    {
        std::vector<Geometry> water, streets;
        for (auto const& polygon : barriers)
            water.push_back({{}, {}, {polygon}});
        for (std::size_t i = 0; i < lines.size(); ++i)
            streets.push_back(buffered(lines[i], std::max(widths[i], 2 * grid.cell_m()) / 2));
        burn<Surface>(water, grid, Surface::water, surface.view());
        burn<Surface>(streets, grid, Surface::street, surface.view());
    }

    Raster<std::uint8_t> walls(int tile_cells = 1000) const
    {
        auto const standing = shapes();
        Raster<std::uint8_t> all{grid.shape, 0};
        for (Tile const& tile : tiles_of(grid.shape, tile_cells, 2)) {
            Barriers const around{grid, grow(tile.padded, Barriers::rim(6, grid.cell_m()), grid.shape), standing};
            around.wall_off(tile.core, tile.padded, std::as_const(surface).view().window(tile.padded),
                            all.view().window(tile.core));
        }
        return all;
    }

    /// 1 where one can walk to from a cell.
    Raster<std::uint8_t> reached(Cell from) const
    {
        Raster<std::uint16_t> moves{grid.shape};
        auto const between = walls();
        allowed_moves(CpuExec{1}, surface.view(), between.view(), moves.view());
        Raster<std::uint8_t> seen{grid.shape, 0};
        std::vector<Cell> front{from};
        seen[from] = 1;
        while (!front.empty()) {
            Cell const here = front.back();
            front.pop_back();
            for (unsigned bit = 0; bit < 16; ++bit)
                if (Cell const next = here + move_steps[bit]; (moves[here] >> bit & 1) != 0 && seen[next] == 0) {
                    seen[next] = 1;
                    front.push_back(next);
                }
        }
        return seen;
    }

    GridSpec grid;
    Raster<Surface> surface;
    std::vector<Polygon> barriers{};
    std::vector<Line> lines{};
    std::vector<double> widths{};
};

class Numbers {
  public:
    explicit Numbers(unsigned seed) : engine_{seed} {}
    double between(double low, double high)
    {
        return low + (high - low) * static_cast<double>(engine_() % 1'000'003) / 1'000'003;
    }

  private:
    std::mt19937_64 engine_;
};

/// A ditch from west to east, bent now and then, through the middle of the world.
oracle::Ditch random_ditch(Numbers& numbers)
{
    oracle::Ditch ditch{{}, numbers.between(0.6, 3)};
    double y = numbers.between(25, 65);
    for (double x = -20; x < 110; x += numbers.between(8, 40)) {
        ditch.axis.push_back({x, y});
        y = std::clamp(y + numbers.between(-25, 25), 15.0, 75.0);
    }
    ditch.axis.push_back({115, y});
    return ditch;
}

/// Beside the ditch on a side, its centre line `away` from the water.
Line beside(oracle::Ditch const& ditch, double away, bool north)
{
    Line line;
    for (double x = -5; x <= 95; x += 5) {
        double y = ditch.axis_at(x);
        while (ditch.distance({x, y}) < ditch.width_m / 2 + away)
            y += north ? 0.05 : -0.05;
        line.push_back({x, y});
    }
    return line;
}

bool runs_through(oracle::Ditch const& ditch, Line const& line)
{
    auto const places = oracle::places_along(line);
    return std::any_of(places.begin(), places.end(),
                       [&](Point p) { return ditch.distance(p) < ditch.width_m / 2 + 0.05; });
}

/// How many cells of the far side are reached from the near one; cells within 6 m of the ditch do not count.
int across(World const& world, oracle::Ditch const& ditch)
{
    Cell const start = world.grid.cell_at({45, 2});
    auto const seen = world.reached(start);
    int count = 0;
    for (int row = 0; row < world.grid.shape.rows; ++row)
        for (int col = 0; col < world.grid.shape.cols; ++col) {
            Point const p = world.grid.centre({row, col});
            if (seen[{row, col}] != 0 && ditch.is_north(p) && ditch.distance(p) > 6) ++count;
        }
    return count;
}

class OfCellSize : public testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(Cells, OfCellSize, testing::Values(100, 250, 500),
                         [](auto const& size) { return std::to_string(size.param) + "cm"; });

TEST_P(OfCellSize, NoWalkCrossesADitchButOverAWay)
{
    Numbers numbers{20260301};
    for (int i = 0; i < 40; ++i) {
        auto const ditch = random_ditch(numbers);
        World world{GetParam()};
        world.add(ditch.parts());
        if (i % 2 == 1)
            for (bool const north : {false, true})
                world.add_street(beside(ditch, numbers.between(0.3, 4), north), numbers.between(1, 6));
        if (std::any_of(world.lines.begin(), world.lines.end(), [&](Line const& l) { return runs_through(ditch, l); }))
            continue;
        world.burn_all();
        EXPECT_EQ(across(world, ditch), 0) << "world " << i << ", a ditch of " << ditch.width_m << " m";
        double const x = numbers.between(10, 80);
        world.add_street({{x, -5}, {x + numbers.between(-8, 8), 95}}, numbers.between(1, 4));
        world.burn_all();
        EXPECT_GT(across(world, ditch), 10) << "world " << i << " with a bridge";
    }
}

TEST_P(OfCellSize, AStreetBesideADitchAndWallsStaysWhole)
{
    Numbers numbers{20260302};
    for (int i = 0; i < 40; ++i) {
        auto const ditch = random_ditch(numbers);
        World world{GetParam()};
        world.surface = Raster<Surface>{world.grid.shape, Surface::unknown};
        double const away = numbers.between(0.1, 3);
        Line const street = beside(ditch, away, true);
        if (runs_through(ditch, street)) continue;
        // Houses on the other side, as near as the water.
        for (std::size_t v = 1; v < street.size(); ++v) {
            Point const a = street[v - 1], b = street[v];
            double const dx = b.x - a.x, dy = b.y - a.y, l = std::hypot(dx, dy);
            auto const at = [&](double along, double off) {
                return Point{a.x + along * dx - off * dy / l, a.y + along * dy + off * dx / l};
            };
            double const off = numbers.between(0.3, 2);
            Polygon const house = quad(at(0.2, off), at(0.8, off), at(0.8, off + 8), at(0.2, off + 8));
            auto const places = oracle::places_along(street);
            bool const stands_on_it =
                std::any_of(places.begin(), places.end(), [&](Point p) { return contains(house, p); });
            if (!stands_on_it) world.add({house});
        }
        world.add(ditch.parts());
        world.add_street(street, numbers.between(1, 6));
        world.burn_all();
        std::vector<Cell> cells;
        for (Point const p : oracle::places_along(street))
            if (inside(world.grid.shape, world.grid.cell_at(p))) cells.push_back(world.grid.cell_at(p));
        auto const seen = world.reached(cells.front());
        auto const lost = std::count_if(cells.begin(), cells.end(), [&](Cell c) { return seen[c] == 0; });
        EXPECT_EQ(lost, 0) << "world " << i << ", " << away << " m from the water";
    }
}

TEST_P(OfCellSize, WallsAreTheSameForAnyTiles)
{
    Numbers numbers{20260303};
    for (int i = 0; i < 6; ++i) {
        auto const ditch = random_ditch(numbers);
        World world{GetParam()};
        world.add(ditch.parts());
        world.add_street(beside(ditch, 0.5, true), 5);
        double const x = numbers.between(10, 80);
        world.add_street({{x, -5}, {x + numbers.between(-8, 8), 95}}, 3);
        world.burn_all();
        auto const whole = world.walls();
        EXPECT_TRUE(std::any_of(whole.cells().begin(), whole.cells().end(), [](auto w) { return w != 0; }));
        for (int const tile_cells : {7, 16, 33})
            EXPECT_EQ(world.walls(tile_cells).cells(), whole.cells()) << tile_cells;
    }
}

TEST(Barriers, ThinOnesDoNotHold)
{
    World world{250};
    world.add({quad({-10, 40}, {100, 40}, {100, 40.45}, {-10, 40.45})});
    EXPECT_GT(world.reached({20, 20})[Cell(2, 2)] + world.reached({2, 2})[Cell(34, 2)], 1);
    world.barriers = {quad({-10, 40}, {100, 40}, {100, 40.55}, {-10, 40.55})};
    auto const seen = world.reached({2, 2});
    EXPECT_EQ(seen[Cell(34, 2)], 0);
    EXPECT_EQ(seen[Cell(2, 34)], 1);
}

TEST(Barriers, AHoleInABarrierIsOpenGround)
{
    World world{250};
    Polygon moat = quad({20, 20}, {70, 20}, {70, 70}, {20, 70});
    moat.holes = {{{22, 22}, {68, 22}, {68, 68}, {22, 68}, {22, 22}}};
    world.add({moat});
    auto const seen = world.reached(world.grid.cell_at({45, 45}));
    EXPECT_EQ(seen[world.grid.cell_at({30, 60})], 1);
    EXPECT_EQ(seen[world.grid.cell_at({10, 45})], 0);
}

TEST(Barriers, LinesHaveTheirWidthAndJoin)
{
    World world{250};
    BarrierShapes shapes;
    shapes.add_line({{-5, 30}, {45, 45}}, 1);
    shapes.add_line({{45, 45}, {95, 20}}, 1);
    for (auto const& polygon : shapes.of_lines)
        world.add({polygon});
    auto const seen = world.reached(world.grid.cell_at({45, 80}));
    EXPECT_EQ(seen[world.grid.cell_at({45, 47})], 1);
    EXPECT_EQ(seen[world.grid.cell_at({45, 10})], 0);
}

// A house with its dwelling, a neighbour north of it, water south of it.
TEST(Barriers, AnEntryCrossesNothingButTheHouseOfItsPoint)
{
    GridSpec const grid{28992, 0, 9000, 250, {36, 36}};
    auto const own = quad({40, 40}, {50, 40}, {50, 50}, {40, 50});
    auto const other = quad({40, 50}, {50, 50}, {50, 55}, {40, 55});
    auto const water = quad({0, 30}, {90, 30}, {90, 32}, {0, 32});
    BarrierShapes shapes;
    shapes.barriers = {&own, &other, &water};
    shapes.is_building = {1, 1, 0};
    Barriers const barriers{grid, {{0, 0}, grid.shape}, shapes};
    Point const dwelling{45, 45};
    EXPECT_TRUE(barriers.entry_is_free(dwelling, grid.cell_at({55, 45})));
    EXPECT_TRUE(barriers.entry_is_free(dwelling, grid.cell_at({45, 36})));
    EXPECT_FALSE(barriers.entry_is_free(dwelling, grid.cell_at({45, 57})));
    EXPECT_FALSE(barriers.entry_is_free(dwelling, grid.cell_at({45, 28})));
    EXPECT_FALSE(barriers.entry_is_free(dwelling, grid.cell_at({45, 31.2}))) << "a cell in the water";
    EXPECT_FALSE(barriers.entry_is_free({60, 45}, grid.cell_at({35, 45}))) << "a point beside the house";
}

}  // namespace
}  // namespace laad::barriers_test
