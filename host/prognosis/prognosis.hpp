// SPDX-License-Identifier: Apache-2.0
// The prognosis of a region: how much charging is expected per neighbourhood, year, scenario and location type.
#pragma once

#include "host/prepare/base_layers.hpp"
#include "host/prognosis/crosswalk.hpp"

#include <cstdint>
#include <map>
#include <numeric>
#include <string>
#include <vector>

namespace laad {

/// Energy per neighbourhood of one location type, target year and scenario, on the part of the neighbourhood inside the
/// grid.
struct TypeEnergy {
    std::string location_type;
    bool is_public{};
    Indexed<NeighbourhoodId, std::int64_t> neighbourhood_wh;
};

/// Energy of all neighbourhoods.
inline std::int64_t sum_of(Indexed<NeighbourhoodId, std::int64_t> const& wh)
{
    return std::accumulate(wh.begin(), wh.end(), std::int64_t{0});
}
inline double mwh(std::int64_t wh)
{
    return static_cast<double>(wh) / 1e6;
}

/// How the figures of a prognosis came about.
struct PrognosisOrigin {
    PrognosisLabel label;
    int cbs_year{};
    std::vector<int> between;                          ///< table years that figures were interpolated between
    Crosswalk::Kind crosswalk{Crosswalk::Kind::none};  ///< from cbs_year to the neighbourhoods of the region
    std::vector<std::string> unmatched;                ///< neighbourhoods of cbs_year that it does not take
    std::map<std::string, int> shares;                 ///< thousandths by which totals were split; empty: none was
};

struct Prognosis {
    int year{};
    std::string scenario;
    std::vector<TypeEnergy> types;                     ///< sorted by name
    Indexed<NeighbourhoodId, std::int64_t> public_wh;  ///< Σ of the public types
    bool illustrative{};                               ///< a row says so
    PrognosisOrigin origin;
    std::vector<std::string> notes;
    std::vector<Rejected> rejected;
};

/// The table that [prognosis] names, as it is.
/// Errors  InputError: see read_prognosis_table and stored_as
PrognosisTable prognosis_table(PrognosisConfig const&);

/// A prognosis table brought to the neighbourhoods of a region, for its target year and scenario.
///
/// `table`: what is in scenario.prognosis.file. Totals are split (see ladder.hpp), years between table years
/// interpolated (slice.hpp), a table of another CBS year than region.buurt_cbs_year brought over (crosswalk.hpp). Rows
/// of neighbourhoods of the layer that lie outside the grid are left out and counted; a neighbourhood that lies partly
/// outside counts in proportion to its surface. public_types reach the public demand, all types load the grid.
/// Errors  InputError: see split_totals, read_crosswalk, crosswalk_by_area, label_of, slice_of; another quantity than
///         kwh_per_year; another CBS year without a crosswalk; neighbourhoods that are not in the layer (lines, nearest
///         name); no neighbourhood inside the grid; a public type that is in no row
Prognosis region_prognosis(Scenario const&, BaseLayers const&, PrognosisTable table);

/// Whether the table is of the CBS year of the region's neighbourhoods, as far as region.buurt_cbs_year tells.
/// Errors  InputError: it is not, and there is no crosswalk to bring it over (what to give)
bool is_of_cbs_year_of(Scenario const&, PrognosisTable const&);

/// Throws InputError with the first line of each neighbourhood that is not in the layer, and the nearest name.
void check_neighbourhoods_known(PrognosisTable const&, LayerNames& known);

}  // namespace laad
