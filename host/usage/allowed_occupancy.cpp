// SPDX-License-Identifier: Apache-2.0
#include "host/usage/allowed_occupancy.hpp"

#include "rasters/error.hpp"

#include <cmath>

namespace laad {
namespace {

constexpr double million = 1e6;

/// The largest whole number up to `most` that `fits`, where all smaller ones do; 0 does.
template <class Fits>
std::int64_t largest(std::int64_t most, Fits const& fits)
{
    std::int64_t low = 0;
    for (std::int64_t high = most + 1; high - low > 1;) {
        std::int64_t const middle = low + (high - low) / 2;
        (fits(middle) ? low : high) = middle;
    }
    return low;
}

/// The part of the time in which n charge points are all busy, when so many are wanted at a time.
double erlang_b(int n, double offered)
{
    double busy = 1;
    for (int k = 1; k <= n; ++k)
        busy = offered * busy / (k + offered * busy);
    return busy;
}

std::int64_t carried_ppm(int n, double limit)
{
    // As many as are offered, less those that go elsewhere, have a place: offered × (1 − limit) < n.
    auto const most = static_cast<std::int64_t>(million * n / (1 - limit));
    auto const offered =
        largest(most, [&](std::int64_t micro) { return erlang_b(n, static_cast<double>(micro) / million) <= limit; });
    double const served = static_cast<double>(offered) * (1 - erlang_b(n, static_cast<double>(offered) / million));
    return static_cast<std::int64_t>(std::floor(served / n));
}

std::int64_t independent_ppm(int n, double limit)
{
    return largest(static_cast<std::int64_t>(million), [&](std::int64_t ppm) {
        double all_busy = 1;
        for (int k = 0; k < n; ++k)
            all_busy *= static_cast<double>(ppm) / million;
        return all_busy <= limit;
    });
}

}  // namespace

std::vector<std::int32_t> allowed_occupancy(std::string_view rule, int all_busy_percent, int most_evse)
{
    expect(all_busy_percent >= 1 && all_busy_percent <= 90 && most_evse >= 1,
           "allowed_occupancy: a limit of 1 to 90 %, at least one EVSE");
    bool const is_binomial = rule == "binomial";
    expect(is_binomial || rule == "erlang-b", "allowed_occupancy: there is such a rule");
    double const limit = all_busy_percent / 100.;
    std::vector<std::int32_t> allowed;
    for (int n = 1; n <= most_evse; ++n)
        allowed.push_back(static_cast<std::int32_t>(is_binomial ? independent_ppm(n, limit) : carried_ppm(n, limit)));
    return allowed;
}

}  // namespace laad
