// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernels/walk.hpp"
#include "rasters/view.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace laad {

/// How a walk and the number of its site share one integer: cm above, number below. Its minimum is the answer, ties
/// included, in whatever order cells are relaxed. `unreached` is the least label beyond the bound, so a minimum with it
/// keeps the bound; one move more must still fit.
struct LabelFormat {
    int site_bits{};
    std::uint64_t unreached{};
    std::uint64_t largest{};

    LabelFormat(std::size_t sites, int bound_cm, MoveCosts costs)
        : site_bits{static_cast<int>(std::bit_width(sites))},
          unreached{cost<std::uint64_t>(bound_cm) + cost<std::uint64_t>(1)},
          largest{unreached + cost<std::uint64_t>(costs.knight)}
    {
    }

    template <class Label>
    LAAD_HD Label cost(int cm) const
    {
        return static_cast<Label>(static_cast<Label>(cm) << site_bits);
    }
    template <class Label>
    bool fits() const
    {
        return largest <= std::numeric_limits<Label>::max();
    }
};

}  // namespace laad
