// SPDX-License-Identifier: Apache-2.0
// The prognosis of a region: how much charging is expected per neighbourhood, year, scenario and location type.
#pragma once

#include "host/prepare/base_layers.hpp"
#include "host/prognosis/crosswalk.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace laad {

/// Energy per neighbourhood of one location type, target year and scenario, on the part of the neighbourhood inside the
/// grid.
struct TypeEnergy {
    std::string location_type;
    bool is_public{};
    std::vector<std::int64_t> neighbourhood_wh;  ///< per neighbourhood of the base layers
};

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
    std::vector<TypeEnergy> types;        ///< sorted by name
    std::vector<std::int64_t> public_wh;  ///< per neighbourhood: Σ of the public types
    bool illustrative{};                  ///< a row says so
    PrognosisOrigin origin;
    std::vector<std::string> notes;
};

/// The table that [prognosis] names, as it is.
/// Errors  InputError: see read_prognosis_table and stored_as
PrognosisTable prognosis_table(PrognosisConfig const&);

/// A prognosis table brought to the neighbourhoods of a region once, for any of its years and scenarios.
///
/// The table is `scenario.prognosis.file`; totals are split (see ladder.hpp), years between table years interpolated
/// (slice.hpp), a table of another CBS year than region.buurt_cbs_year brought over (crosswalk.hpp). Rows of
/// neighbourhoods of the layer that lie outside the grid are left out and counted; a neighbourhood that lies partly
/// outside counts in proportion to its surface. public_types reach the public demand, all types load the grid.
class RegionPrognosis {
  public:
    /// `scenario` and `base` must outlive this.
    /// Errors  InputError: see read_prognosis_table, split_totals, read_crosswalk, crosswalk_by_area, label_of; another
    ///         quantity than kwh_per_year; another CBS year without a crosswalk; neighbourhoods that are not in the
    ///         layer (lines, nearest name); no neighbourhood inside the grid; a public type that is in no row
    RegionPrognosis(Scenario const& scenario, BaseLayers const& base);
    /// `table`: what is in scenario.prognosis.file.
    RegionPrognosis(Scenario const& scenario, BaseLayers const& base, PrognosisTable table);

    std::vector<YearScenario> slices() const { return years_and_scenarios(table_); }

    /// Errors  InputError: see slice_of
    Prognosis at(int year, std::string const& scenario) const;

  private:
    enum class Place { inside, outside, nowhere };

    void find_neighbourhoods();
    Place place_of(std::string const& neighbourhood) const;
    void leave_out_outside();
    void check_public_types() const;
    void fill_in(std::vector<PrognosisFigure> const&, Prognosis&) const;

    Scenario const& scenario_;
    BaseLayers const& base_;
    PrognosisTable table_;
    PrognosisLabel label_;
    std::map<std::string, int> shares_;
    Crosswalk crosswalk_;
    std::unordered_map<std::string, std::size_t> neighbourhood_of_;  ///< index in the base layers by key
    std::vector<std::uint64_t> part_inside_;
    std::vector<std::string> notes_;  ///< that hold for every year
};

/// The prognosis of the target year and scenario of a region; errors as above.
Prognosis read_prognosis(Scenario const&, BaseLayers const&);

/// Whether the table is of the CBS year of the region's neighbourhoods, as far as region.buurt_cbs_year tells.
/// Errors  InputError: it is not, and there is no crosswalk to bring it over (what to give)
bool is_of_cbs_year_of(Scenario const&, PrognosisTable const&);

/// Throws InputError with the first line of each neighbourhood that is not in the layer, and the nearest name.
void check_neighbourhoods_known(PrognosisTable const&, LayerNames& known);

}  // namespace laad
