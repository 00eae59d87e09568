// SPDX-License-Identifier: Apache-2.0
// The assumptions that a grid is sketched from: host/sketch/figures/grid.csv and profiles.csv.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace laad {

struct GridFigures {
    std::int64_t kwh_per_dwelling{};
    std::int64_t growth_percent{};
    std::int64_t most_base_percent{};  ///< of a rating, that the base peak may take
    std::int64_t transformer_planning_percent{};
    std::int64_t small_kva{}, middle_kva{}, large_kva{};
    std::int64_t lv_feeder_kw{};
    std::int64_t lv_feeder_offset_m{};
    std::int64_t mv_feeder_kw{};
    std::int64_t mv_planning_percent{};
    std::int64_t hv_room_percent{};
    std::int64_t full_catchment{};  ///< dwellings
    std::int64_t square_m{};
    std::int64_t station_spacing_m{};
    std::int64_t peak_w_per_mwh{};  ///< highest value of the base profile: W per MWh a year

    struct Line {
        std::string figure, value, unit, source;
    };
    std::vector<Line> lines{};  ///< as the table has them, for the screen

    /// Base peak of so much energy, in micro-kW: W/MWh x kWh.
    std::int64_t peak_micro_kw(std::int64_t kwh) const { return kwh * peak_w_per_mwh; }
};

inline constexpr char const* base_profile = "e1a";

/// Errors  InputError: a table is missing or has a wrong row, a figure or the base profile lacks
GridFigures read_grid_figures(std::filesystem::path const& folder);

}  // namespace laad
