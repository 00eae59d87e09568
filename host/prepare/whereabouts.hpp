// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace laad {

/// How people say where a place is, as host/prepare/names_around.hpp finds it. What is empty is not known.
struct Whereabouts {
    std::string street;
    std::string side;     ///< of the street on which the bays lie: N, NE, E, SE, S, SW, W or NW
    std::string address;  ///< the nearest: street, number, letter and addition
    std::string postcode;
    std::string town;
    std::optional<int> address_cm;  ///< from the pole to the nearest address

    friend bool operator==(Whereabouts const&, Whereabouts const&) = default;
};

}  // namespace laad
