// SPDX-License-Identifier: Apache-2.0
#include "host/run/use_kpi_parts.hpp"
#include "host/usage/allowed_occupancy.hpp"

#include <algorithm>
#include <optional>

namespace laad {
namespace {

/// What stands there today and counts.
std::int64_t evse_of(Site const& site, BaseLayers const& base)
{
    std::int64_t evse = 0;
    for (ChargerId const c : site.chargers)
        if (base.chargers[c].in_area && !base.chargers[c].planned) evse += base.chargers[c].evse;
    return evse;
}

void add(UseSums& to, UseSums const& from)
{
    to.occupied_min += from.occupied_min;
    to.available_min += from.available_min;
    to.energy_wh += from.energy_wh;
    to.sessions += from.sessions;
}

/// What is known of one site in a month, or in several together.
struct SiteFigures {
    UseSums all, peak;
    std::int64_t evse{};
    std::int64_t days{};
    std::optional<std::int64_t> users;  ///< of one month
    bool charging_only{};
};

/// Occupancy of a site in the peak by what is allowed for its number of charge points, as a class.
class PressureClasses {
  public:
    explicit PressureClasses(UsageConfig const& usage)
        : allowed_ppm_{allowed_occupancy(usage.allowed, usage.all_busy_percent, allowed_most_evse)}
    {
    }
    std::size_t of(SiteFigures const& site) const
    {
        auto const evse = static_cast<std::size_t>(std::clamp<std::int64_t>(site.evse, 1, allowed_most_evse));
        std::int64_t const percent =
            site.peak.occupied_min * 100'000'000 / (site.peak.available_min * allowed_ppm_[evse - 1]);
        return static_cast<std::size_t>(std::ranges::upper_bound(pressure_from_percent, percent) -
                                        pressure_from_percent.begin()) -
               1;
    }

  private:
    std::vector<std::int32_t> allowed_ppm_;
};

void add(KnownUse& to, SiteFigures const& site, PressureClasses const& pressure)
{
    ++to.sites;
    to.evse += site.evse;
    to.site_days += site.days;
    to.days = std::max(to.days, site.days);
    to.charging_sites += site.charging_only;
    add(to.all, site.all);
    add(to.peak, site.peak);
    if (site.peak.available_min > 0) {
        to.peak_evse += site.evse;
        to.pressure_evse[pressure.of(site)] += site.evse;
        if (100 * site.peak.occupied_min > busy_percent * site.peak.available_min) to.busy_evse += site.evse;
    }
    if (site.all.sessions == 0) return;
    bool const is_first = to.session_sites == 0;
    ++to.session_sites;
    to.session_evse += site.evse;
    if (is_first)
        to.site_users = site.users;
    else if (to.site_users && site.users)
        *to.site_users += *site.users;
    else
        to.site_users.reset();
}

KnownUse& use_in(UseKpiRow& row)
{
    return row.use ? *row.use : row.use.emplace();
}

void add_site(Inputs const& inputs, std::size_t index, std::vector<std::size_t> const& areas,
              PressureClasses const& pressure, UseKpiTable& table)
{
    std::int64_t const evse = evse_of(inputs.base.sites[index], inputs.base);
    if (evse == 0) return;
    SiteUse const& use = inputs.use->sites[index];
    SiteFigures together;
    together.charging_only = use.charging_only;
    bool any = false;
    std::optional<std::size_t> first;
    for (std::size_t m = 0; m < use.months.size(); ++m) {
        MonthOfSite const& month = use.months[m];
        if (month.days > 0 && !first) first = m;
        if (month.days < inputs.scenario.usage.least_days) continue;
        SiteFigures const figures{month.all,
                                  month.peak,
                                  std::min<std::int64_t>(month.evse, evse),
                                  month.days,
                                  month.users < 0 ? std::nullopt : std::optional<std::int64_t>{month.users},
                                  use.charging_only};
        for (std::size_t const area : areas)
            add(use_in(table.in_month(area, m)), figures, pressure);
        add(together.all, figures.all);
        add(together.peak, figures.peak);
        together.evse = std::max(together.evse, figures.evse);
        together.days += figures.days;
        any = true;
    }
    for (std::size_t const area : areas) {
        for (std::size_t m = 0; m <= table.months(); ++m) {
            UseKpiRow& row = m == table.months() ? table.all_months(area) : table.in_month(area, m);
            ++row.sites;
            row.evse += evse;
        }
        if (any) add(use_in(table.all_months(area)), together, pressure);
        if (!first || *first == 0) continue;
        *table.in_month(area, *first).first_seen_evse += evse;
        *table.all_months(area).first_seen_evse += evse;
    }
}

}  // namespace

void add_site_kpis(Inputs const& inputs, KpiAreas const& areas, UseKpiTable& table)
{
    for (std::size_t area = 0; area < areas.rows.size(); ++area)
        for (std::size_t m = 1; m < table.months(); ++m)  // what there is in the first month may have been there before
            table.all_months(area).first_seen_evse = table.in_month(area, m).first_seen_evse = 0;
    std::vector<Cell> cells;
    for (Site const& site : inputs.base.sites)
        cells.push_back(site.cell);
    RowsAt const rows{areas, inputs.base, cells};
    PressureClasses const pressure{inputs.scenario.usage};
    for (std::size_t i = 0; i < inputs.base.sites.size(); ++i)
        if (inputs.base.sites[i].in_area) add_site(inputs, i, rows[i], pressure, table);
}

}  // namespace laad
