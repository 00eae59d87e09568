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

/// Refuses a prognosis that puts more in one cell than its integers hold, naming the neighbourhood; exact like the
/// spreading itself.
void check_cell_limit(Inputs const& inputs)
{
    Indexed<NodeId, std::int64_t> node_wh(inputs.base.nodes.size(), 0);
    for (DemandShare const& share : inputs.base.shares) {
        std::int64_t& wh = node_wh[share.node];
        wh += share_wh(share, inputs.prognosis.public_wh[share.neighbourhood]);
        if (wh > std::int64_t{UINT32_MAX})
            throw InputError{
                fmt::format("{}: buurt \"{}\" puts {} MWh a year in one cell, more than the 4294 MWh that a cell can "
                            "hold; is its value in kWh?",
                            inputs.scenario.prognosis.file.string(),
                            inputs.base.neighbourhoods[share.neighbourhood].called(), wh / 1'000'000)};
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

NodeWh spread_demand(Inputs const& inputs, WholeWork const& whole)
{
    check_cell_limit(inputs);
    auto const nodes = static_cast<std::int32_t>(inputs.base.nodes.size());
    return whole("demand where it sits", [&](auto const& exec) -> NodeWh {
        return spread(exec, inputs.base.shares, inputs.prognosis.public_wh, nodes);
    });
}

void serve_existing(Inputs const& inputs, ReachLists const& lists, WholeWork const& whole, Findings& findings)
{
    std::int64_t const capacity = std::int64_t{inputs.scenario.demand.capacity_kwh_per_evse_year} * 1000;
    std::vector<Station> stations;
    for (Site const& site : inputs.base.sites)
        stations.push_back({site.evse, site.evse * capacity});
    auto const weights = service_weights(inputs.scenario.demand);
    Service service = whole("service by existing stations", [&](auto const& exec) {
        return serve(exec, lists, stations, findings.demand_wh, weights);
    });
    findings.unmet_wh = std::move(service.unmet_wh);
    for (std::size_t i = 0; i < stations.size(); ++i)
        findings.stations.push_back({stations[i].capacity_wh, service.stations[i]});
}

}  // namespace laad
