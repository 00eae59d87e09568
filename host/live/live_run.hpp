// SPDX-License-Identifier: Apache-2.0
// A run that follows edits: after each only what it touches is computed again, and all is, to the bit, what a full run
// of the edited inputs finds (EditedInputs says what these are).
#pragma once

#include "host/live/edited_inputs.hpp"
#include "host/live/live_headroom.hpp"
#include "host/live/live_service.hpp"
#include "host/live/live_walk.hpp"
#include "host/live/recent_memo.hpp"
#include "host/run/run.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace laad {

/// Kept up: walk, walk_site, evse_within, gain and the layers of the grid; in `findings` what stations, demand, the
/// ranking, the squares and the shares of dwellings are. Not: distance, and the layer of unmet demand, whose values are
/// findings.unmet_wh. White spots, KPIs and the upper bound of the plan, which takes longer than all else, only follow
/// when `complete` is asked for.
class LiveRun {
  public:
    /// Takes a run that made a plan. `device`: the CPU of it computes.
    /// Errors  InputError: the run has no plan, or as EditedInputs
    LiveRun(Run run, RunPlan const&, ChosenDevice const&, Work const&);
    LiveRun(LiveRun const&) = delete;
    LiveRun& operator=(LiveRun const&) = delete;

    /// Errors  as EditedInputs::become; then all is as before
    std::vector<LayerPatch> become(Edits const&);
    /// With white spots, KPIs and the upper bound.
    Run const& complete();

    Inputs const& inputs() const { return run_.inputs; }
    Findings const& findings() const { return run_.findings; }
    EditedInputs const& edited() const { return edited_; }
    LiveWalk const& walk() const { return walk_; }
    LiveHeadroom const* grid() const { return grid_ ? &*grid_ : nullptr; }
    LiveLayer<std::uint32_t> const& gain_kwh() const { return gain_kwh_; }

  private:
    LiveService made_service(RunPlan const&, Work const&) const;
    void rank(int bound_steps);
    void update_gain(Indexed<CandidateId, CandidateValue> const& before, Patches& patches);

    Run run_;
    CpuExec exec_;
    RecentMemo memo_;
    EditedInputs edited_;
    LiveWalk walk_;
    LiveService service_;
    std::optional<LiveHeadroom> grid_;
    LiveLayer<std::uint32_t> gain_kwh_;
};

}  // namespace laad
