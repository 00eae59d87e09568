// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/prepare.hpp"
#include "host/run/run.hpp"
#include "rasters/error.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>

namespace laad {
namespace {

void check_quotas(Scenario const& scenario, BaseLayers const& base)
{
    std::vector<std::string> names;
    for (Gemeente const& gemeente : base.gemeenten)
        names.push_back(gemeente.name);
    for (Quota const& quota : scenario.placement.quotas)
        if (std::find(names.begin(), names.end(), quota.gemeente) == names.end())
            throw InputError{fmt::format(
                "{}: placement.quota names gemeente \"{}\", which is not in the region{}; there are: {}",
                scenario.file.string(), quota.gemeente, did_you_mean(quota.gemeente, names), fmt::join(names, ", "))};
}

}  // namespace

Run read_inputs(Scenario scenario, RunProgress const& progress)
{
    Run run;
    run.scenario = std::move(scenario);
    progress("reading and preparing the inputs", 0.0);
    run.base = prepare(run.scenario);
    check_quotas(run.scenario, run.base);
    progress("reading the prognosis and the grid", 0.9);
    run.prognosis = read_prognosis(run.scenario, run.base);
    run.grid = read_power_grid(run.scenario, run.base, run.prognosis);
    progress("reading and preparing the inputs", 1.0);
    return run;
}

}  // namespace laad
