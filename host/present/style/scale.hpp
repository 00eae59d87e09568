// SPDX-License-Identifier: Apache-2.0
// Quantities that are numbers: their classes are fixed, or follow from the values.
#pragma once

#include "host/present/style/style.hpp"

namespace laad {

struct Scale {
    std::string heading;
    std::vector<Rgb> colours{};  ///< anchors from low to high
    std::vector<std::int64_t>
        breaks{};              ///< between classes, in the unit of the heading; empty: they follow from values
    std::int64_t per_unit{1};  ///< what 1 in that unit is in the values
    std::string lowest{};      ///< what the first class is called, which is lacking; empty: nothing is
    std::string highest{};     ///< the same of the last class
    bool counts{};             ///< of things: "3 - 5"
    double opacity{0.8};
    Mark mark{Mark::area};
    std::string field{};
};

/// At least `value`, and a number that reads well.
std::int64_t readable(std::int64_t value);

/// The classes between the scale's own breaks.
Style style_of(Scale const&);
/// Those between given breaks, in the unit of the heading.
Style style_of(Scale const&, std::vector<std::int64_t> const& breaks);
/// Up to five classes with about as many of the positive values each; where most values are equal, classes of equal
/// width.
Style style_of_values(Scale const&, std::vector<std::int64_t> values);
/// Symmetric classes of changes, white at 0: thirds of the sizes that occur, the anchors for less and more at the
/// ends. A size belongs to the class below a limit that it equals.
Style style_of_changes(Scale const&, std::vector<std::int64_t> changes);

}  // namespace laad
