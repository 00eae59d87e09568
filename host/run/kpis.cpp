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

/// One a neighbourhood, and a last one for the part of the area that lies in none.
class NeighbourhoodSums {
  public:
    explicit NeighbourhoodSums(std::size_t neighbourhoods) : sums_(neighbourhoods + 1) {}

    Sums& of(int neighbourhood)
    {
        return neighbourhood < 0 ? sums_.back() : sums_[static_cast<std::size_t>(neighbourhood)];
    }
    std::vector<Sums> const& all() const { return sums_; }

  private:
    std::vector<Sums> sums_;
};

void add_chargers(BaseLayers const& base, NeighbourhoodSums& sums)
{
    std::vector<Cell> cells;
    for (Charger const& charger : base.chargers)
        cells.push_back(charger.cell);
    auto const neighbourhood_at = values_at(base.neighbourhood, cells, 0);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        Charger const& charger = base.chargers[i];
        if (charger.in_area && !charger.planned && charger.access == ChargerAccess::is_public)
            sums.of(int{neighbourhood_at[i]} - 1).public_evse += charger.evse;
    }
}

void add_plan(BaseLayers const& base, Findings const& findings, NeighbourhoodSums& sums)
{
    for (std::size_t n = 0; n < base.nodes.size(); ++n) {
        if (!base.nodes[n].in_area) continue;
        PlanKpis& kpis = sums.of(base.nodes[n].neighbourhood).plan;
        kpis.demand_wh += findings.demand_wh[n];
        kpis.unmet_wh += findings.unmet_wh[n];
        kpis.unmet_after_wh += findings.plan.unmet_wh[n];
    }
    for (Candidate const& candidate : base.candidates)
        if (candidate.eligible()) ++sums.of(candidate.neighbourhood).plan.eligible_candidates;
    for (Placement const& placement : findings.plan.placements)
        ++sums.of(base.candidates[static_cast<std::size_t>(placement.candidate)].neighbourhood).plan.placements;
}

}  // namespace

std::vector<KpiRow> kpi_rows(Inputs const& inputs, Findings const& findings)
{
    BaseLayers const& base = inputs.base;
    NeighbourhoodSums sums{base.neighbourhoods.size()};
    add_chargers(base, sums);
    if (inputs.is_plan()) add_plan(base, findings, sums);
    auto const fill = [&](KpiRow& row, Sums const& of) {
        row.public_evse = of.public_evse;
        if (inputs.is_plan()) row.plan = of.plan;
    };

    KpiRow area{};
    area.level = "area";
    area.name = inputs.scenario.region.name;
    area.walk = findings.walk_shares.area;
    Sums of_area;
    for (Sums const& of_neighbourhood : sums.all())
        of_area.add(of_neighbourhood);
    fill(area, of_area);
    std::vector<KpiRow> all{area};
    for (std::size_t g = 0; g < base.municipalities.size(); ++g) {
        KpiRow municipality{.level = "gemeente",
                            .name = base.municipalities[g].name,
                            .municipality = base.municipalities[g].name,
                            .market_model = base.municipalities[g].market_model,
                            .walk = findings.walk_shares.by_municipality[g],
                            .plan = {}};
        bool any = false;
        Sums of_municipality;
        for (std::size_t b = 0; b < base.neighbourhoods.size(); ++b) {
            if (base.neighbourhoods[b].municipality != static_cast<int>(g) || base.neighbourhoods[b].share_in_area <= 0)
                continue;
            any = true;
            municipality.partial |= base.neighbourhoods[b].partial();
            of_municipality.add(sums.all()[b]);
        }
        fill(municipality, of_municipality);
        if (any) all.push_back(municipality);
    }
    for (std::size_t b = 0; b < base.neighbourhoods.size(); ++b) {
        Neighbourhood const& neighbourhood = base.neighbourhoods[b];
        if (neighbourhood.share_in_area <= 0) continue;
        KpiRow row;
        fill(row, sums.all()[b]);
        row.level = "buurt";
        row.name = neighbourhood.key;
        if (neighbourhood.municipality >= 0) {
            row.municipality = base.municipalities[static_cast<std::size_t>(neighbourhood.municipality)].name;
            row.market_model = base.municipalities[static_cast<std::size_t>(neighbourhood.municipality)].market_model;
        }
        row.partial = neighbourhood.partial();
        row.walk = findings.walk_shares.by_neighbourhood[b];
        all.push_back(row);
    }
    return all;
}

}  // namespace laad
