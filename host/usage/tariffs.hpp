// SPDX-License-Identifier: Apache-2.0
// What a kWh costs, from OCPI Tariffs (as DOT-NL hands them out) and the tariffs that connectors name.
#pragma once

#include "host/prepare/base_layers.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace laad {

/// Hundredths of a cent.
struct EnergyPrice {
    std::int64_t with_vat{};
    bool has_other_costs{};  ///< per hour or per session, or it depends on the time of day

    friend bool operator==(EnergyPrice const&, EnergyPrice const&) = default;
};

/// Why a tariff has no price per kWh.
enum class NoPrice : std::uint8_t { broken, no_energy, not_euro, vat_unknown };

struct ReadTariff {
    std::string id;  ///< with country and party, as ids are unique within a party
    std::optional<EnergyPrice> price{};
    NoPrice why_not{};
};

/// One record of OCPI 2.1.1 to 2.3.0. The first element without restrictions that has a price of ENERGY counts, else the
/// first that has one. A price is without VAT, and one of which the VAT is not told is not guessed.
ReadTariff read_tariff(std::string_view record);

struct Tariffs {
    std::map<std::string, EnergyPrice> by_id;
    std::map<NoPrice, std::int64_t> set_aside;
};
/// Errors  InputError: the file cannot be read, or has no list
Tariffs read_tariffs(std::filesystem::path const& file);

/// What charging costs at the public sites of a neighbourhood: the median over their connectors, of each the cheapest tariff.
struct PriceRow {
    NeighbourhoodId neighbourhood;
    std::int64_t connectors{};  ///< with a known price
    std::int64_t lowest{};      ///< hundredths of a cent a kWh, with VAT
    std::int64_t median{};      ///< of an even number the lower of both in the middle
    std::int64_t highest{};
    std::int64_t with_other_costs{};  ///< connectors
};
struct Prices {
    std::vector<PriceRow> rows;      ///< by neighbourhood; those without a known price have none
    std::vector<std::string> notes;  ///< what was set aside (to_say)
};
/// `locations`: OCPI Locations, whose ids are those of the charge locations.
/// Errors  InputError: a file cannot be read, or has no list
Prices prices(std::filesystem::path const& tariffs, std::filesystem::path const& locations, BaseLayers const&);

}  // namespace laad
