// SPDX-License-Identifier: Apache-2.0
#include "host/run/kpis.hpp"

#include "kernels/memory.hpp"
#include "kernels/zonal.hpp"

#include <variant>

namespace laad {
namespace {

/// Sums of a raster per buurt (index + 1) inside the area, tile by tile.
std::vector<std::int64_t> by_buurt(Run const& run, Executor const& executor, std::vector<Tile> const& tiles,
                                   Raster<std::uint16_t> const& zone, Raster<std::uint32_t> const& value)
{
    std::size_t const zones = run.base.buurten.size() + 2;
    std::vector<std::int64_t> sums(zones, 0);
    std::vector<std::int64_t> cells(zones, 0);
    for (Tile const& tile : tiles)
        std::visit(
            [&](auto const& exec) {
                auto const z = upload<std::uint16_t>(exec, zone.view().window(tile.core));
                auto const v = upload<std::uint32_t>(exec, value.view().window(tile.core));
                zonal_sum(exec, z.view(), v.view(), UINT32_MAX, {sums, cells});
            },
            executor);
    return sums;
}

/// Zones: buurt + 1 inside the area; the last zone is the area without a buurt; 0 outside the area.
Raster<std::uint16_t> kpi_zones(BaseLayers const& base)
{
    Raster<std::uint16_t> zone{base.grid.shape};
    auto const without = static_cast<std::uint16_t>(base.buurten.size() + 1);
    for (std::size_t i = 0; i < zone.cells().size(); ++i)
        if (base.area.cells()[i]) zone.cells()[i] = base.buurt.cells()[i] ? base.buurt.cells()[i] : without;
    return zone;
}

Raster<std::uint32_t> node_layer(BaseLayers const& base, std::vector<std::uint32_t> const& values)
{
    Raster<std::uint32_t> layer{base.grid.shape};
    for (std::size_t n = 0; n < values.size(); ++n)
        layer[base.nodes[n].cell] = values[n];
    return layer;
}

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

std::vector<KpiRow> kpi_rows(Run const& run, Executor const& executor, std::vector<Tile> const& tiles)
{
    BaseLayers const& base = run.base;
    Results const& results = run.results;
    auto const zone = kpi_zones(base);
    auto const demand = by_buurt(run, executor, tiles, zone, results.layers.demand_wh);
    auto const unmet = by_buurt(run, executor, tiles, zone, results.layers.unmet_wh);
    auto const unmet_after = by_buurt(run, executor, tiles, zone, node_layer(base, results.plan.unmet_wh));

    // One row a buurt, and a last one for the part of the area that lies in none.
    std::vector<KpiRow> rows(base.buurten.size() + 1);
    for (std::size_t b = 0; b < rows.size(); ++b) {
        rows[b].demand_wh = demand[b + 1];
        rows[b].unmet_wh = unmet[b + 1];
        rows[b].unmet_after_wh = unmet_after[b + 1];
    }
    auto const row_of = [&](int buurt) -> KpiRow& {
        return buurt < 0 ? rows.back() : rows[static_cast<std::size_t>(buurt)];
    };
    for (Charger const& charger : base.chargers)
        if (charger.in_area && !charger.planned && charger.access == ChargerAccess::is_public)
            row_of(int{base.buurt[charger.cell]} - 1).public_evse += charger.evse;
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

PolicyVerdict policy_of(Run const& run, int gemeente)
{
    if (!run.scenario.placement.new_connection) return {};
    std::string const name = gemeente < 0 ? "" : run.base.gemeenten[static_cast<std::size_t>(gemeente)].name;
    return policy_verdict(run.grid, run.scenario.grid, name, run.scenario.placement.connection_class,
                          run.scenario.prognosis.target_year);
}

bool policy_blocks(Run const& run, Cell cell)
{
    if (!inside(run.base.grid.shape, cell)) return false;
    std::uint16_t const buurt = run.base.buurt[cell];
    return !policy_of(run, buurt ? run.base.buurten[buurt - 1u].gemeente : -1).allowed;
}

PowerGrid copy_of(PowerGrid const& grid)
{
    PowerGrid copy;
    copy.info = grid.info;
    copy.assets = grid.assets;
    copy.base_w = grid.base_w;
    copy.charging = grid.charging;
    copy.quarters = grid.quarters;
    copy.types = grid.types;
    copy.station_type = grid.station_type;
    copy.policy = grid.policy;
    copy.notes = grid.notes;
    return copy;
}

}  // namespace laad
