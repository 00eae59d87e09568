// SPDX-License-Identifier: Apache-2.0
// Binary files that are read back with right checksums and wrong numbers inside: an error or made again, never a crash.
#include "host/basemap/base_map.hpp"
#include "host/plan_folder/reach_file.hpp"
#include "host/prepare/boxes.hpp"
#include "host/prepare/preparation.hpp"
#include "host/prepare/prepare.hpp"
#include "host/report/changes.hpp"
#include "host/report/explain.hpp"
#include "rasters/error.hpp"
#include "rasters/io/blocks/block_layer.hpp"
#include "rasters/io/files/content_hash.hpp"
#include "rasters/io/files/keyed_store.hpp"
#include "tests/cli/program.hpp"
#include "tests/host/made_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <random>

namespace laad::damaged_files_test {
namespace {

namespace fs = std::filesystem;

/// One to three bytes of `text` get other values.
std::string with_flips(std::string text, std::mt19937& random, std::size_t end)
{
    for (auto flips = 1 + random() % 3; flips > 0; --flips)
        text[random() % end] = static_cast<char>(random());
    return text;
}

/// The bytes of an archive with the checksum of what is in it now.
std::string mended_archive(std::string text)
{
    ContentHash hash;
    auto const content = std::as_bytes(std::span{text}).first(text.size() - digest_bytes);
    hash.add(content);
    return text.substr(0, text.size() - digest_bytes) + hash.digest();
}

void write(fs::path const& file, std::string const& text)
{
    std::ofstream{file, std::ios::binary} << text;
}

class DamagedFiles : public testing::Test {
  protected:
    static void SetUpTestSuite()
    {
        std::string name = (fs::temp_directory_path() / "laadraster-damaged-XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        made = name;
        run = std::make_unique<laad::Run>(made_plan(TinyRegion{}, made, "plan"));
    }
    static void TearDownTestSuite()
    {
        run.reset();
        fs::remove_all(made);
    }

    static fs::path plan() { return made / "plan"; }

    static inline fs::path made;
    static inline std::unique_ptr<laad::Run> run;
    std::mt19937 random{2026};
};

TEST_F(DamagedFiles, ReachWithWrongNumbers)
{
    fs::path const file = made / "reach.bin";
    std::string const right = contents(plan() / "reach.bin");
    GridSpec const grid = run->inputs.base.grid;
    write(file, mended_archive(right));
    PlanReach const reach = read_reach(file, grid);
    ASSERT_GT(reach.cells.size(), 1u);
    int refused = 0;
    for (int i = 0; i < 1000; ++i) {
        write(file, mended_archive(with_flips(right, random, right.size() - digest_bytes)));
        try {
            PlanReach const read = read_reach(file, grid);
            for (std::size_t place = 0; place < read.lists.origins(); ++place)
                for (Reached const& reached : read.lists.of(place))
                    ASSERT_LT(read.cells.at(reached.node.index()), grid.shape.cells());
        } catch (InputError const&) {
            ++refused;
        }
    }
    EXPECT_GT(refused, 150);
    auto const refuses = [&](PlanReach const& wrong) {
        write_reach(file, wrong);
        EXPECT_THROW(read_reach(file, grid), InputError);
    };
    auto wrong = reach;
    wrong.lists.entries.front().node = NodeId{reach.cells.size()};
    refuses(wrong);
    wrong = reach;
    wrong.lists.first.back() += 1;
    refuses(wrong);
    wrong = reach;
    wrong.cells.back() = grid.shape.cells();
    refuses(wrong);
    wrong = reach;
    wrong.candidates.pop_back();
    refuses(wrong);
}

TEST_F(DamagedFiles, BaseMapWithWrongBytes)
{
    std::string const right = contents(plan() / "basemap.fgb");
    StoredPlan copy;
    copy.path = made;
    copy.grid = run->inputs.base.grid;
    Box const all = box_of(copy.grid);
    auto const read = [&](std::string const& bytes) {
        write(made / "basemap.fgb", bytes);
        return base_vectors(copy, all).shapes.size();
    };
    std::size_t const shapes = read(right);
    ASSERT_GT(shapes, 100u);
    int refused = 0;
    for (int i = 0; i < 500; ++i)
        try {
            EXPECT_LE(read(with_flips(right, random, right.size())), shapes);
        } catch (InputError const&) {
            ++refused;
        }
    EXPECT_GT(refused, 50);
    for (std::size_t const bytes :
         {std::size_t{0}, std::size_t{7}, std::size_t{300}, right.size() / 2, right.size() - 1})
        EXPECT_THROW(read(right.substr(0, bytes)), InputError) << bytes;
}

TEST_F(DamagedFiles, BaseListsWithWrongNumbers)
{
    auto const& key = run->inputs.base.key;
    KeyedStore store{made / "plan-work" / "store"};
    BaseLayers base;
    TileKeys keys;
    ASSERT_TRUE(load(store, key, base, keys)) << "what a run leaves makes sense";
    std::vector<char> right;
    ASSERT_TRUE(store.get("base", right));
    int refused = 0;
    for (int i = 0; i < 500; ++i) {
        std::string const wrong = with_flips({right.begin(), right.end()}, random, right.size());
        store.put("base", key, std::vector<char>{wrong.begin(), wrong.end()});
        BaseLayers read;
        if (!load(store, key, read, keys)) {
            ++refused;
            continue;
        }
        for (Dwelling const& dwelling : read.dwelling_points)
            ASSERT_LT(dwelling.neighbourhood.number(), std::ssize(read.neighbourhoods));
        for (DemandNode const& node : read.nodes)
            ASSERT_TRUE(inside(read.grid.shape, node.cell));
    }
    EXPECT_GT(refused, 30);
}

TEST_F(DamagedFiles, TilesOfALayerWithWrongNumbers)
{
    fs::create_directory(made / "blocks");
    GridSpec const grid{28992, 0, 0, 250, {300, 300}};
    BlockStore const store{std::make_shared<KeyedStore>(made / "blocks"), grid, 128, Codec::zstd};
    auto const open = [&] { return BlockLayer<std::uint16_t>{store, "layer", {BandInfo{}}}; };
    auto const cores = tiles_of(grid.shape, 128, 0);
    {
        auto layer = open();
        for (Tile const& tile : cores) {
            Raster<std::uint16_t> cells{tile.core.shape, 7};
            layer.write(tile.core, cells.view(), "key");
        }
    }
    KeyedStore& entries = *store.entries;
    auto const names = entries.names("");
    ASSERT_EQ(names.size(), cores.size());
    std::vector<std::vector<std::string>> right;  // by tile and list
    for (auto const& name : names) {
        right.emplace_back();
        for (KeyedStore::Place const& place : entries.places(name)) {
            auto& list = right.back().emplace_back(static_cast<std::size_t>(place.bytes), '\0');
            ASSERT_TRUE(KeyedStore::read(place, std::as_writable_bytes(std::span{list})));
        }
        ASSERT_EQ(right.back().size(), 2u);
    }
    int refused = 0;
    for (std::size_t i = 0; i < 500; ++i) {
        auto lists = right[i % names.size()];
        lists.front() = with_flips(lists.front(), random, lists.front().size());
        entries.put(
            names[i % names.size()], "key",
            std::vector<KeyedStore::Bytes>{std::as_bytes(std::span{lists[0]}), std::as_bytes(std::span{lists[1]})});
        auto const layer = open();
        for (Tile const& tile : cores)
            if (layer.has(tile.core, "key"))
                static_cast<void>(layer.read(tile.core));
            else
                ++refused;
    }
    EXPECT_GT(refused, 100);
}

TEST_F(DamagedFiles, ChangesWithDamagedKeys)
{
    auto const folder = made / "damaged";
    fs::create_directory(folder);
    std::string const right = contents(plan() / "changes.json");
    for (int i = 0; i < 700; ++i) {
        write(folder / "changes.json", with_flips(right, random, right.size()));
        try {
            static_cast<void>(why(folder, "demand"));
        } catch (InputError const&) {
            SUCCEED();
        }
    }
    for (char const* text : {"", "[]", "{}", "7", "null", R"({"parts": 3, "tiles": 1})",
                             R"({"parts": [{"layers": ["demand"]}], "tiles": "x"})",
                             R"({"parts": [{"layers": ["demand"], "computed": [{"changed": 1}]}], "tiles": 1})"}) {
        write(folder / "changes.json", text);
        EXPECT_THROW(static_cast<void>(why(folder, "demand")), InputError) << text;
    }
}

TEST_F(DamagedFiles, PlanMapThatExplainReads)
{
    auto const folder = made / "damaged-map";
    fs::create_directory(folder);
    fs::copy_file(plan() / "placements.csv", folder / "placements.csv");
    std::string const first = run->inputs.base.candidates.front().id;
    std::string const right = contents(plan() / "plankaart.gpkg");
    for (int i = 0; i < 200; ++i) {
        write(folder / "plankaart.gpkg", with_flips(right, random, right.size()));
        try {
            static_cast<void>(explain(folder, i % 2 == 0 ? first : "1"));
        } catch (InputError const&) {
            SUCCEED();
        }
    }
    for (std::size_t const length : {std::size_t{0}, std::size_t{100}, right.size() / 2}) {
        write(folder / "plankaart.gpkg", right.substr(0, length));
        EXPECT_THROW(static_cast<void>(explain(folder, first)), InputError) << length;
    }
}

}  // namespace
}  // namespace laad::damaged_files_test
