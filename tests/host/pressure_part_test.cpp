// SPDX-License-Identifier: Apache-2.0
// Pressure in a whole run: layers that are the same for any tiles, threads and backend, and follow from use alone.
#include "host/run/parts/pressure.hpp"
#include "host/run/run.hpp"
#include "host/scenario/parse.hpp"
#include "tests/host/gpu_or_cpu.hpp"
#include "tests/host/layer_of.hpp"
#include "tests/host/made_use.hpp"
#include "tests/host/tiny_region.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

namespace laad::pressure_part_test {
namespace {

void silent(std::string const&, double) {}

struct Outcome {
    Run run;
    std::set<std::size_t> tiles;  ///< that were computed
};

/// The made-up town, of which the first site is busy since long and the others have room.
class PressurePartTest : public testing::Test {
  protected:
    static Use use_of(BaseLayers const& base)
    {
        Use use = made_use(base.sites.size(), 3);
        for (std::size_t i = 0; i < use.sites.size(); ++i) {
            since(use.sites[i], 400);
            int const evse = base.sites[i].evse;
            std::ranges::fill(use.sites[i].months, made_month(evse, i == busy ? 80 : 10, i == busy ? 400 : 100));
        }
        return use;
    }

    Outcome run(
        int tile_cells, ChosenDevice const& device, std::filesystem::path const& work,
        std::function<void(Inputs&)> const& change = [](Inputs&) {}, bool given = true)
    {
        Outcome outcome{read_inputs(parse_scenario(town.write(temp.path())), RunScope::coverage, work, silent), {}};
        Inputs& inputs = outcome.run.inputs;
        inputs.scenario.run.tile_cells = tile_cells;
        if (given) {
            inputs.scenario.usage.files.push_back({.file = "made-up.csv"});
            inputs.scenario.usage.pressure_walk_m = 100;
            inputs.use = use_of(inputs.base);
        }
        change(inputs);
        constexpr std::int64_t much_disk = std::int64_t{1} << 50;
        analyse(outcome.run, plan_run(inputs.scenario, RunScope::coverage, size_of(inputs), device, much_disk), device,
                work, silent);
        for (Computed const& one : outcome.run.log.computed)
            if (one.part == PressurePart::algorithm.name) outcome.tiles.insert(one.tile);
        return outcome;
    }
    /// A folder that no run has used.
    std::filesystem::path fresh()
    {
        auto const folder = temp.path() / fmt::format("work-{}", number++);
        std::filesystem::create_directory(folder);
        return folder;
    }

    static constexpr std::size_t busy = 1;
    TempFolder temp;
    TinyRegion town;
    int number{};
};

TEST_F(PressurePartTest, DoesNotDependOnTilesThreadsOrBackend)
{
    auto const want = run(512, choose_device("cpu", 1), fresh()).run.findings.layer_hashes;
    EXPECT_THAT(want, testing::Contains(testing::Pair("search_cells", testing::_)));
    for (int const tile : {64, 128})
        for (int const threads : {1, 3})
            EXPECT_EQ(run(tile, choose_device("cpu", threads), fresh()).run.findings.layer_hashes, want) << tile;
    EXPECT_EQ(run(64, gpu_or_cpu(), fresh()).run.findings.layer_hashes, want);
}

TEST_F(PressurePartTest, IsHighWhereTheSiteIsBusy)
{
    Outcome const made = run(128, choose_device("cpu", 2), fresh());
    auto const percent = cells_of(made.run.layers[pressure_layer]);
    auto const energy = cells_of(made.run.layers[energy_per_evse_layer]);
    auto const search = cells_of(made.run.layers[search_cells_layer]);
    auto const& base = made.run.inputs.base;
    Cell const at = base.sites[busy].entry->cell;
    auto const evse = static_cast<std::size_t>(base.sites[busy].evse);
    auto const allowed_ppm = allowed_occupancy("erlang-b", 10, allowed_most_evse);
    EXPECT_EQ(percent[at], 80'000'000 / allowed_ppm[evse - 1]);
    EXPECT_EQ(energy[at], 400);
    EXPECT_EQ(search[at], 1);
    Cell const quiet = base.sites[0].entry->cell;
    EXPECT_LT(percent[quiet], 100);
    EXPECT_EQ(search[quiet], 0);
    EXPECT_GT(std::ranges::count(percent.cells(), use_unknown), 0);
    for (std::size_t i = 0; i < search.cells().size(); ++i)
        EXPECT_EQ(search.cells()[i] == 1, percent.cells()[i] >= 100 && percent.cells()[i] < use_unknown &&
                                              energy.cells()[i] >= 250 && energy.cells()[i] < use_unknown);
}

TEST_F(PressurePartTest, IsSearchedOnlyWhereItLastsAndNothingWillRelieveIt)
{
    auto const searched = [&](std::function<void(Inputs&)> const& change) {
        auto const search = cells_of(run(512, choose_device("cpu", 2), fresh(), change).run.layers[search_cells_layer]);
        return std::ranges::count(search.cells(), 1);
    };
    EXPECT_GT(searched([](Inputs&) {}), 0);
    EXPECT_EQ(searched([](Inputs& in) { in.use->sites[busy].months[1] = made_month(2, 10, 400); }), 0) << "one month";
    EXPECT_EQ(searched([](Inputs& in) { in.use->sites[busy].months[2] = made_month(2, 80, 100); }), 0) << "energy";
    EXPECT_EQ(searched([](Inputs& in) { since(in.use->sites[busy], 20); }), 0) << "young";
    EXPECT_EQ(searched([](Inputs& in) { in.scenario.usage.months = 4; }), 0) << "three months are not four";
    EXPECT_EQ(searched([](Inputs& in) {
                  Charger planned = in.base.chargers[in.base.sites[busy].chargers.front()];
                  planned.planned = true;
                  planned.evse = 20;
                  in.base.sites[busy].chargers.push_back(ChargerId{in.base.chargers.size()});
                  in.base.chargers.push_back(planned);
              }),
              0)
        << "twenty planned beside it";
}

TEST_F(PressurePartTest, IsComputedAgainOnlyAroundWhatChanged)
{
    auto const work = fresh();
    ChosenDevice const cpu = choose_device("cpu", 2);
    EXPECT_GT(run(64, cpu, work).tiles.size(), 8u);
    EXPECT_TRUE(run(64, cpu, work).tiles.empty());
    auto const less = run(64, cpu, work, [](Inputs& in) { in.use->sites[0].months[2].peak.occupied_min -= 60; }).tiles;
    EXPECT_FALSE(less.empty());
    EXPECT_LT(less.size(), 10u);
    EXPECT_GT(run(64, cpu, work, [](Inputs& in) { in.scenario.usage.all_busy_percent = 20; }).tiles.size(), 8u);
}

TEST_F(PressurePartTest, IsNotThereWithoutUse)
{
    Outcome const without = run(
        512, choose_device("cpu", 2), fresh(), [](Inputs&) {}, false);
    EXPECT_TRUE(without.tiles.empty());
    for (auto const& [name, hash] : without.run.findings.layer_hashes)
        EXPECT_THAT(name, testing::Not(testing::AnyOf("pressure", "energy_per_evse", "search_cells")));
    EXPECT_THROW(static_cast<void>(without.run.layers[pressure_layer]), ContractError);
}

}  // namespace
}  // namespace laad::pressure_part_test
