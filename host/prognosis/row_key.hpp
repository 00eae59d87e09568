// SPDX-License-Identifier: Apache-2.0
// What tells rows of a prognosis apart, without a copy of their names.
#pragma once

#include "host/prognosis/prognosis_table.hpp"

#include <functional>
#include <tuple>
#include <type_traits>

namespace laad {

/// What a figure is about; its rows differ in year and scenario.
inline auto series_of(PrognosisRow const& row)
{
    return std::tie(row.neighbourhood, row.modality, row.location_type);
}

/// No two rows of a table have the same.
inline auto key_of(PrognosisRow const& row)
{
    return std::tie(row.neighbourhood, row.modality, row.location_type, row.year, row.scenario);
}

template <class... Parts>
std::size_t hash_of(std::tuple<Parts const&...> const& key)
{
    constexpr std::size_t golden = 0x9E3779B97F4A7C15;
    return std::apply(
        [](auto const&... part) {
            std::size_t hash = 0;
            ((hash = hash * golden + std::hash<std::remove_cvref_t<decltype(part)>>{}(part)), ...);
            return hash;
        },
        key);
}

}  // namespace laad
