// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/intake/input_notes.hpp"
#include "host/prepare/ground.hpp"
#include "host/prepare/parking.hpp"
#include "host/prepare/rules.hpp"

#include <mutex>
#include <string>
#include <vector>

namespace laad {

/// Two consecutive bays and what is known about their parking.
struct BayPair {
    std::string id;       ///< see name_by_place
    std::string bay_ids;  ///< how the input names the bays or their parking area; decides nothing
    std::vector<Polygon> bays;
    ParkingFacts facts;
    bool mapped{};

    Point middle() const;
    Point along() const;  ///< from the one to the other
};

/// Pairs of which a mapped bay that is reserved covers a good part are reserved.
void mark_reserved(std::vector<BayPair>& pairs, std::vector<MappedBay> const& bays);

/// Drops pairs on bays of an earlier pair and counts them; reserved ones and those of odd sizes take no place
/// from others and stay, since they are in the plan only to be explained.
std::size_t make_disjoint(std::vector<BayPair>& pairs);

/// Names pairs after their place, "x84512-y447013-NE": the square metre in which the middle of the two bays lies, and
/// the direction (E, NE, N or NW) in which their row runs, to 45°. It needs no id of an input, no order of rows and no
/// grid, so two versions of an input give the same bays the same id. Of pairs that would share one (bays that overlap)
/// the later ones get "-2", "-3" ...
void name_by_place(std::vector<BayPair>&);

/// Cuts parking areas into bays a tile at a time, from several threads, and pairs bays.
class PairMaker {
  public:
    /// Errors  InputError: see read_layer; a field that does not exist
    PairMaker(std::vector<ParkingConfig> const&, BayConfig const&, GridSpec const&);

    std::vector<NamedArea> areas(Rect core) { return parking_.areas(core); }
    void cut(std::vector<NamedArea> const&, Ground const&);

    /// Disjoint pairs of all tiles and of mapped bays, named by place; the same whatever the ids and the order of rows.
    /// Where mapped bays and bays cut from a parking area overlap, the mapped ones stand.
    std::vector<BayPair> take(InputNotes& noted);

  private:
    struct Lot {
        NamedArea area;
        std::vector<BayPair> pairs;
    };
    void guess(std::vector<MappedBay> const& bays, InputNotes& noted) const;
    void tell_odd(std::vector<MappedBay> const& bays, InputNotes& noted) const;
    void name(std::vector<MappedBay>& bays, InputNotes& noted);

    BayConfig const& config_;
    GridSpec const& grid_;
    ParkingReader parking_;
    std::mutex mutex_;
    std::vector<Lot> lots_;
};

/// A pair with its place on the ground, judged by the rules.
Candidate candidate_of(BayPair, Indexed<NeighbourhoodId, Neighbourhood> const& neighbourhoods, Rules const&,
                       Ground const&);

}  // namespace laad
