// SPDX-License-Identifier: Apache-2.0
// Coverage by definition: the national squares and the walking definitions side by side, and the white spots.
#pragma once

#include "host/prepare/base_layers.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace laad {

/// Identifiers of the definitions, each with its date.
inline constexpr char const* nal_definition = "nal-dekkend-2024";  ///< agendalaadinfrastructuur.nl, 31-3-2024

enum class NalState : std::uint8_t { green, blue, white, grey };

/// A CBS square of 500 × 500 m.
struct NalSquare {
    std::string id;  ///< E####N####, south-west corner in units of 100 m
    Box box;
    NalState state{};
    std::int64_t households{};
    bool households_estimated{};  ///< from address counts, not from the CBS file
    bool obliged{};
    bool uncertain{};  ///< households within the margin of the limit
    bool partial{};    ///< not wholly inside the area
    int public_evse{};
    int semi_public_evse{};
};

/// The square that a point lies in; on an edge: the one to the east or north.
std::string nal_square_at(Point);

/// Whether households of the squares follow from anything: CBS squares, or dwellings.
inline bool knows_households(Scenario const& scenario)
{
    return scenario.coverage.cbs_squares.has_value() || scenario.knows_dwellings();
}

/// The squares that touch the area, by id. Public EVSE of planned stations do not count.
/// Errors  InputError: the CBS layer lacks the field or the squares
Indexed<SquareId, NalSquare> nal_squares(Scenario const&, BaseLayers const&);

/// Counts the charge points of the squares anew, and says what follows from them.
void count_points(Indexed<ChargerId, Charger> const&, Indexed<SquareId, NalSquare>&);

/// Dwellings within a walk of each R of the scenario, and all: Σ by neighbourhood, by municipality and for the area. A
/// dwelling is within R when its straight access + the walk at its entry cell ≤ R; one without entry is not.
struct WalkShare {
    std::int64_t dwellings{};
    std::int64_t without_entry{};
    std::vector<std::int64_t> within;  ///< by walk_shares_m
};
struct WalkShares {
    WalkShare area;
    Indexed<NeighbourhoodId, WalkShare> by_neighbourhood;
    Indexed<MunicipalityId, WalkShare> by_municipality;
};
/// `walk_dm_at_dwelling`: the walk at the entry cell of each dwelling point; distance_beyond without an entry.
WalkShares walk_shares(Scenario const&, BaseLayers const&, std::span<std::uint16_t const> walk_dm_at_dwelling);

/// Land of one municipality inside the area from which no public charge point is within white_spot_walk_m on foot, as
/// one polygon a connected piece. Land that crosses a municipal border is a piece on each side.
struct WhiteSpot {
    int id{};  ///< 1, 2, ... by unmet demand, then position
    Polygon shape;
    MunicipalityId municipality;  ///< none: no municipalities are known
    std::string market_model;
    std::int64_t dwellings{};
    std::int64_t demand_wh{};
    std::int64_t unmet_wh{};
    double area_m2{};
    std::vector<NodeId> nodes{};  ///< the demand nodes in it
};
/// Pieces of land with few dwellings are no white spots: nothing can be said where dwellings are not known.
inline bool knows_white_spots(Scenario const& scenario)
{
    return scenario.knows_dwellings() || scenario.coverage.white_spot_min_dwellings == 0;
}

/// The white spots by their land: everything but their number and demand, in no certain order. Pieces with fewer than
/// white_spot_min_dwellings dwellings are left out, and land that is in no municipality when municipalities are known.
/// Municipalities are worked on side by side; one takes about a byte of memory a cell of its bounding box.
std::vector<WhiteSpot> white_spot_pieces(Scenario const&, BaseLayers const&,
                                         RasterSource<std::uint16_t> const& walk_dm);

/// Those pieces with their demand, numbered.
std::vector<WhiteSpot> white_spots(std::vector<WhiteSpot> pieces, NodeWh const& demand_wh, NodeWh const& unmet_wh);

}  // namespace laad
