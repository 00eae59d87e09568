// SPDX-License-Identifier: Apache-2.0
#include "host/usage/one_more.hpp"

#include "rasters/error.hpp"

namespace laad {

double all_busy(double offered, int evse)
{
    expect(offered >= 0 && evse >= 0, "all_busy: neither what is offered nor the number is negative");
    double busy = 1;
    for (int n = 1; n <= evse; ++n)
        busy = offered * busy / (n + offered * busy);
    return busy;
}

std::optional<double> offered_at(double occupancy, int evse)
{
    expect(occupancy >= 0 && occupancy <= 1 && evse > 0, "offered_at: a part of the time of charge points");
    constexpr double as_good_as_always = 0.999;
    if (occupancy >= as_good_as_always) return {};
    // What is carried grows with what is offered; at 1000 for each it is beyond 99.9 %.
    double low = 0, high = 1000.0 * evse;
    constexpr int halvings = 60;
    for (int i = 0; i < halvings; ++i) {
        double const middle = (low + high) / 2;
        (middle * (1 - all_busy(middle, evse)) < occupancy * evse ? low : high) = middle;
    }
    return low;
}

std::optional<double> free_with_more(double occupancy, int evse, int more)
{
    auto const offered = offered_at(occupancy, evse);
    if (!offered) return {};
    return 1 - all_busy(*offered, evse + more);
}

}  // namespace laad
