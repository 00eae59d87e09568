// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/device.hpp"
#include "host/run/plan.hpp"
#include "host/run/results.hpp"

#include <functional>
#include <string>

namespace laad {

/// Told what is being done and the part of it that is done, 0..1. May throw to stop the run.
using RunProgress = std::function<void(std::string const& what, double part)>;

/// Everything that can be known before the analysis: inputs read and checked, base layers made, nothing computed.
/// Errors  InputError: see prepare, read_prognosis, read_power_grid; a quota for an unknown gemeente
Run read_inputs(Scenario, RunProgress const&);

/// Runs the analysis and the ranking; fills run.results. The result is the same for any tile size, thread count and
/// executor. Errors  ContractError: the mass of a buurt is not kept; DeviceError: the device fails
void analyse(Run& run, RunPlan const&, ChosenDevice const&, RunProgress const&);

}  // namespace laad
