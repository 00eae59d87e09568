// SPDX-License-Identifier: Apache-2.0
#include "host/prognosis/apportion.hpp"

#include "rasters/error.hpp"

#include <algorithm>
#include <numeric>

namespace laad {

std::vector<std::int64_t> apportion(std::int64_t whole, std::span<std::int64_t const> weights)
{
    std::int64_t const all = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    expect(whole >= 0 && all > 0, "what is divided is not negative and some weight is not 0");
    std::vector<std::int64_t> parts;
    std::vector<std::int64_t> lost;
    for (std::int64_t const weight : weights) {
        auto const product = static_cast<__int128>(whole) * weight;
        parts.push_back(static_cast<std::int64_t>(product / all));
        lost.push_back(static_cast<std::int64_t>(product % all));
    }
    std::int64_t const left = whole - std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
    std::vector<std::size_t> order(parts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return lost[a] > lost[b]; });
    for (std::size_t i = 0; i < static_cast<std::size_t>(left); ++i)
        ++parts[order[i]];
    return parts;
}

}  // namespace laad
