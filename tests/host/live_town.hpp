// SPDX-License-Identifier: Apache-2.0
// Regions opened for live planning, and full runs of the same edits; the made-up town.
#pragma once

#include "host/live/live_run.hpp"
#include "host/scenario/parse.hpp"
#include "tests/host/tiny_region.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace laad {

/// Sessions and full runs of a region, in folders of their own.
class Analysis {
  public:
    Analysis(Scenario scenario, std::filesystem::path folder)
        : scenario_{std::move(scenario)}, folder_{std::move(folder)}
    {
        std::filesystem::create_directories(folder_ / "session");
        std::filesystem::create_directories(folder_ / "full");
    }

    Run full_run(Edits const& edits) const { return analysed(edits, folder_ / "full").run; }
    LiveRun session() const
    {
        Work const work{folder_ / "session"};
        Analysed made = analysed({}, work);
        return {std::move(made.run), made.plan, device_, work};
    }

  private:
    struct Analysed {
        Run run;
        RunPlan plan;
    };
    Analysed analysed(Edits const& edits, Work const& work) const
    {
        auto const silent = [](std::string const&, double) {};
        Run run = read_inputs(scenario_, RunScope::plan, work, silent);
        if (!edits.empty()) EditedInputs{run.inputs}.become(edits);
        RunPlan plan =
            plan_run(run.inputs.scenario, RunScope::plan, size_of(run.inputs), device_, std::int64_t{1} << 50);
        analyse(run, plan, device_, work, silent);
        return {std::move(run), std::move(plan)};
    }

    Scenario scenario_;
    std::filesystem::path folder_;
    ChosenDevice device_ = choose_device("cpu", 2);
};

inline int drawn(std::mt19937& random, std::size_t count)
{
    return std::uniform_int_distribution{0, static_cast<int>(count) - 1}(random);
}

/// Some space that finds a street.
inline Candidate const& any_space(LiveRun const& live, std::mt19937& random)
{
    auto const& candidates = live.inputs().base.candidates;
    while (true)
        if (Candidate const& one = candidates[CandidateId{drawn(random, candidates.size())}]; one.entry) return one;
}

/// One edit more, or the last one undone. `at`: where, when it is at a point.
inline Edits edited_at_random(Edits edits, LiveRun const& live, std::mt19937& random, Point at)
{
    BaseLayers const& base = live.inputs().base;
    std::vector<std::string> stations;
    for (Charger const& charger : base.chargers)
        if (charger.access == ChargerAccess::is_public) stations.push_back(charger.id);
    auto const station = [&] { return stations[static_cast<std::size_t>(drawn(random, stations.size()))]; };
    auto const candidate = [&] { return any_space(live, random).id; };
    int const kind = stations.empty() ? 0 : drawn(random, 10);
    std::string const id = live.edited().free_id(edits);
    if (kind <= 2)
        edits.push_back({.op = Edit::Op::place, .station = id, .at = at, .evse = 1 + drawn(random, 6)});
    else if (kind == 3)
        edits.push_back({.op = Edit::Op::place, .station = id, .candidate = candidate(), .evse = 2});
    else if (kind <= 5)
        edits.push_back({.op = Edit::Op::move, .station = station(), .at = at});
    else if (kind == 6)
        edits.push_back({.op = Edit::Op::remove, .station = station()});
    else if (kind == 7)
        edits.push_back({.op = Edit::Op::block, .candidate = candidate()});
    else if (!edits.empty())
        edits.pop_back();
    return edits;
}

class LiveTown : public testing::Test {
  protected:
    /// Short walks, so that an edit leaves most of the town alone.
    LiveTown()
    {
        town.toml +=
            "[coverage]\nmax_walk_m = 120\nevse_within_m = 80\nwalk_shares_m = [50, 100]\nwhite_spot_walk_m = 100\n"
            "[demand]\nservice_walk_m = 90\ncomfort_walk_m = 30\ndensity_radius_m = 50\n";
        town.replace("stations = 3", "stations = 5");
    }

    /// Of the town as it is written down now.
    Analysis analysis()
    {
        Scenario scenario = parse_scenario(town.write(temp.path()));
        scenario.run.tile_cells = 64;
        return {std::move(scenario), temp.path()};
    }
    laad::Run full_run(Edits const& edits) { return analysis().full_run(edits); }
    LiveRun session() { return analysis().session(); }

    static Point spot(double x, double y) { return {TinyRegion::west + x, TinyRegion::south + y}; }
    static Point any_street(std::mt19937& random)
    {
        return spot(20 + drawn(random, 460), 50 + 100 * drawn(random, 5) + drawn(random, 7));
    }

    /// Of which no base load includes the chargers that stand.
    static std::string with_older_bases(std::string assets)
    {
        for (std::size_t at = 0; (at = assets.find("2026-06-07", at)) != std::string::npos;)
            assets.replace(at, 10, "2020-01-01");
        return assets;
    }

    TempFolder temp;
    TinyRegion town;
};

}  // namespace laad
