// SPDX-License-Identifier: Apache-2.0
#include "host/run/kpis.hpp"

#include "rasters/io/values_at.hpp"

namespace laad {
namespace {

void add(KpiRow& to, KpiRow const& from)
{
    to.public_evse += from.public_evse;
    to.demand_wh += from.demand_wh;
    to.unmet_wh += from.unmet_wh;
    to.unmet_after_wh += from.unmet_after_wh;
    to.eligible_candidates += from.eligible_candidates;
    to.placements += from.placements;
}

}  // namespace

std::vector<MassRow> mass_rows(Run const& run)
{
    BaseLayers const& base = run.base;
    std::vector<MassRow> rows(base.buurten.size());
    for (std::size_t b = 0; b < rows.size(); ++b)
        rows[b] = {base.buurten[b].key, run.prognosis.public_wh[b], 0, false};
    for (int const b : base.weightless_buurten)
        rows[static_cast<std::size_t>(b)].weightless = true;
    for (DemandShare const& share : base.shares) {
        auto const b = static_cast<std::size_t>(share.buurt);
        rows[b].cells_wh += share_wh(share, run.prognosis.public_wh[b]);
    }
    return rows;
}

std::vector<KpiRow> kpi_rows(Run const& run)
{
    BaseLayers const& base = run.base;
    Results const& results = run.results;

    // One row a buurt, and a last one for the part of the area that lies in none.
    std::vector<KpiRow> rows(base.buurten.size() + 1);
    auto const row_of = [&](int buurt) -> KpiRow& {
        return buurt < 0 ? rows.back() : rows[static_cast<std::size_t>(buurt)];
    };
    for (std::size_t n = 0; n < base.nodes.size() && run.scope == RunScope::plan; ++n) {
        if (!base.nodes[n].in_area) continue;
        KpiRow& row = row_of(base.nodes[n].buurt);
        row.demand_wh += results.demand_wh[n];
        row.unmet_wh += results.unmet_wh[n];
        row.unmet_after_wh += results.plan.unmet_wh[n];
    }
    std::vector<Cell> cells;
    for (Charger const& charger : base.chargers)
        cells.push_back(charger.cell);
    auto const buurt_at = values_at(base.buurt, cells);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        Charger const& charger = base.chargers[i];
        if (charger.in_area && !charger.planned && charger.access == ChargerAccess::is_public)
            row_of(int{buurt_at[i]} - 1).public_evse += charger.evse;
    }
    for (Candidate const& candidate : base.candidates)
        if (candidate.eligible()) ++row_of(candidate.buurt).eligible_candidates;
    for (Placement const& placement : results.plan.placements) {
        auto const c = static_cast<std::size_t>(results.ranked[static_cast<std::size_t>(placement.candidate)]);
        ++row_of(base.candidates[c].buurt).placements;
    }

    KpiRow area{};
    area.level = "area";
    area.name = run.scenario.region.name;
    area.walk = results.walk_shares.area;
    for (KpiRow const& row : rows)
        add(area, row);
    std::vector<KpiRow> all{area};
    for (std::size_t g = 0; g < base.gemeenten.size(); ++g) {
        KpiRow gemeente{.level = "gemeente",
                        .name = base.gemeenten[g].name,
                        .gemeente = base.gemeenten[g].name,
                        .market_model = base.gemeenten[g].market_model,
                        .walk = results.walk_shares.by_gemeente[g]};
        bool any = false;
        for (std::size_t b = 0; b < base.buurten.size(); ++b) {
            if (base.buurten[b].gemeente != static_cast<int>(g) || base.buurten[b].share_in_area <= 0) continue;
            any = true;
            gemeente.partial |= base.buurten[b].partial();
            add(gemeente, rows[b]);
        }
        if (any) all.push_back(gemeente);
    }
    for (std::size_t b = 0; b < base.buurten.size(); ++b) {
        Buurt const& buurt = base.buurten[b];
        if (buurt.share_in_area <= 0) continue;
        KpiRow row = rows[b];
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
