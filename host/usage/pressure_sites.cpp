// SPDX-License-Identifier: Apache-2.0
#include "host/usage/pressure_sites.hpp"

#include "host/prepare/standing.hpp"
#include "rasters/error.hpp"

#include <algorithm>
#include <limits>

namespace laad {
namespace {

constexpr std::int64_t week_s = 7 * 24 * 60 * 60;

void add(NearbyUse& use, MonthOfSite const& month)
{
    use.occupied_min += month.peak.occupied_min;
    use.available_min += month.peak.available_min;
    use.energy_wh += month.all.energy_wh;
    use.energy_min += month.energy_min;
    use.evse = std::max<std::int64_t>(use.evse, month.evse);
}

NearbyUse on_top(int evse)
{
    NearbyUse use;
    use.relief_evse = evse;
    return use;
}

/// Which sites stand there for too short a time to be judged.
class Young {
  public:
    Young(UsageConfig const& config, Use const& use)
    {
        std::int64_t end_s = 0;
        for (UseSource const& source : use.sources)
            end_s = std::max(end_s, source.last_s);
        std::int64_t begin_s = std::numeric_limits<std::int64_t>::max() - week_s;
        for (SiteUse const& site : use.sites)
            if (site.known()) begin_s = std::min(begin_s, site.first_s);
        // What was known from the first week on may have stood there for years.
        from_s_ = std::max(end_s - config.young_weeks * week_s + 1, begin_s + week_s);
    }
    bool operator()(SiteUse const& site) const { return site.known() && site.first_s >= from_s_; }

  private:
    std::int64_t from_s_{};
};

}  // namespace

NearbyUse use_in(std::span<MonthOfSite const> months)
{
    NearbyUse use;
    for (MonthOfSite const& month : months)
        add(use, month);
    use.energy_wh = std::max<std::int64_t>(use.energy_wh, 0);
    if (use.available_min + use.energy_min > 0) use.evse = std::max<std::int64_t>(use.evse, 1);
    return use;
}

PressureMonths pressure_months(UsageConfig const& config, Use const& use)
{
    auto const wanted = static_cast<std::size_t>(config.months);
    PressureMonths months{use.months.size() - std::min(wanted, use.months.size()), use.months.size(), 0, false};
    for (std::size_t m = months.begin; m < months.end; ++m)
        months.known += std::ranges::any_of(use.sites, [&](SiteUse const& site) {
            return m < site.months.size() && site.months[m].days >= config.least_days;
        });
    months.lasts = months.known == config.months;
    return months;
}

bool tells_energy(SiteUse const& site)
{
    return std::ranges::any_of(site.months, [](MonthOfSite const& month) { return month.energy_min > 0; });
}

std::vector<PressureSite> pressure_sites(UsageConfig const& config, BaseLayers const& base, Use const& use)
{
    expect(use.sites.size() == base.sites.size(), "pressure_sites: there is use for every site");
    PressureMonths const months = pressure_months(config, use);
    std::size_t const count = months.end - months.begin;
    std::size_t const periods = months.lasts ? 1 + count : 1;
    Young const young{config, use};
    std::vector<PressureSite> all;
    for (std::size_t i = 0; i < base.sites.size(); ++i) {
        SiteUse const& site = use.sites[i];
        EvseOfSite const today = standing(base, base.sites[i]);
        if (today.entry && site.known()) {
            expect(site.months.size() == use.months.size(), "pressure_sites: a site has every month");
            auto const of_site = std::span{site.months}.subspan(months.begin, count);
            PressureSite one{*today.entry, {use_in(of_site)}, i};
            for (std::size_t m = 0; m + 1 < periods; ++m)
                one.periods.push_back(young(site) ? on_top(today.evse) : use_in(of_site.subspan(m, 1)));
            all.push_back(std::move(one));
        }
        EvseOfSite const to_come = planned(base, base.sites[i]);
        if (to_come.entry && periods > 1) {
            PressureSite one{*to_come.entry, std::vector(periods, on_top(to_come.evse)), i};
            one.periods.front() = {};
            all.push_back(std::move(one));
        }
    }
    return all;
}

}  // namespace laad
