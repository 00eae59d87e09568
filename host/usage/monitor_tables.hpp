// SPDX-License-Identifier: Apache-2.0
// Tables beside the use of the network, for the key figures that a region reports.
#pragma once

#include "host/prepare/base_layers.hpp"
#include "host/usage/use.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace laad {

/// Somebody asked for a charge point (user), or figures did (data).
enum class RequestKind : std::uint8_t { user, data };

struct ChargingRequest {
    MunicipalityId municipality;
    NeighbourhoodId neighbourhood{};  ///< none: only its gemeente is told
    std::chrono::sys_days requested{};
    std::optional<std::chrono::sys_days> placed{};  ///< none: not yet
    RequestKind kind{};
};

struct VehicleCount {
    MunicipalityId municipality;
    Month month;
    std::int64_t vehicles{};
};

/// What a gemeente is part of; empty: not told.
struct RegionsOfMunicipality {
    std::string res_region;
    std::string province;
};

struct MonitorTables {
    bool has_requests{};  ///< where a table is given an area without a row has none
    std::vector<ChargingRequest> requests{};
    std::vector<VehicleCount> vehicles{};
    Indexed<MunicipalityId, RegionsOfMunicipality> regions{};  ///< empty: no table
    std::vector<Rejected> rejected{};                          ///< rows of gemeenten and buurten that are not here
};

/// The tables usage.requests, usage.regions and usage.vehicles; of those that are not given nothing. Gemeenten are known
/// by name or code, buurten by their key.
///
/// Units   days, electric vehicles
/// Nodata  an empty date placed: it still waits
/// Errors  InputError: a column that lacks, a day or month that does not exist, placed before it was requested, a
///         gemeente twice (with line)
/// Source  docs/methods/usage.md#key-figures
MonitorTables read_monitor_tables(Scenario const&, BaseLayers const&);

}  // namespace laad
