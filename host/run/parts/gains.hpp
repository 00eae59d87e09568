// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/parts/by_tile.hpp"
#include "host/run/parts/candidates.hpp"
#include "host/run/parts/station_capacity.hpp"

namespace laad {

/// Lists  what each candidate in the tile would newly serve, Wh
class GainsPart : public PartDefaults {
  public:
    static constexpr Algorithm algorithm{"gains", 1};
    static constexpr RunScope scope = RunScope::plan_without_grid;
    static constexpr Needs needs = Needs::service;
    static constexpr bool keeps_lists = true;
    static int halo(Scenario const& s) { return reach_halo(s); }

    explicit GainsPart(PartInputs const& in) : in_{in}, candidates_{in} {}

    /// By the key of what the candidates reach.
    std::string key(TileDigests& tile) const
    {
        if (candidates_.by_tile().of(tile.tile()).empty()) return {};
        return in_.lists.key_of(CandidatesPart::algorithm.name, tile.tile()) + ";" +
               key_of({{"gains_algorithm", version_of(algorithm)},
                       {"capacity", std::to_string(station_capacity_wh(in_.scenario()))},
                       {"unmet", tile.nodes_in(reach_window(in_, tile.core()), in_.unmet_wh)}});
    }

    template <class Exec>
    void compute(TileWork<Exec>& work) const
    {
        work.keep_lists(gain(work.exec(), candidates_.lists_of_tile(work.number()), in_.unmet_wh,
                             station_capacity_wh(in_.scenario())));
    }

  private:
    PartInputs const& in_;
    CandidatesPart candidates_;
};

}  // namespace laad
