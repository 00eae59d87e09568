// SPDX-License-Identifier: Apache-2.0
// An illustrative prognosis from published figures: docs/methods/sketch.md.
#pragma once

#include "host/prepare/base_layers.hpp"
#include "host/sketch/figures.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace laad {

/// A row of the table.
struct SketchRow {
    std::string neighbourhood;
    int year{};
    std::string scenario;
    std::string location_type;
    std::int64_t kwh{};
    std::int64_t cars_thousandths{};  ///< per household, that the row follows from
    std::string cars_from;            ///< code of the municipality, or that it is the national mean
};

/// What a municipality contributes; one that is not known, or not in the figures, takes the national mean.
struct SketchedMunicipality {
    std::string name;  ///< empty: the neighbourhoods whose municipality is not known
    std::int64_t cars_thousandths{};
    bool is_mean{};
    std::int64_t neighbourhoods{};
    std::int64_t dwellings{};        ///< inside the grid
    std::int64_t whole_dwellings{};  ///< of whole neighbourhoods, rounded
};

struct PrognosisSketch {
    int cbs_year{};
    bool cbs_year_is_stated{};  ///< by region.toml
    std::vector<SketchRow> rows;
    std::vector<SketchedMunicipality> municipalities;  ///< that have neighbourhoods here, as in the base layers

    std::int64_t kwh(std::string const& scenario, int year, std::string const& location_type) const;
    /// All location types.
    std::int64_t kwh(std::string const& scenario, int year) const;
};

/// Per neighbourhood, scenario, year and location type: dwellings x cars per household x electric share x km x Wh/km x
/// share of the location type, for the whole neighbourhood: dwellings inside the grid over the part of its surface
/// inside, which a run takes again. Exact, whole kWh, halves up. `cbs_year`: of the region, 0: not stated.
PrognosisSketch sketched(BaseLayers const&, SketchFigures const&, int cbs_year);

/// The year to plan for: two years after `today` (ISO date, empty: the first year of the figures), or the first year of
/// the figures after that; the last when there is none.
int sketch_target_year(SketchFigures const&, std::string const& today);

/// As CSV, every row marked illustrative.
std::string csv(PrognosisSketch const&);

/// A figure that the sketch rests on, for the screen.
struct UsedFigure {
    std::string what;
    std::string value;
    std::string effect;
    std::string source;
};
std::vector<UsedFigure> figures_used(PrognosisSketch const&, SketchFigures const&, int target_year);

}  // namespace laad
