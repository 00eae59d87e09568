// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/parts/part.hpp"
#include "host/run/parts/tile_digests.hpp"
#include "host/run/parts/tile_work.hpp"
#include "host/usage/allowed_occupancy.hpp"
#include "host/usage/pressure_sites.hpp"
#include "kernels/pressure.hpp"

#include <vector>

namespace laad {

inline constexpr LayerDecl<std::uint16_t> pressure_layer{
    .name = "pressure",
    .description =
        "Pressure (laaddruk) in the peak window: occupied of the allowed occupancy of the public charge "
        "points within {} m on foot, allowed occupancy is our own proposal; shares of successful sessions "
        "only: demand is censored; 65534: nothing known within reach, nodata: not walkable",
    .metres = [](Scenario const& s) { return s.usage.pressure_walk_m; },
    .unit = "%",
    .nodata = use_nodata,
    .codes_from = use_unknown,
    .style = "pressure"};
inline constexpr LayerDecl<std::uint16_t> energy_per_evse_layer{
    .name = "energy_per_evse",
    .description =
        "Energy of a charge point (EVSE) a month of 30 days, mean of those within {} m on foot; 65534: "
        "nothing known within reach, nodata: not walkable",
    .metres = [](Scenario const& s) { return s.usage.pressure_walk_m; },
    .unit = "kWh/month",
    .nodata = use_nodata,
    .codes_from = use_unknown,
    .style = "energy_per_evse"};
inline constexpr LayerDecl<std::uint8_t> search_cells_layer{
    .name = "search_cells",
    .description =
        "1: in each of the last months pressure and energy within {} m on foot reach their limits, also "
        "with what is planned or young; limits are our own proposal; nodata: not walkable",
    .metres = [](Scenario const& s) { return s.usage.pressure_walk_m; },
    .nodata = search_nodata};

class PressurePart : public PartDefaults {
  public:
    static constexpr Algorithm algorithm{"pressure", 1};
    static constexpr RunScope scope = RunScope::coverage;
    static constexpr Needs needs = Needs::inputs;
    static constexpr PartMemory memory{4, 6, walk_scratch_bytes};
    static constexpr std::tuple layers{pressure_layer, energy_per_evse_layer, search_cells_layer};
    static constexpr bool of_use = true;
    static int halo(Scenario const& s)
    {
        return walk_halo(s.usage.pressure_walk_m * 100, s.region.cell_cm) + move_reach;
    }

    explicit PressurePart(PartInputs const& in) : base_{in.base()}, scenario_{in.scenario()}
    {
        expect(in.inputs.use.has_value(), "pressure: the use of the network was read");
        UsageConfig const& usage = scenario_.usage;
        sites_ = pressure_sites(usage, base_, *in.inputs.use);
        allowed_ppm_ = allowed_occupancy(usage.allowed, usage.all_busy_percent, allowed_most_evse);
    }

    std::string key(TileDigests& tile) const
    {
        Rect const window = grow(tile.core(), halo(scenario_), base_.grid.shape);
        auto const settings = digest_of([&](ContentHash& hash) {
            hash.add(std::int64_t{scenario_.usage.pressure_walk_m});
            hash.add(std::int64_t{scenario_.usage.energy_kwh_per_evse_month});
            for (std::int32_t const ppm : allowed_ppm_)
                hash.add(std::int64_t{ppm});
        });
        auto const use = digest_of([&](ContentHash& hash) {
            for (PressureSite const& site : sites_) {
                if (!window.contains(site.entry.cell)) continue;
                add_to(hash, site.entry);
                for (NearbyUse const& period : site.periods)
                    for (std::int64_t const figure : {period.occupied_min, period.available_min, period.energy_wh,
                                                      period.energy_min, period.evse, period.relief_evse})
                        hash.add(figure);
            }
        });
        return key_of({{"algorithm", version_of(algorithm)},
                       {"settings", settings},
                       {"ground", tile.ground_within(window)},
                       {"use", use}});
    }

    template <class Exec>
    void compute(TileWork<Exec>& work) const
    {
        std::vector<PressureSite const*> near;
        std::vector<WalkOrigin> origins;
        for (PressureSite const& site : sites_) {
            if (!work.tile().padded.contains(site.entry.cell)) continue;
            near.push_back(&site);
            origins.push_back({work.local(site.entry.cell), site.entry.walk_cm, 0});
        }
        std::vector<NearbyUse> use;
        for (std::size_t period = 0; !near.empty() && period < near.front()->periods.size(); ++period)
            for (PressureSite const* site : near)
                use.push_back(site->periods[period]);
        auto percent = work.template padded<std::uint16_t>();
        auto energy_kwh = work.template padded<std::uint16_t>();
        auto search = work.template padded<std::uint8_t>();
        pressure(work.exec(), work.walk_area(), work.surface(), origins, use, scenario_.usage.pressure_walk_m * 100,
                 {allowed_ppm_, scenario_.usage.energy_kwh_per_evse_month},
                 {percent.view(), energy_kwh.view(), search.view()});
        work.keep(pressure_layer, work.core_of(percent), Outside::is_empty);
        work.keep(energy_per_evse_layer, work.core_of(energy_kwh), Outside::is_empty);
        work.keep(search_cells_layer, work.core_of(search), Outside::is_empty);
    }

  private:
    BaseLayers const& base_;
    Scenario const& scenario_;
    std::vector<PressureSite> sites_;
    std::vector<std::int32_t> allowed_ppm_;
};

}  // namespace laad
