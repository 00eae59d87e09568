// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace laad {

/// As written: which of the two is which may be wrong.
struct Degrees {
    double latitude{};
    double longitude{};
};

/// What a row tells of its place; empty: nothing.
struct PlaceTold {
    std::string_view location_id{};
    std::string_view evse_uid{};
    std::string_view evse_id{};
    std::string_view connector{};  ///< where each is a charge point of its own
    std::optional<Degrees> at{};
};

}  // namespace laad
