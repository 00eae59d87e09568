// SPDX-License-Identifier: Apache-2.0
// Search areas (zoekgebieden): where the use of the network asks for one more station, and which places relieve it.
#pragma once

#include "host/run/pressed_cells.hpp"
#include "host/run/search_pieces.hpp"
#include "host/usage/use.hpp"
#include "kernels/pressure.hpp"
#include "kernels/service.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace laad {

/// A station by the prognosis: what it is offered and what it can serve.
struct OfferedAndCapacity {
    std::int64_t offered_wh{};
    std::int64_t capacity_wh{};  ///< 0: not known
};

/// Public charge points that count for pressure: a site of which something is known, or one that will relieve it.
struct SearchSite {
    std::size_t site{};  ///< in BaseLayers::sites; of what stands there today and what is planned there, each is one
    Access entry;
    NearbyUse measured;              ///< over the months of the pressure on the map; planned: nothing
    NearbyUse lasting;               ///< the same as search cells take it: what is young or planned comes on top
    OfferedAndCapacity prognosis{};  ///< of the site, with the first that is listed of it
};

/// What search areas and their relief follow from, beside where they are.
struct SearchUse {
    Use const& use;
    std::vector<SearchSite> sites;              ///< by site
    std::span<std::int32_t const> allowed_ppm;  ///< occupancy that 1, 2, ... EVSE may have; more have that of the last
    std::int32_t energy_kwh{};                  ///< an EVSE and month, from which a cell may be searched
    int walk_m{};                               ///< within which sites share their pressure
    std::span<std::int32_t const>
        weight_by_m;  ///< of a walk, by whole metres, thousandths; longer ones weigh as the last
};

/// A search area. What is *around its peak* counts the sites within the walk of its most pressed cell, as its pressure does.
struct SearchArea {
    std::string
        id;  ///< Z and the 100 m square of its most pressed cell, as in ZE0845N4475; -2, -3 where it is not alone
    Polygon shape;
    Cell peak{};
    std::uint16_t peak_percent{};  ///< the largest pressure
    std::uint16_t mean_percent{};  ///< over its cells, rounded down
    std::int64_t cells{};
    double area_m2{};
    std::int64_t sites{};  ///< public, within it, existing or planned
    std::int64_t evse{};
    std::int64_t dwellings{};
    MunicipalityId municipality;                  ///< in which most of it lies; none: in no buurt
    std::vector<NeighbourhoodId> neighbourhoods;  ///< most cells first
    NearbyUse around;                             ///< its peak
    OfferedAndCapacity prognosis{};               ///< around its peak; capacity 0: not known
    int months{};                                 ///< the last ones, one after the other, in which its peak was pressed
    std::vector<CandidateId> candidates;          ///< in it
};

/// A place of a search area.
struct AreaOfCandidate {
    SearchAreaId area;                      ///< none: it lies in no search area
    std::int64_t relief{};                  ///< EVSE-minutes × thousandths, see search_areas()
    std::optional<std::int32_t> walk_cm{};  ///< to the nearest site with excess, on foot; nothing: none is in reach
};

/// A public site of which something is known, by its use and by the prognosis.
struct SitePressure {
    std::size_t site{};
    NearbyUse own;
    std::int64_t use{};                       ///< by its own use, in hundredths of a per cent
    std::optional<std::int64_t> prognosis{};  ///< offered / capacity, as much
};

struct SearchFindings {
    Indexed<SearchAreaId, SearchArea> areas;           ///< most pressed first, then by their peak
    Indexed<CandidateId, AreaOfCandidate> candidates;  ///< of all candidates; empty where there are no areas
    std::vector<SitePressure> sites{};                 ///< see site_pressures()
    std::optional<PressedCells> pressed{};             ///< counted where there are no areas
};

/// The figures of the search areas, and what one more station at each of their candidates would relieve.
///
/// A site has *excess* minutes: those occupied beyond available × the occupancy allowed for the EVSE within the walk of its
/// entry. The relief of a candidate that passes the hard rules is the sum over the sites within the walk of it of their
/// excess × the weight of that walk. Planned and young EVSE count in what is available and allowed, as in pressure().
///
/// Units   EVSE-minutes in the peak window, over the months that must last; relief in thousandths of them
/// Nodata  a site of which nothing is known has no excess
/// Errors  none
/// Cost    a bounded walk a candidate, a site near them and an area
/// Source  docs/methods/usage.md#search-areas-and-proposals
SearchFindings search_areas(BaseLayers const&, SearchUse const&, std::vector<SearchPiece> pieces);

/// Occupied / (available × allowed), in hundredths of a per cent of what is allowed; nothing: not known.
std::optional<std::int64_t> pressure_of(NearbyUse const&, std::span<std::int32_t const> allowed_ppm);

/// Of the sites with use, by site.
std::vector<SitePressure> site_pressures(SearchUse const&);

/// How well the prognosis orders the sites: Spearman's rank correlation of both pressures, ties sharing their mean rank.
/// Nothing with fewer than 3 sites, or where all are equal in one of them.
struct RankCorrelation {
    double rho{};
    std::int64_t sites{};
};
std::optional<RankCorrelation> correlation(std::vector<SitePressure> const&);

}  // namespace laad
