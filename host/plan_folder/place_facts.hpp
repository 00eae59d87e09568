// SPDX-License-Identifier: Apache-2.0
// What explains a ranked place: read from the tables of a plan, for `explain` and for the cards of the web map.
#pragma once

#include "rasters/geometry.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace laad {

/// A row of placements.csv.
struct PlaceFacts {
    std::int64_t rank{};
    std::int64_t shared_by{};
    std::string candidate;
    std::string status;
    std::string grid_reason;
    bool fills_white_square{};
    bool fills_search_area{};
    bool for_search_area{};  ///< that is why it stands where it does
    double relief_h{};       ///< of the pressure in it, EVSE-hours
    double worth_kwh{};
    double reach_kwh{};
    double gain_kwh{};
    double overlap_kwh{};
    double mean_walk_m{};
    double longest_walk_m{};
    std::optional<double> headroom_before_kw;  ///< nothing: no grid data, and so for the next
    std::optional<double> headroom_after_kw;
    std::string binding_asset;
    std::string binding_quarter;
    std::string basis;
    std::string review;  ///< verdict and remark; empty: none
};

/// In the order of the plan. Errors  InputError: not the output folder of a run that made a plan
std::vector<PlaceFacts> place_facts(std::filesystem::path const& folder);

/// What put the first of two neighbours in a plan before the second.
struct Decided {
    enum class By : std::uint8_t { grid, review, square, search_area, relief, worth, reach, place } by{};
    double more_kwh{};  ///< of worth or reach; of relief: hours
};
Decided decided(PlaceFacts const& first, PlaceFacts const& second);

}  // namespace laad
