// SPDX-License-Identifier: Apache-2.0
// Charge locations in OCPI, and where their charge points are.
#pragma once

#include "host/usage/place_told.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace laad {

struct OcpiEvse {
    std::string uid;
    std::string evse_id;
    std::string status;
    bool is_ac{};
    double power_w{};  ///< the largest of its connectors; 0: not told
};

struct OcpiLocation {
    std::string id;
    std::optional<Degrees> at;
    std::string last_updated;
    std::vector<OcpiEvse> evses;
};

/// Calls `take` with each location of a file of OCPI Locations (JSON list, answer with `data`, or JSON lines; perhaps
/// gzip), one at a time, and `broken` for each record that is none.
/// Errors  InputError: see JsonRecords
void each_ocpi_location(std::filesystem::path const& file, std::function<void(OcpiLocation const&)> const& take,
                        std::function<void()> const& broken);

}  // namespace laad
