// SPDX-License-Identifier: Apache-2.0
// Quantities that are numbers. Their classes are fixed, so that maps of scenarios, years and versions can be compared.
#pragma once

#include "host/present/style/style.hpp"

namespace laad {

struct Scale {
    std::string heading;               ///< says the unit
    std::string message;               ///< see Style
    std::vector<Rgb> colours;          ///< of each class, the lowest first
    std::vector<std::int64_t> breaks;  ///< between classes, in the unit of the heading; of changes: between sizes
    double per_unit{1};                ///< what 1 in that unit is in the values
    std::string lowest{};              ///< what the first class is called, which is lacking; empty: nothing is
    bool counts{};                     ///< of things: "3–5"
    bool diverging{};                  ///< of changes: as many classes below 0 as above, and one for 0 itself
    double opacity{1};
    Mark mark{Mark::area};
    std::string field{};
};

Style style_of(Scale const&);
/// The same for values of which so many are 1 in the unit of the heading. A limit that is no whole value is rounded
/// down, so that no value above it falls in the class below.
Style style_of(Scale const&, double per_unit);

}  // namespace laad
