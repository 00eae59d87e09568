// SPDX-License-Identifier: Apache-2.0
// The inputs of a run as edits leave them: what a full run with these edits reads.
#pragma once

#include "host/live/edit.hpp"
#include "host/prepare/surface.hpp"
#include "host/run/parts/inputs.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace laad {

/// A station that is placed stands there from then on: it counts in coverage, in service and in spacing, and since it
/// is new its charging comes on top of every base load of the grid. One that is moved stays what it was. A candidate
/// that is blocked is one that people rejected (rejected_in_review).
class EditedInputs {
  public:
    /// `inputs`: as they were read; they are edited in place, and outlive this.
    explicit EditedInputs(Inputs& inputs);

    /// Makes the inputs what they are after these edits, wherever they came from.
    /// Errors  InputError: an edit cannot be made (which, why); then nothing is changed
    void become(Edits const&);

    /// An id that no charge location has, for a station that is placed after these edits.
    std::string free_id(Edits const&) const;
    CandidateId candidate(std::string const& id) const;  ///< none: there is no such candidate
    bool is_placed(std::string const& station) const { return now_.placed.contains(station); }

  private:
    /// Where a point stands.
    struct Spot {
        Cell cell{};
        bool in_area{};
        bool in_building{};
        std::optional<Access> entry;
    };
    struct Outcome {
        Indexed<ChargerId, Charger> chargers;
        std::set<std::string> placed;
        std::set<CandidateId> blocked;  ///< that were not rejected before
    };

    Outcome outcome_of(Edits const&);
    void place(Outcome&, Edit const&);
    void move(Outcome&, Edit const&);
    static void remove(Outcome&, Edit const&);
    void block(Outcome&, Edit const&) const;
    void put(Charger&, Point at);
    Spot const& spot_at(Point);
    void draw_from_grid(Outcome const& next);
    void judge_spacing(std::vector<Point> const& changed);
    void reject(std::set<CandidateId> const& next);

    Inputs& inputs_;
    Indexed<ChargerId, Charger> as_read_;
    std::map<std::string, CandidateId> by_id_;
    SurfaceMaker surface_maker_;
    std::map<std::pair<double, double>, Spot> spots_;
    Outcome now_;
};

}  // namespace laad
