// SPDX-License-Identifier: Apache-2.0
// A run from region.toml to an output folder.
#pragma once

#include "host/run/run.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace laad {

/// Who hears of a use case while it works: a terminal, a server, Python. Each call may throw, to stop it.
struct Listener {
    RunProgress progress;
    std::function<void(std::string const&)> note;     ///< what a user may like to know
    std::function<void(std::string const&)> warning;  ///< what a user has to know
};

/// Where to compute, when not as region.toml says.
struct MachineChoice {
    std::optional<std::string> device;
    std::optional<int> threads;

    void apply_to(Scenario&) const;
};

struct PlanRequest {
    RunScope scope{RunScope::plan};
    std::filesystem::path region;  ///< region.toml
    std::filesystem::path out;     ///< empty: `region`-plan in the current folder
    std::filesystem::path work;    ///< empty: beside `out`, gone when the run is complete
    MachineChoice machine;

    std::filesystem::path folder() const;  ///< that is written
};

/// What a run will cost, before anything of it is computed.
struct RunForecast {
    Scenario scenario;
    ChosenDevice device;
    RegionSize size;
    RunPlan plan;
};
/// Errors  InputError: see parse_scenario, quick_size; DeviceError: see choose_device; FitError: see plan_run
RunForecast forecast(PlanRequest const&, Listener const&);

/// Reads the inputs, computes and writes the output folder; what is finished stays in the work folder after a failure
/// from which the same request can go on.
/// Errors  as forecast, read_inputs, analyse and write_results
Run make_plan(PlanRequest const&, Listener const&);

/// What a run is computed for: a plan, for which the files that follow from its inputs alone are made with
/// the base layers, or figures alone.
enum class Purpose : std::uint8_t { plan, figures };

/// Reads the inputs, plans the cost and analyses. `features`: to read, as quick_size counts them; 0: not counted.
/// Errors  as read_inputs, plan_run, keep_base_files and analyse
Run compute(Work const&, Scenario, RunScope, std::int64_t features, ChosenDevice const&, Purpose, RunProgress const&,
            ReadPrognosis const& table = prognosis_table);

}  // namespace laad
