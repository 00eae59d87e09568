// SPDX-License-Identifier: Apache-2.0
// How long one edit takes: random edits of a region, median and longest.
//   live_edit REGION.TOML WORK [EDITS]
#include "host/live/live_run.hpp"
#include "host/scenario/parse.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <random>

namespace {

using namespace laad;

void silent(std::string const&, double) {}

/// Stations at candidates and beside them; some are moved, removed or undone, some candidates blocked.
Edits edited(Edits edits, LiveRun const& live, std::mt19937& random)
{
    auto const pick = [&](std::size_t count) {
        return std::uniform_int_distribution<std::size_t>{0, count - 1}(random);
    };
    auto const& base = live.inputs().base;
    Candidate const& candidate = base.candidates[CandidateId{pick(base.candidates.size())}];
    std::size_t const kind = pick(6);
    if (kind <= 1 && candidate.entry)
        edits.push_back(
            {.op = Edit::Op::place, .station = live.edited().free_id(edits), .candidate = candidate.id, .evse = 2});
    else if (kind <= 3) {
        Charger const& charger = base.chargers[ChargerId{pick(base.chargers.size())}];
        if (charger.access != ChargerAccess::is_public || !candidate.entry) return edits;
        if (kind == 2)
            edits.push_back({.op = Edit::Op::move, .station = charger.id, .at = candidate.pole});
        else
            edits.push_back({.op = Edit::Op::remove, .station = charger.id});
    } else if (kind == 4)
        edits.push_back({.op = Edit::Op::block, .candidate = candidate.id});
    else if (!edits.empty())
        edits.pop_back();
    return edits;
}

}  // namespace

int main(int count, char** words)
{
    if (count < 3) return 2;
    std::filesystem::create_directories(words[2]);
    Work const work{words[2]};
    ChosenDevice const device = choose_device("cpu", 0);
    Run run = read_inputs(parse_scenario(words[1]), RunScope::plan, work, silent);
    RunPlan const plan =
        plan_run(run.inputs.scenario, RunScope::plan, size_of(run.inputs), device, std::int64_t{1} << 50);
    analyse(run, plan, device, work, silent);
    work.end_well();
    LiveRun live{std::move(run), plan, device, work};
    std::mt19937 random{20261130};
    Edits edits;
    std::vector<double> times_ms;
    std::clock_t cpu{};
    for (int i = count > 3 ? std::atoi(words[3]) : 50; i > 0; --i) {
        Edits next = edited(edits, live, random);
        if (next == edits) continue;
        auto const begin = std::chrono::steady_clock::now();
        auto const cpu_begin = std::clock();
        try {
            live.become(next);
        } catch (std::exception const& error) {
            std::cerr << error.what() << '\n';
            continue;
        }
        cpu += std::clock() - cpu_begin;
        times_ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
        edits = std::move(next);
    }
    std::ranges::sort(times_ms);
    std::cout << times_ms.size() << " edits, median " << times_ms[times_ms.size() / 2] << " ms, longest "
              << times_ms.back() << " ms; "
              << static_cast<double>(cpu) * 1000 / CLOCKS_PER_SEC / static_cast<double>(times_ms.size())
              << " ms of CPU time an edit\n";
}
