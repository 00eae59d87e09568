// SPDX-License-Identifier: Apache-2.0
// How good the chance of a free charger is: counted on half of the days, held against the other half, and the other way round.
#pragma once

#include "host/prepare/base_layers.hpp"
#include "host/usage/use.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace laad {

/// Quarter-hours of sites of which the chance said about the same: bin i from i × 10 % on, the last one with 100 %.
struct ChanceBin {
    std::int64_t quarters{};
    std::int64_t free{};
    double said{};  ///< Σ of what the chance said

    double mean_said() const { return quarters == 0 ? 0 : said / static_cast<double>(quarters); }
    double came_true() const { return quarters == 0 ? 0 : static_cast<double>(free) / static_cast<double>(quarters); }
};
inline constexpr std::size_t chance_bins = 10;

/// Quarter-hours, each foretold from the half of the days that it is not in: by the site itself and, to compare with, by the
/// mean of its municipality in that hour.
struct ChanceScore {
    std::int64_t sites{};
    std::int64_t quarters{};
    std::int64_t free{};
    double squares{};       ///< Σ (said − came true)²
    double mean_squares{};  ///< the same of the mean
    std::array<ChanceBin, chance_bins> bins{};

    /// Mean square error: 0 is perfect, 0.25 is that of who always says 50 %.
    double brier() const { return quarters == 0 ? 0 : squares / static_cast<double>(quarters); }
    double mean_brier() const { return quarters == 0 ? 0 : mean_squares / static_cast<double>(quarters); }
    /// Part of the error of the mean that knowing the site takes away; below 0 it adds to it. Nothing when the mean is
    /// never wrong.
    std::optional<double> skill() const
    {
        return mean_squares > 0 ? std::optional{1 - squares / mean_squares} : std::nullopt;
    }
};

struct ChanceCheck {
    ChanceScore area;
    Indexed<MunicipalityId, ChanceScore> by_municipality;
    std::int64_t too_little{};  ///< quarter-hours of which too little was known from the other half
};

/// The halves of a slot (an hour of weekdays or of the weekend) are every other one of its days on which anything was
/// observed, of any site, and the days between. A chance counted from less than half of `chance_least_quarters` foretells
/// nothing, as half of the days are left out. Sites outside the area do not count.
///
/// Errors  ContractError: not the use of these sites
/// Source  G. W. Brier (1950), Verification of forecasts expressed in terms of probability; docs/methods/usage.md
ChanceCheck judge_chance(Use const&, BaseLayers const&, UsageConfig const&);

/// The same of sites in given municipalities; one without a municipality does not count.
ChanceCheck judge_chance(FreeQuarters const&, std::vector<MunicipalityId> const& of_site, std::size_t municipalities,
                         int least_quarters);

}  // namespace laad
