// SPDX-License-Identifier: Apache-2.0
// Base layers do not depend on tiles or threads, and a folder is used again as far as the inputs are the same.
#include "host/prepare/preparation.hpp"
#include "host/prepare/surface.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/keyed_store.hpp"
#include "rasters/tile.hpp"
#include "tests/host/small_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace laad::test::prepare_tiles_test {
namespace {

using testing::Contains;
using testing::Not;

/// Everything of the base layers: contents of the rasters, lists as they are stored.
std::string content(BaseLayers const& base, SmallRegion const& region)
{
    std::filesystem::create_directories(region.path("content"));
    KeyedStore to{region.path("content")};
    store(base, {}, "", to);
    std::vector<char> lists;
    EXPECT_TRUE(to.get("base", lists));
    return base.surface.content_hash() + base.area.content_hash() + base.neighbourhood.content_hash() +
           std::string{lists.begin(), lists.end()};
}

/// A town in which every kind of feature crosses the edges of tiles of 64 cells (160 m).
class Town : public testing::Test {
  protected:
    Town()
    {
        region.scenario.region.area = region.layer("area", {box(1, 1, 330, 499), box(330, 40, 450, 420)});
        add_ground();
        add_points();
        add_parking();
        auto& rules = region.scenario.placement.rules;
        rules.min_building_m = 4;
        rules.min_water_m = 6;
        rules.min_station_m = 40;
        rules.buildings = buildings_;
        rules.water = region.layer("pond", {box(155, 60, 165, 330), box(310, 300, 330, 330)});
    }

    void add_ground()
    {
        for (double y : {40.0, 180.0, 317.0, 430.0})
            region.add_surface(Surface::street, 6, {line({{0, y}, {240, y + 11}, {500, y}})});
        auto& bridges = region.add_surface(Surface::path, 3,
                                           {line({{90, 20}, {92, 250}, {300, 480}}, R"("level":1)"),
                                            line({{410, 20}, {160, 480}}, R"("level":0)"), box(300, 340, 480, 350)});
        bridges.level_field = "level";
        auto& rail = region.add_surface(
            Surface::rail, 5,
            {line({{0, 240}, {500, 260}}, R"("level":0)"), line({{0, 100}, {500, 120}}, R"("level":-1)")});
        rail.level_field = "level";
        region.add_surface(Surface::green, 0, {box(20, 200, 470, 330)});
        std::vector<std::string> buildings;
        for (int i = 0; i < 60; ++i)
            buildings.push_back(tilted(random(0, 480), random(0, 480), random(5, 40), random(5, 25)));
        region.add_surface(Surface::building, 0, buildings);
        buildings_ = region.scenario.surface.back().source;
        region.scenario.region.neighbourhoods = region.layer(
            "buurten", {box(0, 0, 155, 500, R"("code":"A")"), box(155, 0, 500, 170, R"("code":"B")"),
                        box(155, 170, 500, 480, R"("code":"C")"), box(480, 480, 499, 499, R"("code":"D")")});
    }

    void add_points()
    {
        std::vector<std::string> dwellings, chargers;
        for (int i = 0; i < 300; ++i)
            dwellings.push_back(point(random(0, 500), random(0, 165)));
        dwellings.push_back(box(150, 150, 170, 170));
        for (int i = 0; i < 40; ++i)
            chargers.push_back(point(random(0, 500), random(0, 500), R"("type":"ON_STREET")"));
        region.scenario.dwellings.source = region.layer("dwellings", dwellings);
        region.scenario.dwellings.not_dwelling = region.layer("offices", {box(140, 20, 180, 60)});
        region.scenario.chargers.source = region.layer("chargers", chargers);
        region.scenario.chargers.parking_type_field = "type";
        region.scenario.chargers.on_street_values = {"ON_STREET"};
    }

    void add_parking()
    {
        std::vector<std::string> areas{box(120, 190, 290, 310, R"("id":"large")"),
                                       box(300, 187, 322, 192, R"("id":"twice")"),
                                       box(400, 187, 422, 192, R"("id":"twice")"), point(3, 3, R"("id":"point")")};
        for (int i = 0; i < 60; ++i)
            areas.push_back(tilted(random(0, 470), random(0, 470), random(12, 40), random(2, 6)));
        std::vector<std::string> bays;
        for (int i = 0; i < 14; ++i)
            bays.push_back(box(150 + 2.5 * i, 322, 152.5 + 2.5 * i, 327, i == 5 ? R"("use":"disabled")" : ""));
        bays.push_back(box(300, 187, 302.5, 192, R"("id":"large")"));
        ParkingConfig config;
        config.source = region.layer("parking", areas);
        config.id_field = "id";
        region.scenario.parking = {config};
        config.kind = ParkingConfig::Kind::bays;
        config.source = region.layer("bays", bays);
        config.use_field = "use";
        config.reserved_uses = {"disabled"};
        region.scenario.parking.push_back(config);
    }

    double random(double from, double to) { return std::uniform_real_distribution{from, to}(numbers_); }

    std::string tilted(double x, double y, double length, double width)
    {
        double const tilt = random(-0.3, 0.3);
        return feature("Polygon",
                       "[" +
                           coordinates({{x, y},
                                        {x + length, y + length * tilt},
                                        {x + length - width * tilt, y + length * tilt + width},
                                        {x - width * tilt, y + width},
                                        {x, y}}) +
                           "]",
                       "");
    }

    SmallRegion region;

  private:
    std::mt19937 numbers_{20240501};
    LayerRef buildings_;
};

TEST_F(Town, IsTheSameForAnyTileSizeAndThreadCount)
{
    auto const whole = region.prepared(256, 1);
    ASSERT_EQ(whole.grid.shape, (Shape{200, 200}));
    EXPECT_GT(whole.links.size(), 0U);
    EXPECT_GT(whole.candidates.size(), 100U);
    EXPECT_THAT(whole.weightless_neighbourhoods, testing::ElementsAre(NeighbourhoodId{3}));
    EXPECT_THAT(whole.notes, testing::Contains(testing::HasSubstr("2 features share their \"id\" with another one")));
    for (char const* reason :
         {"a parking place that is not a polygon", "an address that is not a point", "no street or path within 30 m"})
        EXPECT_TRUE(rejected_because(whole, reason)) << reason;
    for (char const* code : {"OUTSIDE", "RESERVED", "NO_ENTRY", "BUILDING", "WATER", "SPACING"})
        EXPECT_TRUE(std::any_of(whole.candidates.begin(), whole.candidates.end(), [&](Candidate const& c) {
            return has(c.reasons, code);
        })) << code;
    auto const expected = content(whole, region);
    for (int const tile : {64, 128, 4096})
        for (int const threads : {1, 3})
            EXPECT_TRUE(content(region.prepared(tile, threads), region) == expected) << tile << ' ' << threads;
}

TEST_F(Town, TheNodesOfAWindowAreFound)
{
    auto const base = region.prepared();
    Rect const window{{60, 50}, {70, 81}};
    std::vector<NodeId> expected;
    for (NodeId const node : base.nodes.ids())
        if (window.contains(base.nodes[node].cell)) expected.push_back(node);
    ASSERT_GT(expected.size(), 5U);
    EXPECT_EQ(base.nodes_in(window), expected);
}

TEST_F(Town, IsNotPreparedAgainWhenNothingChanged)
{
    std::set<std::string> steps;
    auto const first = content(region.prepared_in("work", 64, 2, &steps), region);
    EXPECT_THAT(steps, Contains("making the surface map"));
    steps.clear();
    region.scenario.placement.quotas = {{"Delft", 3, 0}};
    region.scenario.demand.service_walk_m += 50;
    EXPECT_TRUE(content(region.prepared_in("work", 64, 2, &steps), region) == first);
    EXPECT_THAT(steps, testing::ElementsAre("looking at the inputs"));
}

TEST_F(Town, IsPreparedAgainWhenAnInputChangedOrWhatIsStoredIsNotWhole)
{
    region.prepared_in("work", 64);
    auto const again = [&] {
        std::set<std::string> steps;
        auto const same =
            content(region.prepared_in("work", 64, 2, &steps), region) == content(region.prepared(64), region);
        EXPECT_TRUE(same);
        return steps;
    };
    auto const surface_step = Contains("making the surface map");
    EXPECT_THAT(again(), Not(surface_step));
    region.layer("chargers", {point(60, 105, R"("type":"ON_STREET")")});
    EXPECT_THAT(again(), surface_step);
    region.scenario.coverage.access_max_m = 20;
    EXPECT_THAT(again(), surface_step);
    {
        KeyedStore kept{region.path("work/store")};
        std::vector<char> lists;
        ASSERT_TRUE(kept.get("base", lists));
        lists.pop_back();
        kept.put("base", kept.key_of("base"), lists);
    }
    EXPECT_THAT(again(), surface_step);
    KeyedStore{region.path("work/store")}.forget("layer/buurt/5");
    EXPECT_THAT(again(), surface_step);
    EXPECT_THAT(again(), Not(surface_step));
}

TEST_F(Town, OnlyTilesThatAChangeTouchesGetAnotherKey)
{
    auto const base = region.prepared();
    std::filesystem::create_directories(region.path("layer"));
    BlockStore const store{std::make_shared<KeyedStore>(region.path("layer")), base.grid, 64};
    BlockLayer<Surface> layer{store, "surface", {surface_info()}};
    BlockLayer<std::uint8_t> walls{store, "walls", {walls_info()}};
    auto const keys = [&] {
        SurfaceMaker maker{region.scenario.surface, base.grid};
        std::vector<std::string> made;
        for (auto const& tile : tiles_of(base.grid.shape, 64, 0))
            made.push_back(maker.make(tile.core, layer, walls));
        return made;
    };
    auto const before = keys();
    EXPECT_EQ(layer.content_hash(), base.surface.content_hash());
    region.layer("surface7", {box(20, 200, 470, 320)});  // the green ends 10 m farther south
    auto const after = keys();
    ASSERT_EQ(before.size(), 16U);
    for (std::size_t i = 0; i < before.size(); ++i)
        EXPECT_EQ(before[i] != after[i], i / 4 == 1 && i % 4 < 3) << i;
}

TEST_F(Town, CanBeCancelledAndContinued)
{
    struct Cancelled {};
    std::filesystem::create_directories(region.path("work"));
    auto const cancel_at = [&](double part) {
        prepare(region.scenario, {region.path("work"), 64, Codec::zstd, 2}, [&](std::string const&, double done) {
            if (done >= part) throw Cancelled{};
        });
    };
    for (double const part : {0.0, 0.3, 0.7, 0.95})
        EXPECT_THROW(cancel_at(part), Cancelled);
    EXPECT_TRUE(content(region.prepared_in("work", 64), region) == content(region.prepared(64), region));
}

TEST_F(Town, AMissingInputIsNamed)
{
    std::filesystem::remove(region.scenario.chargers.source.file);
    EXPECT_THAT([&] { region.prepared(); },
                testing::ThrowsMessage<InputError>(testing::HasSubstr("chargers.geojson: does not exist")));
}

}  // namespace
}  // namespace laad::test::prepare_tiles_test
