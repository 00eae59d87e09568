// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/usage/use.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace laad {

/// What figures of use are given for.
enum class UseArea : std::uint8_t { area, market_model, province, res_region, municipality, neighbourhood };

inline std::string const& name(UseArea level)
{
    static std::array<std::string, 6> const names{"area",      "market_model", "provincie",
                                                  "res_regio", "gemeente",     "buurt"};
    return names[static_cast<std::size_t>(level)];
}

/// A busy site: its occupancy in the peak is higher than this.
inline constexpr int busy_percent = 80;
/// Electric cars per public charge point that a region aims at, at most.
inline constexpr int most_vehicles_per_evse = 5;
/// Households count as served within this walk of a public site.
inline constexpr int served_walk_m = 300;

/// Where classes of pressure begin, in % of the occupancy that is allowed; the first at 0.
inline constexpr std::array pressure_from_percent{0, 50, 100, 150};

/// Sites of which enough is known, and what is known of them.
struct KnownUse {
    std::int64_t sites{};
    std::int64_t evse{};
    std::int64_t site_days{};       ///< Σ of their days
    std::int64_t days{};            ///< of the site with most of them
    std::int64_t charging_sites{};  ///< that tell of charging alone
    UseSums all{};
    UseSums peak{};
    std::int64_t peak_evse{};  ///< of sites that are known in the peak
    std::int64_t busy_evse{};  ///< of them, in sites busier than busy_percent
    std::array<std::int64_t, pressure_from_percent.size()> pressure_evse{};  ///< by the pressure of their site alone
    std::int64_t session_sites{};                                            ///< that tell sessions
    std::int64_t session_evse{};                                             ///< of those
    std::optional<std::int64_t>
        site_users{};  ///< different users of each site, added up; nothing: a site does not tell

    friend bool operator==(KnownUse const&, KnownUse const&) = default;
};

struct RequestFigures {
    std::int64_t by_user{};  ///< that were made in the month
    std::int64_t by_data{};
    std::int64_t placed{};                         ///< stations placed in it
    std::int64_t waiting{};                        ///< made in it and not placed yet
    std::optional<std::int32_t> median_days{};     ///< of those placed in it
    std::optional<std::int32_t> ninetieth_days{};  ///< likewise, the 90th percentile

    friend bool operator==(RequestFigures const&, RequestFigures const&) = default;
};

/// Electric vehicles of the gemeenten of an area, and the month that they are counted in.
struct VehicleFigures {
    std::int64_t vehicles{};
    Month month{};

    friend bool operator==(VehicleFigures const&, VehicleFigures const&) = default;
};

/// Of the national definition: whole squares that must have charging, and those that have it.
struct ObligedSquares {
    std::int64_t obliged{};
    std::int64_t green{};

    friend bool operator==(ObligedSquares const&, ObligedSquares const&) = default;
};

/// Dwellings within served_walk_m of a public site.
struct ServedDwellings {
    std::int64_t dwellings{};
    std::int64_t within{};
    std::int64_t without_driveway{};
    std::int64_t without_driveway_within{};

    friend bool operator==(ServedDwellings const&, ServedDwellings const&) = default;
};

struct UseKpiRow {
    UseArea level{};
    std::string name;
    std::string called{};  ///< of a buurt that has a name
    std::string municipality{};
    std::string market_model{};  ///< of a gemeente or buurt, as are those below
    std::string province{};
    std::string res_region{};
    bool partial{};
    std::optional<Month> month{};  ///< nothing: all months together
    std::int64_t sites{};          ///< public ones that stand there today, and their charge points
    std::int64_t evse{};
    std::optional<KnownUse> use{};  ///< nothing: of no site enough is known
    std::optional<std::int64_t>
        first_seen_evse{};  ///< of sites known for the first time in the month; not of the first month
    std::optional<RequestFigures> requests{};
    std::optional<VehicleFigures> vehicles{};  ///< all of its gemeenten are whole and in the table
    std::optional<ObligedSquares> squares{};   ///< of today, so only with all months together; not by buurt
    std::optional<ServedDwellings> served{};   ///< likewise
    bool knows_driveways{};

    friend bool operator==(UseKpiRow const&, UseKpiRow const&) = default;
};

}  // namespace laad
