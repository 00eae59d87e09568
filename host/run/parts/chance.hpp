// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/parts/part.hpp"
#include "host/run/parts/tile_digests.hpp"
#include "host/run/parts/tile_work.hpp"
#include "host/usage/chance.hpp"
#include "kernels/site_sets.hpp"

#include <memory>
#include <utility>

namespace laad {

inline constexpr LayerDecl<std::uint8_t> chance_layer{
    .name = "chance",
    .description =
        "Share of the observed quarter-hours of an hour in which a charge point within {} m on foot was free; 254: too "
        "little data, nodata: not walkable, or no charger with data within reach",
    .metres = [](Scenario const& s) { return s.usage.chance_walk_m; },
    .unit = "%",
    .nodata = chance_nodata,
    .codes_from = chance_too_little,
    .style = "chance",
    .times = [](Scenario const& s) { return s.usage.given() ? chance_slot_names() : std::vector<std::string>{}; }};

/// Cells with the same sites within reach have the same chance, so it is counted once for each set of sites. That is
/// done on the CPU, whatever the executor: the sets are few, and what they take is to look them up.
class ChancePart : public PartDefaults {
  public:
    static constexpr Algorithm algorithm{"chance", 2};
    static constexpr RunScope scope = RunScope::coverage;
    static constexpr Needs needs = Needs::inputs;
    static constexpr PartMemory memory{.host = 5, .beside_device = 7};
    static constexpr std::tuple layers{chance_layer};
    static constexpr bool of_use = true;
    static int halo(Scenario const& s) { return walk_halo(s.usage.chance_walk_m * 100, s.region.cell_cm) + move_reach; }

    explicit ChancePart(PartInputs const& in) : in_{in}
    {
        if (!in.inputs.use || in.inputs.use->quarters.empty()) return;
        auto const& sites = in.base().sites;
        expect(in.inputs.use->sites.size() == sites.size(), "chance: the use of every site is told");
        for (std::size_t i = 0; i < sites.size(); ++i)
            if (sites[i].entry) add_site(i, *sites[i].entry);
    }

    std::string key(TileDigests& tile) const
    {
        Scenario const& s = in_.scenario();
        if (!s.usage.given()) return {};
        Rect const window = grow(tile.core(), halo(s), in_.base().grid.shape);
        bool any = false;
        auto const use = digest_of([&](ContentHash& hash) {
            for (SiteSeen const& site : sites_) {
                if (!window.contains(site.entry.cell)) continue;
                any = true;
                add_to(hash, site.entry);
                hash.add(site.seen);
            }
        });
        if (!any) return key_of({{"algorithm", version_of(algorithm)}, {"use", use}});
        return key_of({{"algorithm", version_of(algorithm)},
                       {"settings", digest_of_numbers({s.usage.chance_walk_m, s.usage.chance_least_quarters})},
                       {"ground", tile.ground_within(window)},
                       {"use", use}});
    }

    template <class Exec>
    void compute(TileWork<Exec>& work) const
    {
        auto const near = std::make_shared<Near>();
        std::vector<WalkOrigin> origins;
        for (SiteSeen const& site : sites_) {
            if (!work.tile().padded.contains(site.entry.cell)) continue;
            origins.push_back({work.local(site.entry.cell), site.entry.walk_cm, 0});
            near->sites.push_back(site.number);
        }
        if (origins.empty()) {
            for (std::size_t slot = 0; slot < chance_slots; ++slot)
                work.keep_empty(chance_layer, slot);
            return;
        }
        auto const ground = work.on_cpu();
        near->set = Raster<std::int32_t>{work.tile().padded.shape};
        near->sets = site_sets(ground.exec, ground.area, ground.surface, origins,
                               in_.scenario().usage.chance_walk_m * 100, near->set.view());
        Rect const core = work.tile().core_in_padded();
        for (std::size_t slot = 0; slot < chance_slots; ++slot)
            work.keep_made(
                chance_layer, [this, near, core, slot] { return cells(*near, core, static_cast<int>(slot)); },
                Outside::is_empty, slot);
    }

  private:
    /// A site that was observed.
    struct SiteSeen {
        Access entry;
        std::uint32_t number{};  ///< in BaseLayers::sites
        std::string seen;        ///< digest of what was
    };
    /// The sets of sites within reach of the cells of a tile.
    struct Near {
        Raster<std::int32_t> set;
        std::vector<OriginSet> sets;
        std::vector<std::uint32_t> sites;
    };

    FreeQuarters const& quarters() const { return in_.inputs.use->quarters; }

    void add_site(std::size_t site, Access const& entry)
    {
        bool any = false;
        auto seen = digest_of([&](ContentHash& hash) {
            for (int slot = 0; slot < chance_slots; ++slot) {
                hash.add(std::int64_t{quarters().quarters(slot)});
                for (auto const bits : {quarters().observed(site, slot), quarters().free(site, slot)}) {
                    hash.add(std::as_bytes(bits));
                    any = any || std::ranges::any_of(bits, [](std::uint64_t word) { return word != 0; });
                }
            }
        });
        if (any) sites_.push_back({entry, static_cast<std::uint32_t>(site), std::move(seen)});
    }

    Raster<std::uint8_t> cells(Near const& near, Rect core, int slot) const
    {
        std::vector<std::uint8_t> chances{chance_nodata};  // of −1: not walkable
        auto const of_sets =
            chance_of_sets(quarters(), near.sets, near.sites, slot, in_.scenario().usage.chance_least_quarters);
        chances.insert(chances.end(), of_sets.begin(), of_sets.end());
        Raster<std::uint8_t> cells{core.shape};
        auto const set = near.set.view().window(core);
        for (int row = 0; row < core.shape.rows; ++row) {
            std::int32_t const* const from = &set[{row, 0}];
            std::uint8_t* const to = &cells[{row, 0}];
            for (int col = 0; col < core.shape.cols; ++col)
                to[col] = chances[static_cast<std::size_t>(from[col] + 1)];
        }
        return cells;
    }

    PartInputs const& in_;
    std::vector<SiteSeen> sites_;
};

}  // namespace laad
