// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/usage/use.hpp"

#include <cstdint>
#include <string>

namespace laad {

/// What stands wherever pressure or energy of charge points is shown; a key of the catalogue.
inline constexpr char const* demand_is_censored = "shares of successful sessions only: demand is censored";

/// Sites of which something is known, and those of which some is charging alone: a car that is full and still plugged in
/// counts as gone there.
struct KnownSites {
    std::int64_t known{};
    std::int64_t charging_only{};
};
KnownSites known_sites(Use const&);

/// What a reader of figures from use must know, in the language of the reader: that demand is censored, and at how many
/// sites charging alone is known.
std::string use_words(Use const&);

}  // namespace laad
