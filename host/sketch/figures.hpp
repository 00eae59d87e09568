// SPDX-License-Identifier: Apache-2.0
// The published figures and assumptions that a prognosis is sketched from: tables of host/sketch/figures.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace laad {

/// A figure and on what it rests.
struct Figure {
    std::int64_t value{};
    std::string source{};
};

struct MunicipalityFigures {
    std::string code;
    std::string name;
    std::int64_t inhabitants{};
    std::optional<std::int64_t> cars_thousandths;  ///< per household; CBS does not give it everywhere
};

struct ElectricShare {
    std::string scenario;
    int year{};
    Figure thousandths;  ///< of the fleet
};

struct LocationShare {
    std::string location_type;
    Figure thousandths;  ///< of the energy
};

struct SketchFigures {
    std::vector<MunicipalityFigures> municipalities;
    std::int64_t mean_cars_thousandths{};  ///< per household, of all municipalities, weighted by inhabitants
    std::vector<ElectricShare> electric;   ///< in the order of the file
    Figure km_per_car_year;
    Figure wh_per_km;
    std::vector<LocationShare> locations;  ///< together 1000

    /// By code, else by name without regard to capitals; null: not in the table.
    MunicipalityFigures const* municipality(std::string const& code, std::string const& name) const;
};

/// What the figures of municipalities are, for a user.
inline constexpr char const* municipality_source = "CBS, Kerncijfers wijken en buurten 2024 (85984NED)";
inline constexpr int municipality_figures_year = 2024;

/// The folder of the figures that come with the program.
std::filesystem::path figures_folder();

/// Errors  InputError: a table is missing or has a wrong row; shares of location types that do not sum to 100 %
SketchFigures read_figures(std::filesystem::path const& folder);

}  // namespace laad
