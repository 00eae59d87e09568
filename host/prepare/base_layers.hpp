// SPDX-License-Identifier: Apache-2.0
// What `prepare` makes of the inputs, once: everything the analysis reads.
#pragma once

#include "host/intake/guess.hpp"
#include "host/prepare/whereabouts.hpp"
#include "host/scenario/scenario.hpp"
#include "host/scenario/vocabulary.hpp"
#include "kernels/demand.hpp"
#include "kernels/walk.hpp"
#include "rasters/geometry.hpp"
#include "rasters/grid.hpp"
#include "rasters/io/blocks/block_layer.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace laad {

/// Where a point enters the walking grid: the nearest walkable cell of street class, and the straight line to it,
/// rounded up.
struct Access {
    Cell cell{};
    int walk_cm{};

    friend bool operator==(Access const&, Access const&) = default;
};

struct Municipality {
    std::string name;
    std::string code;
    std::string market_model;  ///< concession, open market or unknown
};

struct Neighbourhood {
    std::string key;
    MunicipalityId municipality;
    Geometry shape;
    double share_in_area{};                    ///< of its surface; under 0.999 its figures are *partial*
    std::int64_t dwellings{};                  ///< inside the grid
    std::string name{};                        ///< empty: not given
    std::optional<std::int64_t> households{};  ///< all of it, where a field says so
    bool partial() const { return share_in_area < 0.999; }
    std::string called() const { return laad::called(key, name); }
};

enum class ChargerAccess : std::uint8_t { is_public, semi_public };

/// Chargers of one cell are one site.
struct Charger {
    std::string id;
    Point at{};
    Cell cell{};
    int evse{};
    bool evse_assumed{};  ///< the count was not known
    ChargerAccess access{};
    bool access_inferred{};  ///< type unknown, taken as public because open 24/7 and not inside a building
    bool planned{};
    bool in_area{};
    std::optional<Access> entry;
};

/// Public chargers of one cell, in (row, col) order.
struct Site {
    Cell cell{};
    int evse{};
    bool in_area{};
    std::optional<Access> entry;  ///< the shortest of its chargers
    std::vector<ChargerId> chargers;
};

struct Dwelling {
    Point at{};
    NeighbourhoodId neighbourhood;
    bool in_area{};
    bool own_driveway{};
    std::optional<Access> entry;
};

/// A cell with demand. `access_cm` is the mean straight-line access of its dwellings, weighted, rounded up.
struct DemandNode {
    Cell cell{};
    int access_cm{};
    std::int32_t dwellings{};
    bool in_area{};
    NeighbourhoodId neighbourhood{};  ///< that the cell lies in; its dwellings may belong to another
};

/// Energy a year per node.
using NodeWh = Indexed<NodeId, std::uint32_t>;

/// A pair of consecutive bays of one row: where a station may come.
struct Candidate {
    std::string id;       ///< made from its place, see name_by_place
    std::string bay_ids;  ///< how the input names the bays or their parking area; decides nothing
    Geometry bays;        ///< the two: as one polygon where they touch
    Point middle{};       ///< between them: from there the line to the street is drawn
    Point pole{};         ///< between the bays, on the side of the access cell
    NeighbourhoodId neighbourhood;
    MunicipalityId municipality;
    std::optional<Access> entry;
    Whereabouts where;
    std::vector<std::string> reasons;    ///< reason codes of the hard rules it breaks; empty: eligible
    std::vector<std::string> passed;     ///< rules it passes
    std::vector<std::string> unchecked;  ///< rules without data, or switched off
    bool eligible() const { return reasons.empty(); }
};

/// A verdict of people, where all others are rules; see host/placement/review.hpp.
inline constexpr char const* rejected_in_review = "rejected_in_review";

/// Reason codes of hard rules and what they mean, in the order in which they are checked.
struct ReasonCode {
    char const* code;
    char const* meaning;
};
inline constexpr ReasonCode reason_codes[] = {
    {"OUTSIDE", "outside the area of the plan or outside every buurt"},
    {"ACCESS", "not public parking (access or type of the parking)"},
    {"RESERVED", "a reserved bay: disabled, loading, or already for charging"},
    {"SIZE", "a bay is drawn under 6 or over 25 m²: not one bay for one car"},
    {"NO_ENTRY", "no street or path within the access distance"},
    {"WALKWAY", "the free walkway beside the pole would be too narrow"},
    {"BUILDING", "too close to a building (façade)"},
    {"WATER", "too close to water"},
    {"TREE", "too close to a tree"},
    {"SPACING", "too close to an existing or planned public station"},
    {rejected_in_review, "rejected in the review"},
};

/// The rasters stay on disk, the lists are in memory.
struct BaseLayers {
    std::string key;  ///< what they were made from, see input_key
    GridSpec grid;
    BlockLayer<Surface> surface;
    BlockLayer<std::uint8_t> walls;           ///< which moves barriers stop, see forward_moves
    BlockLayer<std::uint8_t> area;            ///< 1 inside the area of the KPIs
    BlockLayer<std::uint16_t> neighbourhood;  ///< index + 1, 0: none
    std::vector<Link> links;                  ///< cells of the grid
    Indexed<MunicipalityId, Municipality> municipalities;
    Indexed<NeighbourhoodId, Neighbourhood> neighbourhoods;
    Indexed<ChargerId, Charger> chargers;
    std::vector<Site> sites;  ///< public, existing and planned
    std::vector<Dwelling> dwelling_points;
    Indexed<NodeId, DemandNode> nodes;                       ///< row-major
    std::vector<DemandShare> shares;                         ///< sorted by (node, neighbourhood)
    std::vector<NeighbourhoodId> weightless_neighbourhoods;  ///< with no dwelling and no land to carry demand
    Indexed<CandidateId, Candidate> candidates;              ///< by place: row and column of the pole, then millimetres
    std::vector<Rejected> rejected;
    std::vector<Guess> guesses;
    std::vector<std::string> notes;  ///< what the user should know: assumptions made, counts inferred

    /// Whether neighbourhoods have names beside their keys.
    bool names_neighbourhoods() const
    {
        return std::ranges::any_of(neighbourhoods, [](Neighbourhood const& b) { return !b.name.empty(); });
    }
    /// The demand nodes in a part of the grid, ascending.
    std::vector<NodeId> nodes_in(Rect) const;
};

}  // namespace laad
