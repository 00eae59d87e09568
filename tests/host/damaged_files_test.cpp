// SPDX-License-Identifier: Apache-2.0
// Binary files that are read back with right checksums and wrong numbers inside: an error or made again, never a crash.
#include "host/prepare/archive.hpp"
#include "host/prepare/prepare.hpp"
#include "host/prepare/stored.hpp"
#include "host/report/changes.hpp"
#include "host/report/explain.hpp"
#include "host/report/reach_file.hpp"
#include "rasters/error.hpp"
#include "rasters/io/block_table.hpp"
#include "tests/cli/program.hpp"
#include "tests/host/made_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xxhash.h>
#include <nlohmann/json.hpp>

#include <random>

namespace laad {
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

/// The records of a log with the checksums of what is in them now, as far as their sizes are those of before.
std::string mended_records(std::string text, std::string const& before)
{
    for (std::size_t at = 0; at + 16 <= text.size();) {
        std::uint64_t size = 0;
        std::memcpy(&size, before.data() + at, sizeof size);
        std::memcpy(&text[at], &size, sizeof size);
        std::uint64_t const check = XXH3_64bits(text.data() + at + 8, size);
        std::memcpy(&text[at + 8 + size], &check, sizeof check);
        at += 16 + size;
    }
    return text;
}

void write(fs::path const& file, std::string const& text)
{
    std::ofstream{file, std::ios::binary} << text;
}

/// What a user asks of explain.json or changes.json.
void ask(fs::path const& folder, std::string const& name, std::string const& candidate)
{
    if (name == "explain.json")
        static_cast<void>(explain(folder, candidate));
    else
        static_cast<void>(why(folder, "demand"));
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
    GridSpec const grid = run->base.grid;
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
                    ASSERT_LT(read.cells.at(static_cast<std::size_t>(reached.node)), grid.shape.cells());
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
    wrong.lists.entries.front().node = static_cast<std::int32_t>(reach.cells.size());
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

TEST_F(DamagedFiles, BaseListsWithWrongNumbers)
{
    auto const work = made / "plan-work" / "base";
    std::string const right = contents(work / "base.lists");
    BaseLayers base;
    TileKeys keys;
    ASSERT_TRUE(load(work / "base.lists", run->base.key, base, keys)) << "what a run leaves makes sense";
    fs::path const file = made / "base.lists";
    int refused = 0;
    for (int i = 0; i < 500; ++i) {
        write(file, mended_archive(with_flips(right, random, right.size() - digest_bytes)));
        BaseLayers read;
        if (!load(file, run->base.key, read, keys)) {
            ++refused;
            continue;
        }
        for (Dwelling const& dwelling : read.dwelling_points)
            ASSERT_LT(dwelling.buurt, std::ssize(read.buurten));
        for (DemandNode const& node : read.nodes)
            ASSERT_TRUE(inside(read.grid.shape, node.cell));
    }
    EXPECT_GT(refused, 30);
}

TEST_F(DamagedFiles, BlockIndexWithWrongNumbers)
{
    auto const store_folder = made / "blocks";
    fs::create_directory(store_folder);
    GridSpec const grid{28992, 0, 0, 250, {300, 300}};
    BlockStore const store{store_folder, grid, 128, Codec::zstd, true};
    auto const open = [&] { return BlockLayer<std::uint16_t>{store, "layer", {BandInfo{}}}; };
    auto const cores = tiles_of(grid.shape, 128, 0);
    {
        auto layer = open();
        for (Tile const& tile : cores) {
            Raster<std::uint16_t> cells{tile.core.shape, 7};
            layer.write(tile.core, cells.view(), "key");
        }
    }
    std::string const right = contents(store_folder / "layer.index");
    for (int i = 0; i < 500; ++i) {
        write(store_folder / "layer.index", mended_records(with_flips(right, random, right.size()), right));
        auto const layer = open();
        for (Tile const& tile : cores)
            if (layer.has(tile.core, "key")) try {
                    static_cast<void>(layer.read(tile.core));
                } catch (OutputError const&) {
                    SUCCEED();  // the block is another one: said, with what to do
                }
    }
}

TEST_F(DamagedFiles, ExplanationsAndChangesWithDamagedKeys)
{
    std::string const first = run->base.candidates.front().id;
    for (char const* name : {"explain.json", "changes.json"}) {
        auto const folder = made / "damaged";
        fs::create_directory(folder);
        std::string const right = contents(plan() / name);
        for (int i = 0; i < 700; ++i) {
            write(folder / name, with_flips(right, random, right.size()));
            try {
                ask(folder, name, i % 2 == 0 ? first : "1");
            } catch (InputError const&) {
                SUCCEED();
            }
        }
        for (char const* text : {"", "[]", "{}", "7", "null", R"({"candidates": [], "places": 1, "rules": 2})",
                                 R"({"candidates": {"1": 1}, "places": [], "rules": []})",
                                 R"({"candidates": {"1": {}}, "places": [{}], "rules": [{}]})",
                                 R"({"candidates": {"1": {"placement": 3}}, "places": [{}], "rules": [{}]})",
                                 R"({"parts": 3, "tiles": 1})", R"({"parts": [{"layers": ["demand"]}], "tiles": "x"})",
                                 R"({"parts": [{"layers": ["demand"], "computed": [{"changed": 1}]}], "tiles": 1})"}) {
            write(folder / name, text);
            EXPECT_THROW(ask(folder, name, "1"), InputError) << name << ": " << text;
        }
    }
}

}  // namespace
}  // namespace laad
