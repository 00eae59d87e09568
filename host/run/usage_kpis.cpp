// SPDX-License-Identifier: Apache-2.0
#include "host/run/usage_kpis.hpp"

#include "host/run/findings.hpp"
#include "host/usage/allowed_occupancy.hpp"
#include "rasters/codes.hpp"
#include "rasters/raster_source.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <utility>

namespace laad {
namespace {

/// A row for each area: what it is called, without figures.
class KpiAreas {
    Inputs const& inputs_;

  public:
    explicit KpiAreas(Inputs const& inputs) : inputs_{inputs}, of_neighbourhood(inputs.base.neighbourhoods.size(), {0})
    {
        rows.push_back({.level = UseArea::area, .name = inputs.scenario.region.name});
        municipalities.push_back(all_municipalities());
        BaseLayers const& base = inputs.base;
        group_by(UseArea::market_model, [&](MunicipalityId g) { return base.municipalities[g].market_model; });
        auto const& regions = inputs.monitor.regions;
        if (!regions.empty()) {
            group_by(UseArea::province, [&](MunicipalityId g) { return regions[g].province; });
            group_by(UseArea::res_region, [&](MunicipalityId g) { return regions[g].res_region; });
        }
        for (MunicipalityId const g : all_municipalities()) {
            UseKpiRow row = row_in(UseArea::municipality, g);
            row.name = base.municipalities[g].name;
            row.partial = is_partial(g);
            add(std::move(row), {g});
        }
        for (NeighbourhoodId const b : base.neighbourhoods.ids())
            if (base.neighbourhoods[b].share_in_area > 0) add_neighbourhood(b);
    }

    std::vector<UseKpiRow> rows;
    std::vector<std::vector<MunicipalityId>> municipalities;  ///< that make up each row; none: it is a buurt
    Indexed<NeighbourhoodId, std::vector<std::size_t>> of_neighbourhood;  ///< the rows that it is a part of

  private:
    std::vector<NeighbourhoodId> neighbourhoods_of(MunicipalityId g) const
    {
        std::vector<NeighbourhoodId> all;
        for (NeighbourhoodId const b : inputs_.base.neighbourhoods.ids()) {
            Neighbourhood const& neighbourhood = inputs_.base.neighbourhoods[b];
            if (neighbourhood.municipality == g && neighbourhood.share_in_area > 0) all.push_back(b);
        }
        return all;
    }
    std::vector<MunicipalityId> all_municipalities() const
    {
        std::vector<MunicipalityId> all;
        for (MunicipalityId const g : inputs_.base.municipalities.ids())
            if (!neighbourhoods_of(g).empty()) all.push_back(g);
        return all;
    }
    bool is_partial(MunicipalityId g) const
    {
        if (inputs_.scenario.region.is_one_municipality()) return false;
        return std::ranges::any_of(neighbourhoods_of(g),
                                   [&](NeighbourhoodId b) { return inputs_.base.neighbourhoods[b].partial(); });
    }
    /// A row that says what its gemeente is part of.
    UseKpiRow row_in(UseArea level, MunicipalityId g) const
    {
        UseKpiRow row;
        row.level = level;
        if (!g) return row;
        row.municipality = inputs_.base.municipalities[g].name;
        row.market_model = inputs_.base.municipalities[g].market_model;
        if (auto const& regions = inputs_.monitor.regions; regions.has(g)) {
            row.province = regions[g].province;
            row.res_region = regions[g].res_region;
        }
        return row;
    }
    void add(UseKpiRow row, std::vector<MunicipalityId> const& of)
    {
        for (MunicipalityId const g : of)
            for (NeighbourhoodId const b : neighbourhoods_of(g))
                of_neighbourhood[b].push_back(rows.size());
        rows.push_back(std::move(row));
        municipalities.push_back(of);
    }
    /// One row for each word that `word_of` gives; none for the empty one.
    template <class WordOf>
    void group_by(UseArea level, WordOf const& word_of)
    {
        std::map<std::string, std::vector<MunicipalityId>> groups;
        for (MunicipalityId const g : all_municipalities())
            if (std::string const word = word_of(g); !word.empty()) groups[word].push_back(g);
        for (auto const& [word, of] : groups)
            add({.level = level,
                 .name = word,
                 .partial = std::ranges::any_of(of, [&](auto g) { return is_partial(g); })},
                of);
    }
    void add_neighbourhood(NeighbourhoodId b)
    {
        Neighbourhood const& neighbourhood = inputs_.base.neighbourhoods[b];
        of_neighbourhood[b].push_back(rows.size());
        UseKpiRow row = row_in(UseArea::neighbourhood, neighbourhood.municipality);
        row.name = neighbourhood.key;
        row.called = neighbourhood.name;
        row.partial = neighbourhood.partial();
        rows.push_back(std::move(row));
        municipalities.emplace_back();
    }
};

/// The rows that something in a cell counts for.
class RowsAt {
  public:
    RowsAt(KpiAreas const& areas, BaseLayers const& base, std::vector<Cell> const& cells)
        : areas_{areas}, neighbourhood_at_{values_at(base.neighbourhood, cells, 0)}
    {
    }
    std::vector<std::size_t> const& operator[](std::size_t i) const
    {
        return of(NeighbourhoodId{neighbourhood_at_[i] - 1});
    }
    std::vector<std::size_t> const& of(NeighbourhoodId b) const
    {
        static std::vector<std::size_t> const area_alone{0};
        return b ? areas_.of_neighbourhood[b] : area_alone;
    }

  private:
    KpiAreas const& areas_;
    std::vector<std::uint16_t> neighbourhood_at_;
};

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

/// Rows by area, each with all months first.
class Table {
  public:
    Table(Inputs const& inputs, KpiAreas const& areas) : months_{inputs.use->months}
    {
        for (UseKpiRow const& area : areas.rows) {
            rows_.push_back(area);
            for (Month const month : months_) {
                rows_.push_back(area);
                rows_.back().month = month;
            }
        }
    }
    UseKpiRow& all_months(std::size_t area) { return rows_[area * (months_.size() + 1)]; }
    UseKpiRow& in_month(std::size_t area, std::size_t month) { return rows_[area * (months_.size() + 1) + 1 + month]; }
    UseKpiRow* in_month(std::size_t area, Month month)
    {
        auto const found = std::ranges::lower_bound(months_, month);
        if (found == months_.end() || *found != month) return nullptr;
        return &in_month(area, static_cast<std::size_t>(found - months_.begin()));
    }
    std::size_t months() const { return months_.size(); }
    std::vector<UseKpiRow> rows() && { return std::move(rows_); }

  private:
    std::vector<Month> const& months_;
    std::vector<UseKpiRow> rows_;
};

KnownUse& use_in(UseKpiRow& row)
{
    return row.use ? *row.use : row.use.emplace();
}

void add_site(Inputs const& inputs, std::size_t index, std::vector<std::size_t> const& areas,
              PressureClasses const& pressure, Table& table)
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

void add_sites(Inputs const& inputs, KpiAreas const& areas, Table& table)
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

Month month_with(std::chrono::sys_days day)
{
    std::chrono::year_month_day const date{day};
    return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month()))};
}

/// Requests of each row, as they come.
class RequestCounts {
  public:
    RequestCounts(KpiAreas const& areas, Table& table) : table_{table}
    {
        for (std::size_t area = 0; area < areas.rows.size(); ++area) {
            table.all_months(area).requests.emplace();
            for (std::size_t m = 0; m < table.months(); ++m)
                table.in_month(area, m).requests.emplace();
        }
    }
    void add(ChargingRequest const& request, std::size_t area)
    {
        auto const in_both = [&](std::chrono::sys_days day, auto const& count) {
            count(table_.all_months(area));
            if (UseKpiRow* const row = table_.in_month(area, month_with(day))) count(*row);
        };
        in_both(request.requested, [&](UseKpiRow& row) {
            ++(request.kind == RequestKind::user ? row.requests->by_user : row.requests->by_data);
            if (!request.placed) ++row.requests->waiting;
        });
        if (request.placed)
            in_both(*request.placed, [&](UseKpiRow& row) {
                ++row.requests->placed;
                days_[&row].push_back(static_cast<std::int32_t>((*request.placed - request.requested).count()));
            });
    }
    void finish()
    {
        for (auto& [row, days] : days_) {
            row->requests->median_days = days_within(days, 50);
            row->requests->ninetieth_days = days_within(days, 90);
        }
    }

  private:
    Table& table_;
    std::map<UseKpiRow*, std::vector<std::int32_t>> days_;
};

void add_requests(Inputs const& inputs, KpiAreas const& areas, Table& table)
{
    if (!inputs.monitor.has_requests) return;
    RequestCounts counts{areas, table};
    for (ChargingRequest const& request : inputs.monitor.requests) {
        if (request.neighbourhood) {
            for (std::size_t const area : areas.of_neighbourhood[request.neighbourhood])
                counts.add(request, area);
            continue;
        }
        for (std::size_t area = 0; area < areas.rows.size(); ++area)
            if (std::ranges::count(areas.municipalities[area], request.municipality) > 0) counts.add(request, area);
    }
    counts.finish();
}

void add_vehicles(Inputs const& inputs, KpiAreas const& areas, Table& table)
{
    std::map<Month, std::map<MunicipalityId, std::int64_t>> counts;
    for (VehicleCount const& one : inputs.monitor.vehicles)
        counts[one.month][one.municipality] = one.vehicles;
    for (std::size_t area = 0; area < areas.rows.size(); ++area) {
        auto const& parts = areas.municipalities[area];
        bool const partial = areas.rows[area].level == UseArea::area
                                 ? std::ranges::any_of(areas.rows,
                                                       [](UseKpiRow const& row) {
                                                           return row.level == UseArea::municipality && row.partial;
                                                       })
                                 : areas.rows[area].partial;
        if (parts.empty() || partial) continue;
        for (auto const& [month, by_municipality] : counts) {
            VehicleFigures figures{0, month};
            bool const all = std::ranges::all_of(parts, [&](MunicipalityId g) {
                auto const found = by_municipality.find(g);
                if (found != by_municipality.end()) figures.vehicles += found->second;
                return found != by_municipality.end();
            });
            if (!all) continue;
            table.all_months(area).vehicles = figures;
            if (UseKpiRow* const row = table.in_month(area, month)) row->vehicles = figures;
        }
    }
}

void add_squares(Inputs const& inputs, Findings const& findings, KpiAreas const& areas, Table& table)
{
    if (!knows_households(inputs.scenario)) return;
    std::vector<Cell> cells;
    for (NalSquare const& square : findings.nal)
        cells.push_back(inputs.base.grid.cell_at(
            {(square.box.west + square.box.east) / 2, (square.box.south + square.box.north) / 2}));
    RowsAt const rows{areas, inputs.base, cells};
    for (std::size_t area = 0; area < areas.rows.size(); ++area)
        if (areas.rows[area].level != UseArea::neighbourhood) table.all_months(area).squares.emplace();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        NalSquare const& square = findings.nal[SquareId{i}];
        if (square.partial || !square.obliged) continue;
        for (std::size_t const area : rows[i])
            if (auto& squares = table.all_months(area).squares) {
                ++squares->obliged;
                squares->green += square.state == NalState::green;
            }
    }
}

void add_dwellings(Inputs const& inputs, Findings const& findings, KpiAreas const& areas, Table& table)
{
    if (!inputs.scenario.knows_dwellings() || inputs.scenario.coverage.max_walk_m < served_walk_m) return;
    bool const knows_driveways = !inputs.scenario.dwellings.own_driveway_field.empty();
    for (std::size_t area = 0; area < areas.rows.size(); ++area) {
        table.all_months(area).served.emplace();
        table.all_months(area).knows_driveways = knows_driveways;
    }
    RowsAt const rows{areas, inputs.base, {}};
    for (std::size_t i = 0; i < inputs.base.dwelling_points.size(); ++i) {
        Dwelling const& dwelling = inputs.base.dwelling_points[i];
        if (!dwelling.in_area) continue;
        std::uint16_t const walk_dm = findings.walk_at_dwelling[i];
        bool const within = dwelling.entry && walk_dm < distance_beyond &&
                            dwelling.entry->walk_cm + 10 * walk_dm <= 100 * served_walk_m;
        for (std::size_t const area : rows.of(dwelling.neighbourhood)) {
            ServedDwellings& served = *table.all_months(area).served;
            ++served.dwellings;
            served.within += within;
            served.without_driveway += !dwelling.own_driveway;
            served.without_driveway_within += within && !dwelling.own_driveway;
        }
    }
}

}  // namespace

std::int32_t days_within(std::vector<std::int32_t> days, int percent)
{
    std::ranges::sort(days);
    std::size_t const rank = (days.size() * static_cast<std::size_t>(percent) + 99) / 100;
    return days[std::max<std::size_t>(rank, 1) - 1];
}

std::vector<UseKpiRow> use_kpi_rows(Inputs const& inputs, Findings const& findings)
{
    if (!inputs.use) return {};
    KpiAreas const areas{inputs};
    Table table{inputs, areas};
    add_sites(inputs, areas, table);
    add_requests(inputs, areas, table);
    add_vehicles(inputs, areas, table);
    add_squares(inputs, findings, areas, table);
    add_dwellings(inputs, findings, areas, table);
    return std::move(table).rows();
}

}  // namespace laad
