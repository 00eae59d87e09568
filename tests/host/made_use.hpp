// SPDX-License-Identifier: Apache-2.0
// Use of sites as a test wants it.
#pragma once

#include "host/usage/use.hpp"

#include <cstdint>

namespace laad {

inline constexpr std::int64_t day_s = 24 * 60 * 60;

/// A month of some EVSE that were there for all of it: 30 days, in the peak window 22 days of 6 hours.
inline MonthOfSite made_month(int evse, int occupied_percent, std::int64_t kwh_per_evse)
{
    MonthOfSite month;
    month.evse = evse;
    month.days = 30;
    month.peak.available_min = std::int64_t{evse} * 22 * 6 * 60;
    month.peak.occupied_min = month.peak.available_min * occupied_percent / 100;
    month.all.available_min = std::int64_t{evse} * 30 * 24 * 60;
    month.all.occupied_min = month.all.available_min * occupied_percent / 100;
    month.energy_min = month.all.available_min;
    month.all.energy_wh = evse * kwh_per_evse * 1000;
    return month;
}

/// `months` months up to June 2026 for so many sites; nothing is known of any yet.
inline Use made_use(std::size_t sites, int months)
{
    Use use;
    for (int m = 0; m < months; ++m)
        use.months.push_back({2026, 7 - months + m});
    use.sites.resize(sites);
    for (SiteUse& site : use.sites)
        site.months.resize(use.months.size());
    UseSource source;
    source.last_s = 1'000 * day_s;
    use.sources.push_back(source);
    return use;
}

/// A site is in use since so many days.
inline void since(SiteUse& site, int days)
{
    site.first_s = (1'000 - days) * day_s;
}

}  // namespace laad
