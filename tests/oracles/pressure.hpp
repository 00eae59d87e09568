// SPDX-License-Identifier: Apache-2.0
// Pressure as its definition has it: for each cell the sites that it reaches are looked up and added, period by period.
#pragma once

#include "kernels/pressure.hpp"
#include "rasters/raster.hpp"
#include "tests/oracles/int128.hpp"
#include "tests/oracles/walk.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace laad::oracle {

struct Pressure {
    Raster<std::uint16_t> percent;
    Raster<std::uint16_t> energy_kwh;
    Raster<std::uint8_t> search;
};

/// Use of some sites together in one period, as fractions: nothing is rounded before the end.
class PooledUse {
  public:
    using Whole = int128;

    void add(NearbyUse const& site)
    {
        occupied_ += site.occupied_min;
        available_ += site.available_min;
        wh_ += site.energy_wh;
        energy_minutes_ += site.energy_min;
        points_ += site.evse;
        extra_ += site.relief_evse;
    }

    /// Per cent of what is allowed, rounded down.
    std::optional<std::int64_t> percent(std::vector<std::int32_t> const& allowed_ppm) const
    {
        if (available_ == 0) return std::nullopt;
        auto const points = std::min<Whole>(points_ + extra_, static_cast<Whole>(allowed_ppm.size()));
        Whole const allowed = allowed_ppm[static_cast<std::size_t>(points - 1)];
        return static_cast<std::int64_t>(occupied_ * 1'000'000 * 100 / (with_extra(available_) * allowed));
    }

    /// kWh of a charge point in 30 days, rounded down.
    std::optional<std::int64_t> kwh() const
    {
        if (energy_minutes_ == 0) return std::nullopt;
        return static_cast<std::int64_t>(wh_ * 30 * 24 * 60 / (with_extra(energy_minutes_) * 1000));
    }

  private:
    Whole with_extra(Whole minutes) const
    {
        return extra_ == 0 ? minutes : std::min<Whole>(minutes + minutes * extra_ / points_, Whole{1} << 42);
    }

    Whole occupied_{}, available_{}, wh_{}, energy_minutes_{}, points_{}, extra_{};
};

inline Pressure pressure(Paths const& paths, View<Surface const> surface, std::span<WalkOrigin const> origins,
                         std::span<NearbyUse const> use, int bound_cm, std::vector<std::int32_t> const& allowed_ppm,
                         int energy_kwh)
{
    std::size_t const periods = origins.empty() ? 0 : use.size() / origins.size();
    std::vector<std::vector<Paths::Label>> walks;
    for (WalkOrigin const& origin : origins)
        walks.push_back(paths.from(origin, bound_cm));
    auto const code = [](std::optional<std::int64_t> value) {
        return static_cast<std::uint16_t>(value ? std::min<std::int64_t>(*value, 65533) : 65534);
    };
    Pressure result{Raster<std::uint16_t>{surface.shape, 65535}, Raster<std::uint16_t>{surface.shape, 65535},
                    Raster<std::uint8_t>{surface.shape, 255}};
    for (int row = 0; row < surface.shape.rows; ++row)
        for (int col = 0; col < surface.shape.cols; ++col) {
            Cell const here{row, col};
            if (!walkable(surface[here])) continue;
            auto const i = static_cast<std::size_t>(row) * static_cast<std::size_t>(surface.shape.cols) +
                           static_cast<std::size_t>(col);
            bool is_searched = periods > 1;
            PooledUse whole;
            for (std::size_t period = 0; period < periods; ++period) {
                PooledUse pooled;
                for (std::size_t origin = 0; origin < origins.size(); ++origin)
                    if (walks[origin][i].cm != Paths::unreached) pooled.add(use[period * origins.size() + origin]);
                if (period == 0)
                    whole = pooled;
                else
                    is_searched = is_searched && pooled.percent(allowed_ppm).value_or(-1) >= 100 &&
                                  pooled.kwh().value_or(-1) >= energy_kwh;
            }
            result.percent[here] = code(whole.percent(allowed_ppm));
            result.energy_kwh[here] = code(whole.kwh());
            result.search[here] = is_searched ? 1 : 0;
        }
    return result;
}

}  // namespace laad::oracle
