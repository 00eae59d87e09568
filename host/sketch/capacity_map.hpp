// SPDX-License-Identifier: Apache-2.0
// What the capacity map (capaciteitskaart) of Netbeheer Nederland says about a feeding area (voedingsgebied).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace laad {

struct CapacityOfArea {
    std::string id;
    std::string valid;  ///< year or interval, as the file says
    std::int64_t available_kw{};
    std::int64_t needed_kw{};

    /// What the area as a whole could still carry; 0 when it is full.
    std::int64_t room_kw() const { return available_kw > needed_kw ? available_kw - needed_kw : 0; }
};

/// Reads the download (CSV with semicolons and decimal commas: voedingsgebied_id, jaar,
/// aanwezige_transportcapaciteit_afname, benodigde_transportcapaciteit_afname in MW; of several years the first) or the
/// JSON of the information model (energy_areas with short_code, demand_available_capacity, demand_quoted_capacity).
/// Errors  InputError: no such area (which is nearest), or no figures for it
CapacityOfArea capacity_of_area(std::filesystem::path const& file, std::string const& id);

}  // namespace laad
