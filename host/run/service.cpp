// SPDX-License-Identifier: Apache-2.0
#include "host/run/service.hpp"

#include "host/run/mass.hpp"
#include "kernels/demand.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>

#include <cmath>
#include <variant>

namespace laad {
namespace {

/// Refuses a prognosis that puts more in one cell than its integers hold, naming the buurt; exact like the spreading
/// itself.
void check_cell_limit(Run const& run)
{
    std::vector<std::int64_t> node_wh(run.base.nodes.size(), 0);
    for (DemandShare const& share : run.base.shares) {
        std::int64_t& wh = node_wh[static_cast<std::size_t>(share.node)];
        wh += share_wh(share, run.prognosis.public_wh[static_cast<std::size_t>(share.buurt)]);
        if (wh > std::int64_t{UINT32_MAX})
            throw InputError{
                fmt::format("{}: buurt \"{}\" puts {} MWh a year in one cell, more than the 4294 MWh that a cell can "
                            "hold; is its value in kWh?",
                            run.scenario.prognosis.file.string(),
                            run.base.buurten[static_cast<std::size_t>(share.buurt)].key, wh / 1'000'000)};
    }
}

}  // namespace

std::vector<std::int32_t> service_weights(DemandConfig const& c)
{
    std::vector<std::int32_t> weights;
    for (int m = 0; m <= c.service_walk_m; ++m) {
        double const beyond = m <= c.comfort_walk_m
                                  ? 0.0
                                  : static_cast<double>(m - c.comfort_walk_m) / (c.service_walk_m - c.comfort_walk_m);
        weights.push_back(static_cast<std::int32_t>(std::lround(1000 * (1 - beyond * (1 - c.far_weight)))));
    }
    return weights;
}

void spread_demand(Run& run, Executor const& executor)
{
    BaseLayers const& base = run.base;
    auto const nodes = static_cast<std::int32_t>(base.nodes.size());
    check_cell_limit(run);
    run.results.demand_wh = std::visit(
        [&](auto const& exec) { return spread(exec, base.shares, run.prognosis.public_wh, nodes); }, executor);
}

void serve_existing(Run& run, Executor const& executor, ReachLists const& lists)
{
    std::int64_t const capacity = std::int64_t{run.scenario.demand.capacity_kwh_per_evse_year} * 1000;
    std::vector<Station> stations;
    for (Site const& site : run.base.sites)
        stations.push_back({site.evse, site.evse * capacity});
    auto const weights = service_weights(run.scenario.demand);
    Service service = std::visit(
        [&](auto const& exec) { return serve(exec, lists, stations, run.results.demand_wh, weights); }, executor);
    for (std::size_t i = 0; i < stations.size(); ++i)
        run.results.stations.push_back({static_cast<std::int32_t>(i), stations[i].capacity_wh, service.stations[i],
                                        run.base.sites[i].entry.has_value()});
    run.results.unmet_wh = std::move(service.unmet_wh);
}

}  // namespace laad
