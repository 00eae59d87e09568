// SPDX-License-Identifier: Apache-2.0
#include "host/run/kpis.hpp"

#include "rasters/io/values_at.hpp"

namespace laad {
namespace {

/// What is added up over buurten.
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

/// One a buurt, and a last one for the part of the area that lies in none.
class BuurtSums {
  public:
    explicit BuurtSums(std::size_t buurten) : sums_(buurten + 1) {}

    Sums& of(int buurt) { return buurt < 0 ? sums_.back() : sums_[static_cast<std::size_t>(buurt)]; }
    std::vector<Sums> const& all() const { return sums_; }

  private:
    std::vector<Sums> sums_;
};

void add_chargers(BaseLayers const& base, BuurtSums& sums)
{
    std::vector<Cell> cells;
    for (Charger const& charger : base.chargers)
        cells.push_back(charger.cell);
    auto const buurt_at = values_at(base.buurt, cells);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        Charger const& charger = base.chargers[i];
        if (charger.in_area && !charger.planned && charger.access == ChargerAccess::is_public)
            sums.of(int{buurt_at[i]} - 1).public_evse += charger.evse;
    }
}

void add_plan(Run const& run, BuurtSums& sums)
{
    BaseLayers const& base = run.base;
    Results const& results = run.results;
    for (std::size_t n = 0; n < base.nodes.size(); ++n) {
        if (!base.nodes[n].in_area) continue;
        PlanKpis& kpis = sums.of(base.nodes[n].buurt).plan;
        kpis.demand_wh += results.demand_wh[n];
        kpis.unmet_wh += results.unmet_wh[n];
        kpis.unmet_after_wh += results.plan.unmet_wh[n];
    }
    for (Candidate const& candidate : base.candidates)
        if (candidate.eligible()) ++sums.of(candidate.buurt).plan.eligible_candidates;
    for (Placement const& placement : results.plan.placements) {
        auto const c = static_cast<std::size_t>(results.ranked[static_cast<std::size_t>(placement.candidate)]);
        ++sums.of(base.candidates[c].buurt).plan.placements;
    }
}

}  // namespace

std::vector<KpiRow> kpi_rows(Run const& run)
{
    BaseLayers const& base = run.base;
    Results const& results = run.results;
    BuurtSums sums{base.buurten.size()};
    add_chargers(base, sums);
    if (run.scope == RunScope::plan) add_plan(run, sums);
    auto const fill = [&](KpiRow& row, Sums const& of) {
        row.public_evse = of.public_evse;
        if (run.scope == RunScope::plan) row.plan = of.plan;
    };

    KpiRow area{};
    area.level = "area";
    area.name = run.scenario.region.name;
    area.walk = results.walk_shares.area;
    Sums of_area;
    for (Sums const& of_buurt : sums.all())
        of_area.add(of_buurt);
    fill(area, of_area);
    std::vector<KpiRow> all{area};
    for (std::size_t g = 0; g < base.gemeenten.size(); ++g) {
        KpiRow gemeente{.level = "gemeente",
                        .name = base.gemeenten[g].name,
                        .gemeente = base.gemeenten[g].name,
                        .market_model = base.gemeenten[g].market_model,
                        .walk = results.walk_shares.by_gemeente[g],
                        .plan = {}};
        bool any = false;
        Sums of_gemeente;
        for (std::size_t b = 0; b < base.buurten.size(); ++b) {
            if (base.buurten[b].gemeente != static_cast<int>(g) || base.buurten[b].share_in_area <= 0) continue;
            any = true;
            gemeente.partial |= base.buurten[b].partial();
            of_gemeente.add(sums.all()[b]);
        }
        fill(gemeente, of_gemeente);
        if (any) all.push_back(gemeente);
    }
    for (std::size_t b = 0; b < base.buurten.size(); ++b) {
        Buurt const& buurt = base.buurten[b];
        if (buurt.share_in_area <= 0) continue;
        KpiRow row;
        fill(row, sums.all()[b]);
        row.level = "buurt";
        row.name = buurt.key;
        if (buurt.gemeente >= 0) {
            row.gemeente = base.gemeenten[static_cast<std::size_t>(buurt.gemeente)].name;
            row.market_model = base.gemeenten[static_cast<std::size_t>(buurt.gemeente)].market_model;
        }
        row.partial = buurt.partial();
        row.walk = results.walk_shares.by_buurt[b];
        all.push_back(row);
    }
    return all;
}

}  // namespace laad
