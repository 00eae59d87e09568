// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/device.hpp"
#include "host/run/findings.hpp"
#include "host/run/parts/inputs.hpp"
#include "host/run/parts/layers.hpp"
#include "host/run/plan.hpp"
#include "host/run/run_log.hpp"
#include "host/work/work.hpp"

#include <functional>
#include <string>

namespace laad {

/// A run with everything it was made from, found and cost.
struct Run {
    Inputs inputs;
    Layers layers;
    Findings findings;
    RunLog log;
};

/// Told what is being done and the part of it that is done, 0..1. May throw to stop the run.
using RunProgress = std::function<void(std::string const& what, double part)>;

/// What can be made of what is asked for: a plan needs a prognosis, and has headroom where grid tables are given.
/// Errors  InputError: a plan without a prognosis, with the ways out
RunScope scope_of(RunScope asked, Scenario const&);

/// Whether there is the table that [prognosis] names, be it a pipe or on the network.
bool has_prognosis_table(Scenario const&);

/// How the scenario wants its rasters compressed.
Codec codec_of(Scenario const&);

/// Reads the table that [prognosis] names.
using ReadPrognosis = std::function<PrognosisTable(PrognosisConfig const&)>;

/// Everything that can be known before the analysis: inputs read and checked, base layers made in the work folder (or
/// found there, when no input has changed), nothing computed. Coverage reads neither prognosis nor grid tables.
/// Errors  InputError: see prepare, region_prognosis, read_power_grid; a quota for an unknown municipality
/// `table`: reads scenario.prognosis.file, on another thread while the base layers are loaded.
Run read_inputs(Scenario, RunScope, Work const&, RunProgress const&, ReadPrognosis const& table = prognosis_table);

/// Runs the analysis and the ranking; fills run.layers, findings and log. Parts of tiles that the work folder holds
/// with the same inputs (see host/run/parts) are not computed again. The result is the same for any tile size, thread
/// count, executor and number of interruptions.
/// Errors  ContractError: the mass of a neighbourhood is not kept; DeviceError: the device fails; OutputError: the work
/// folder cannot be written
void analyse(Run& run, RunPlan const&, ChosenDevice const&, Work const&, RunProgress const&);

}  // namespace laad
