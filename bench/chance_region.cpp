// SPDX-License-Identifier: Apache-2.0
// How long the chance of a free charger takes beside what a run of coverage does anyway: of a region whose sites get a
// made-up use of 90 days, all 48 hours.
//   chance_region REGION.TOML WORK [THREADS]
#include "host/run/run.hpp"
#include "host/scenario/parse.hpp"

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <random>

namespace {

using namespace laad;

void silent(std::string const&, double) {}

/// 64 weekdays and 26 days of the weekend; each site is free in a share of its own.
Use made_up_use(std::size_t sites)
{
    std::array<std::int32_t, chance_slots> quarters{};
    for (int hour = 0; hour < 24; ++hour) {
        quarters[static_cast<std::size_t>(chance_slot(false, hour))] = 4 * 64;
        quarters[static_cast<std::size_t>(chance_slot(true, hour))] = 4 * 26;
    }
    std::mt19937 random{20261130};
    Use use;
    use.sites.resize(sites);
    use.quarters = FreeQuarters{sites, quarters};
    for (std::size_t site = 0; site < sites; ++site) {
        auto const share = random() % 256;
        for (int slot = 0; slot < chance_slots; ++slot)
            for (std::int32_t quarter = 0; quarter < use.quarters.quarters(slot); ++quarter)
                use.quarters.observe(site, slot, quarter, random() % 256 < share);
    }
    return use;
}

struct Spent {
    double wall_s{};
    double cpu_s{};
};

template <class Work>
Spent spent_on(Work const& work)
{
    auto const begin = std::chrono::steady_clock::now();
    std::clock_t const cpu = std::clock();
    work();
    return {std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(),
            static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC};
}

}  // namespace

int main(int count, char** words)
{
    if (count < 3) return 2;
    std::filesystem::create_directories(words[2]);
    Work const work{words[2]};
    ChosenDevice const device = choose_device("cpu", count > 3 ? std::atoi(words[3]) : 0);
    Run run = read_inputs(parse_scenario(words[1]), RunScope::coverage, work, silent);
    auto const analysed = [&] {
        RunPlan const plan =
            plan_run(run.inputs.scenario, RunScope::coverage, size_of(run.inputs), device, std::int64_t{1} << 50);
        return spent_on([&] { analyse(run, plan, device, work, silent); });
    };
    Spent const first = analysed();
    Spent const kept = analysed();
    run.inputs.use = made_up_use(run.inputs.base.sites.size());
    run.inputs.scenario.usage.files.push_back({.file = "made up"});
    Spent const chance = analysed();
    std::size_t tiles = 0;
    for (Computed const& one : run.log.computed)
        tiles += one.part == "chance" ? 1 : 0;
    for (auto const& [what, spent] :
         {std::pair{"coverage", first}, {"coverage, kept", kept}, {"with the chance", chance}})
        std::cout << what << ": " << spent.wall_s << " s, " << spent.cpu_s << " s of CPU\n";
    std::cout << run.inputs.base.sites.size() << " sites, " << tiles << " tiles, " << peak_memory_bytes() / 1'000'000
              << " MB at most\n";
    work.end_well();
}
