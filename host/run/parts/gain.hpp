// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/parts/gains.hpp"

#include <algorithm>
#include <limits>

namespace laad {

inline constexpr std::uint32_t gain_nodata = std::numeric_limits<std::uint32_t>::max();
inline constexpr LayerDecl<std::uint32_t> gain_layer{
    .name = "gain",
    .description = "What one more station here would newly serve, at the cells of candidates",
    .unit = "kWh/yr",
    .nodata = gain_nodata,
    .style = "gain"};

/// What a candidate would newly serve, as the layer holds it.
inline std::uint32_t gain_in_kwh(std::int64_t gain_wh)
{
    return static_cast<std::uint32_t>(std::min<std::int64_t>((gain_wh + 500) / 1000, gain_nodata - 1));
}

class GainPart : public PartDefaults {
  public:
    static constexpr Algorithm algorithm{"gain", 1};
    static constexpr RunScope scope = RunScope::plan_without_grid;
    static constexpr Needs needs = Needs::gains;
    static constexpr PartMemory memory{0, 0};
    static constexpr std::tuple layers{gain_layer};

    explicit GainPart(PartInputs const& in)
        : base_{in.base()},
          by_pole_{base_.grid.shape, in.tile_cells},
          gain_wh_{kept_values(in.lists, GainsPart::algorithm.name, CandidatesPart{in}.by_tile(),
                               Indexed<CandidateId, std::int64_t>(base_.candidates.size()))}
    {
        for (CandidateId const c : gain_wh_.ids())
            if (base_.candidates[c].entry) by_pole_.add(pole_of(c), c.index());
    }

    std::string key(TileDigests& tile) const
    {
        auto const gains = digest_of([&](ContentHash& hash) {
            for (CandidateId const c : by_pole_.ids_of<CandidateId>(tile.tile())) {
                add_to(hash, pole_of(c));
                hash.add(gain_wh_[c]);
            }
        });
        return key_of({{"algorithm", version_of(algorithm)}, {"gains", gains}});
    }

    /// The best gain of the candidates in a cell, in whole kWh.
    template <class Exec>
    void compute(TileWork<Exec>& work) const
    {
        auto const poles = by_pole_.ids_of<CandidateId>(work.number());
        if (poles.empty()) return work.keep_empty(gain_layer);
        Raster<std::uint32_t> cells{work.tile().core.shape, gain_nodata};
        for (CandidateId const c : poles) {
            std::uint32_t& out = cells[pole_of(c) - work.tile().core.first];
            std::uint32_t const kwh = gain_in_kwh(gain_wh_[c]);
            if (out == gain_nodata || kwh > out) out = kwh;
        }
        work.keep(gain_layer, std::move(cells), Outside::is_empty);
    }

  private:
    Cell pole_of(CandidateId candidate) const { return base_.grid.cell_at(base_.candidates[candidate].pole); }

    BaseLayers const& base_;
    ByTile by_pole_;  ///< candidates with an entry
    Indexed<CandidateId, std::int64_t> gain_wh_;
};

}  // namespace laad
