// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/parts/grid_policy.hpp"
#include "host/run/parts/part.hpp"
#include "host/run/parts/tile_digests.hpp"
#include "host/run/parts/tile_work.hpp"
#include "kernels/headroom.hpp"

namespace laad {

inline constexpr LayerDecl<std::int32_t> headroom_layer{
    .name = "headroom",
    .description = "Least room up the chain of grid assets, before the plan; see basis",
    .unit = "kW",
    .scale = 0.001,
    .nodata = headroom_nodata,
    .style = "headroom",
    .change = "Least room up the chain of grid assets before the plan, new minus old; nodata: not known"};
inline constexpr LayerDecl<std::uint16_t> connectable_points_layer{
    .name = "connectable_points",
    .description = "Charge points of the public type that still fit",
    .unit = "EVSE",
    .nodata = points_nodata,
    .style = "connectable_points"};
inline constexpr LayerDecl<std::int32_t> binding_asset_layer{
    .name = "binding_asset",
    .description = "Number of the asset with the least room, see the asset table",
    .nodata = -1};
inline constexpr LayerDecl<std::uint16_t> binding_quarter_layer{
    .name = "binding_quarter",
    .description = "Number of the quarter of an hour with the least room",
    .nodata = quarter_nodata};
inline constexpr LayerDecl<std::uint8_t> basis_layer{.name = "basis",
                                                     .description = "The weakest basis of the headroom",
                                                     .nodata = static_cast<double>(Basis::none),
                                                     .style = "basis",
                                                     .categories = [] {
                                                         return std::vector<std::string>{
                                                             "", words(Basis::network_operator),
                                                             words(Basis::capacity_map), words(Basis::assumed)};
                                                     }};

class HeadroomPart : public PartDefaults {
  public:
    static constexpr Algorithm algorithm{"headroom", 2};
    static constexpr RunScope scope = RunScope::plan;
    static constexpr Needs needs = Needs::inputs;
    static constexpr PartMemory memory{0, 17};
    static constexpr std::tuple layers{headroom_layer, connectable_points_layer, binding_asset_layer,
                                       binding_quarter_layer, basis_layer};

    explicit HeadroomPart(PartInputs const& in)
        : leaves_{in.inputs.grid.leaves}, chains_{chains(in)}, points_{points_by_asset(in.inputs)}
    {
    }

    std::string key(TileDigests& tile) const
    {
        if (tile.is_outside()) return key_of({{"algorithm", version_of(algorithm)}, {"ground", tile.outside()}});
        auto const grid = digest_of([&](ContentHash& hash) {
            for (auto const& [cell, asset] : leaves_.near(tile.core())) {
                ChainRoom const& chain = chains_[asset];
                add_to(hash, cell);
                for (std::int64_t const value :
                     {std::int64_t{asset.number()}, std::int64_t{chain.headroom_w},
                      std::int64_t{chain.binding_asset.number()}, std::int64_t{chain.binding_quarter},
                      static_cast<std::int64_t>(chain.basis), std::int64_t{points_[asset]}})
                    hash.add(value);
            }
        });
        return key_of({{"algorithm", version_of(algorithm)}, {"ground", tile.outside()}, {"grid", grid}});
    }

    template <class Exec>
    void compute(TileWork<Exec>& work) const
    {
        auto const asset = leaves_.of(work.exec(), work.tile().core);
        auto room = work.template core<std::int32_t>();
        auto points = work.template core<std::uint16_t>();
        auto binding = work.template core<std::int32_t>();
        auto quarter = work.template core<std::uint16_t>();
        auto basis = work.template core<std::uint8_t>();
        headroom(work.exec(), asset.view(), chains_, points_,
                 {room.view(), points.view(), binding.view(), quarter.view(), basis.view()});
        work.keep(headroom_layer, room.view(), Outside::becomes_empty);
        work.keep(connectable_points_layer, points.view(), Outside::becomes_empty);
        work.keep(binding_asset_layer, binding.view(), Outside::becomes_empty);
        work.keep(binding_quarter_layer, quarter.view(), Outside::becomes_empty);
        work.keep(basis_layer, basis.view(), Outside::becomes_empty);
    }

  private:
    static std::vector<ChainRoom> chains(PartInputs const& in)
    {
        PowerGrid const& grid = in.inputs.grid;
        return in.whole("room of grid assets", [&](auto const& exec) {
            return chain_headroom(grid.assets, asset_headroom(exec, grid.assets, grid.base_w, grid.charging));
        });
    }

    LeafIndex const& leaves_;
    Indexed<AssetId, ChainRoom> chains_;
    Indexed<AssetId, std::int32_t> points_;
};

}  // namespace laad
