// SPDX-License-Identifier: Apache-2.0
#include "host/run/kpis.hpp"

#include "rasters/raster_source.hpp"

namespace laad {
namespace {

/// What is added up over neighbourhoods.
struct Sums {
    int public_evse{};
    PlanKpis plan;

    void add(Sums const& from)
    {
        public_evse += from.public_evse;
        plan.demand_wh += from.plan.demand_wh;
        plan.unmet_wh += from.plan.unmet_wh;
        plan.unmet_after_wh += from.plan.unmet_after_wh;
        plan.eligible_candidates += from.plan.eligible_candidates;
        plan.placements += from.plan.placements;
    }
};

struct NeighbourhoodSums {
    Indexed<NeighbourhoodId, Sums> sums;
    Sums in_none;  ///< of the part of the area that lies in no neighbourhood

    Sums& of(NeighbourhoodId b) { return b ? sums[b] : in_none; }
};

void add_chargers(BaseLayers const& base, NeighbourhoodSums& sums)
{
    std::vector<Cell> cells;
    for (Charger const& charger : base.chargers)
        cells.push_back(charger.cell);
    auto const neighbourhood_at = values_at(base.neighbourhood, cells, 0);
    for (ChargerId const c : base.chargers.ids()) {
        Charger const& charger = base.chargers[c];
        if (charger.in_area && !charger.planned && charger.access == ChargerAccess::is_public)
            sums.of(NeighbourhoodId{neighbourhood_at[c.index()] - 1}).public_evse += charger.evse;
    }
}

void add_plan(BaseLayers const& base, Findings const& findings, NeighbourhoodSums& sums)
{
    for (NodeId const n : base.nodes.ids()) {
        if (!base.nodes[n].in_area) continue;
        PlanKpis& kpis = sums.of(base.nodes[n].neighbourhood).plan;
        kpis.demand_wh += findings.demand_wh[n];
        kpis.unmet_wh += findings.unmet_wh[n];
        kpis.unmet_after_wh += findings.plan.unmet_wh[n];
    }
    for (Candidate const& candidate : base.candidates)
        if (candidate.eligible()) ++sums.of(candidate.neighbourhood).plan.eligible_candidates;
    for (Placement const& placement : findings.plan.placements)
        ++sums.of(base.candidates[placement.candidate].neighbourhood).plan.placements;
}

}  // namespace

std::vector<KpiRow> kpi_rows(Inputs const& inputs, Findings const& findings)
{
    BaseLayers const& base = inputs.base;
    NeighbourhoodSums sums{std::vector<Sums>(base.neighbourhoods.size()), {}};
    add_chargers(base, sums);
    if (inputs.is_plan()) add_plan(base, findings, sums);
    auto const row_of = [&](AreaLevel level, std::string name, WalkShare const& walk, Sums const& of) {
        KpiRow row{level, std::move(name), {}, {}, false, walk, of.public_evse, {}};
        if (inputs.is_plan()) row.plan = of.plan;
        return row;
    };
    auto const of_municipality = [&](KpiRow& row, MunicipalityId g) {
        row.municipality = base.municipalities[g].name;
        row.market_model = base.municipalities[g].market_model;
    };

    Sums of_area = sums.in_none;
    for (Sums const& each : sums.sums)
        of_area.add(each);
    std::vector<KpiRow> all{row_of(AreaLevel::area, inputs.scenario.region.name, findings.walk_shares.area, of_area)};
    for (MunicipalityId const g : base.municipalities.ids()) {
        Sums of_neighbourhoods;
        bool any = false;
        bool partial = false;
        for (NeighbourhoodId const b : base.neighbourhoods.ids()) {
            Neighbourhood const& neighbourhood = base.neighbourhoods[b];
            if (neighbourhood.municipality != g || neighbourhood.share_in_area <= 0) continue;
            any = true;
            partial |= neighbourhood.partial();
            of_neighbourhoods.add(sums.sums[b]);
        }
        if (!any) continue;
        all.push_back(row_of(AreaLevel::municipality, base.municipalities[g].name,
                             findings.walk_shares.by_municipality[g], of_neighbourhoods));
        all.back().partial = partial && !inputs.scenario.region.is_one_municipality();
        of_municipality(all.back(), g);
    }
    for (NeighbourhoodId const b : base.neighbourhoods.ids()) {
        Neighbourhood const& neighbourhood = base.neighbourhoods[b];
        if (neighbourhood.share_in_area <= 0) continue;
        all.push_back(row_of(AreaLevel::neighbourhood, neighbourhood.key, findings.walk_shares.by_neighbourhood[b],
                             sums.sums[b]));
        all.back().partial = neighbourhood.partial();
        all.back().called = neighbourhood.name;
        if (neighbourhood.municipality) of_municipality(all.back(), neighbourhood.municipality);
    }
    return all;
}

}  // namespace laad
