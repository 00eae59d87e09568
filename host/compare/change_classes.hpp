// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/report/map_sheet.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace laad {

/// Symmetric classes of a change: white at 0, red for what is less welcome and blue for the other way (RdBu of
/// ColorBrewer, which colour-blind readers can tell apart): red is more, of room it is less. Class i on either side
/// holds sizes up to and including limits[i], the last one those above.
struct ChangeClasses {
    std::vector<std::int64_t> limits;  ///< ascending, above 0
    bool any{};                        ///< whether anything changes
    std::int64_t most{};               ///< the largest rise; 0: none rises
    std::int64_t least{};              ///< the largest fall, below 0; 0: none falls
    bool more_is_blue{};

    Rgb colour(std::int64_t change) const;
    /// `per_unit`: what a change of 1 in the unit of the heading is in the values.
    std::vector<LegendEntry> legend(std::string const& heading, std::int64_t per_unit, double opacity) const;
};

/// Up to three classes a side with about as many of the sizes each, at limits that read well in that unit.
ChangeClasses change_classes(std::vector<std::int64_t> changes, std::int64_t per_unit);

}  // namespace laad
