// SPDX-License-Identifier: Apache-2.0
#include "host/report/usage_tables.hpp"

#include "host/language/to_say.hpp"
#include "host/plan_folder/withheld.hpp"
#include "host/present/style/qml.hpp"
#include "host/present/style/quantities.hpp"
#include "host/report/tables.hpp"
#include "host/scenario/file_names.hpp"
#include "rasters/io/vectors/shapes.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <functional>
#include <map>

namespace laad {

namespace {

using UseRow = UseKpiRow const&;

/// What is known of the use, where anything is.
template <class Part>
auto of_use(Part part)
{
    return [part](UseRow row) { return row.use ? std::optional{part(*row.use)} : std::nullopt; };
}
/// The same of sites that tell sessions.
template <class Part>
auto of_sessions(Part part)
{
    return [part](UseRow row) {
        return row.use && row.use->session_sites > 0 ? std::optional{part(*row.use)} : std::nullopt;
    };
}
template <class Figures, class Part>
auto part_of(std::optional<Figures> UseKpiRow::*figures, Part part)
{
    return [=](UseRow row) { return row.*figures ? std::optional{std::invoke(part, *(row.*figures))} : std::nullopt; };
}

void add_use(std::vector<Column<UseKpiRow>>& columns)
{
    auto const count = [](std::int64_t KnownUse::*of) {
        return [of](UseRow row) { return row.use ? (*row.use).*of : std::int64_t{0}; };
    };
    columns.emplace_back("sites_known", count(&KnownUse::sites));
    columns.emplace_back("evse_known", count(&KnownUse::evse));
    columns.emplace_back("reporting_pct", "Charge points that report", [](UseRow row) {
        return Portion{row.use ? row.use->evse : 0, row.evse};
    });
    columns.emplace_back("days", "Days", count(&KnownUse::days));
    columns.emplace_back("site_days", count(&KnownUse::site_days));
    columns.emplace_back("charging_only_sites", count(&KnownUse::charging_sites));
    columns.emplace_back("occupied_min", of_use([](KnownUse const& use) { return use.all.occupied_min; }));
    columns.emplace_back("available_min", of_use([](KnownUse const& use) { return use.all.available_min; }));
    columns.emplace_back("occupancy_pct", "Occupied", of_use([](KnownUse const& use) {
                             return Portion{use.all.occupied_min, use.all.available_min};
                         }));
    columns.emplace_back("peak_occupied_min", of_use([](KnownUse const& use) { return use.peak.occupied_min; }));
    columns.emplace_back("peak_available_min", of_use([](KnownUse const& use) { return use.peak.available_min; }));
    columns.emplace_back("peak_occupancy_pct", "Occupied in the peak", of_use([](KnownUse const& use) {
                             return Portion{use.peak.occupied_min, use.peak.available_min};
                         }));
    columns.emplace_back("peak_evse", of_use([](KnownUse const& use) { return use.peak_evse; }));
    columns.emplace_back("busy_evse", of_use([](KnownUse const& use) { return use.busy_evse; }));
    columns.emplace_back("busy_pct", "Busy in the peak", of_use([](KnownUse const& use) {
                             return Portion{use.busy_evse, use.peak_evse};
                         }));
    for (std::size_t i = 0; i < pressure_from_percent.size(); ++i)
        columns.emplace_back(fmt::format("pressure_{}_evse", pressure_from_percent[i]),
                             of_use([i](KnownUse const& use) { return use.pressure_evse[i]; }));
    columns.emplace_back("pressed_pct", "Under pressure, each site alone", of_use([](KnownUse const& use) {
                             return Portion{use.pressure_evse[2] + use.pressure_evse[3], use.peak_evse};
                         }));
}

void add_sessions(std::vector<Column<UseKpiRow>>& columns)
{
    columns.emplace_back("session_sites", of_use([](KnownUse const& use) { return use.session_sites; }));
    columns.emplace_back("session_evse", of_use([](KnownUse const& use) { return use.session_evse; }));
    columns.emplace_back("sessions", "Sessions", of_sessions([](KnownUse const& use) { return use.all.sessions; }));
    columns.emplace_back("energy_kwh", "kWh", [](UseRow row) {
        bool const known = row.use && row.use->session_sites > 0 && row.use->all.energy_wh != 0;
        return known ? std::optional{Energy{row.use->all.energy_wh}} : std::nullopt;
    });
    columns.emplace_back("site_users", [](UseRow row) {
        return row.use && row.month && row.use->site_users ? told(*row.use->site_users) : std::nullopt;
    });
}

void add_requests(std::vector<Column<UseKpiRow>>& columns)
{
    auto const figure = [](auto of) { return part_of(&UseKpiRow::requests, of); };
    columns.emplace_back("first_seen_evse", "New charge points", &UseKpiRow::first_seen_evse);
    columns.emplace_back("requests_user", figure(&RequestFigures::by_user));
    columns.emplace_back("requests_data", figure(&RequestFigures::by_data));
    columns.emplace_back("requests_placed", "Stations placed on request", figure(&RequestFigures::placed));
    columns.emplace_back("requests_waiting", figure(&RequestFigures::waiting));
    columns.emplace_back("lead_days_median", "Days from request to station",
                         [](UseRow row) { return row.requests ? row.requests->median_days : std::nullopt; });
    columns.emplace_back("lead_days_p90",
                         [](UseRow row) { return row.requests ? row.requests->ninetieth_days : std::nullopt; });
}

/// To hundredths, halves up; nothing without charge points.
std::optional<Decimal> vehicles_per_evse(UseRow row)
{
    if (!row.vehicles || row.evse == 0) return {};
    std::int64_t const hundredths = (100 * row.vehicles->vehicles + row.evse / 2) / row.evse;
    return Decimal{static_cast<double>(hundredths) / 100, 2};
}

void add_today(std::vector<Column<UseKpiRow>>& columns)
{
    auto const squares = [](auto of) { return part_of(&UseKpiRow::squares, of); };
    auto const served = [](auto of) { return part_of(&UseKpiRow::served, of); };
    auto const without_driveway = [](auto of) {
        return [of](UseRow row) {
            return row.served && row.knows_driveways ? std::optional{std::invoke(of, *row.served)} : std::nullopt;
        };
    };
    columns.emplace_back("vehicles", part_of(&UseKpiRow::vehicles, &VehicleFigures::vehicles));
    columns.emplace_back("vehicles_month", [](UseRow row) {
        return row.vehicles ? std::optional{month_word(row.vehicles->month)} : std::nullopt;
    });
    columns.emplace_back("vehicles_per_evse", "Electric cars per charge point", vehicles_per_evse);
    columns.emplace_back("obliged_squares", squares(&ObligedSquares::obliged));
    columns.emplace_back("green_squares", squares(&ObligedSquares::green));
    columns.emplace_back("green_squares_pct", squares([](ObligedSquares const& s) {
                             return Portion{s.green, s.obliged};
                         }));
    columns.emplace_back("dwellings", served(&ServedDwellings::dwellings));
    columns.emplace_back("within_300m", served(&ServedDwellings::within));
    columns.emplace_back("within_300m_pct", served([](ServedDwellings const& s) {
                             return Portion{s.within, s.dwellings};
                         }));
    columns.emplace_back("no_driveway", without_driveway(&ServedDwellings::without_driveway));
    columns.emplace_back("no_driveway_300m", without_driveway(&ServedDwellings::without_driveway_within));
    columns.emplace_back("no_driveway_300m_pct", without_driveway([](ServedDwellings const& s) {
                             return Portion{s.without_driveway_within, s.without_driveway};
                         }));
}

std::string utc(std::int64_t seconds)
{
    auto const time = static_cast<std::time_t>(seconds);
    return seconds == 0 ? "" : fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(time));
}

}  // namespace

std::string month_word(std::optional<Month> const& month)
{
    return month ? fmt::format("{:04}-{:02}", month->year, month->month) : "all";
}

Table<UseKpiRow> use_kpi_table(Inputs const& inputs)
{
    Table<UseKpiRow> table{
        "usage_kpis",
        to_say("Use of the network by area and month; a site counts in a month of which {} days or more are known",
               inputs.scenario.usage.least_days),
        {{"", "Name", [](UseRow row) { return called(row.name, row.called); }},
         {"level", "Level", [](UseRow row) { return name(row.level); }},
         {"name", &UseKpiRow::name},
         {"gemeente", &UseKpiRow::municipality},
         {"market_model", &UseKpiRow::market_model},
         {"provincie", &UseKpiRow::province},
         {"res_regio", &UseKpiRow::res_region},
         {"partial", &UseKpiRow::partial},
         {"month", "Month", [](UseRow row) { return month_word(row.month); }},
         {"sites", &UseKpiRow::sites},
         {"evse", "Charge points", &UseKpiRow::evse}}};
    if (inputs.base.names_neighbourhoods())
        table.columns.insert(table.columns.begin() + 3, {"buurt_name", &UseKpiRow::called});
    add_use(table.columns);
    add_sessions(table.columns);
    add_requests(table.columns);
    add_today(table.columns);
    return table;
}

OutputLayer monitor_layer(Inputs const& inputs, std::vector<UseKpiRow> const& kpis, UseArea level)
{
    bool const of_municipalities = level == UseArea::municipality;
    std::map<std::string, std::vector<Polygon>> shapes;
    for (Neighbourhood const& neighbourhood : inputs.base.neighbourhoods) {
        auto& of_one =
            shapes[of_municipalities ? municipality_name(inputs.base, neighbourhood.municipality) : neighbourhood.key];
        auto const& parts = neighbourhood.shape.polygons;
        of_one.insert(of_one.end(), parts.begin(), parts.end());
    }
    std::vector<UseKpiRow> rows;
    for (UseKpiRow const& row : kpis)
        if (row.level == level && shapes.contains(row.name) && row.month && *row.month == inputs.use->months.back())
            rows.push_back(row);
    Table<UseKpiRow> table = use_kpi_table(inputs);
    table.name = of_municipalities ? "monitor_gemeenten" : "monitor_buurten";
    table.description = of_municipalities ? "Use of the network in the last month that is known, per gemeente"
                                          : "Use of the network in the last month that is known, per buurt";
    table.shape = ShapeKind::polygon;
    table.geometry = [&](UseRow row) {
        return of_municipalities ? outline(shapes.at(row.name)) : polygons(shapes.at(row.name));
    };
    table.qml = qml(style_of(styles::peak_occupancy));
    return filled(table, rows);
}

Table<UseSourceRow> use_source_table(Inputs const& inputs)
{
    using Source = UseSourceRow const&;
    auto const folder = inputs.scenario.file.parent_path();
    return {
        "usage_sources",
        "What the use of the network was read from: rows used, set aside and noticed, by reason",
        {{"file", "File", [=](Source row) { return named_from(folder, row.source->file); }},
         {"format", "Format", [](Source row) { return Sentence{row.source->format}; }},
         {"knows", "Knows",
          [](Source row) { return Sentence{row.source->knows == Knows::connected ? "plugged in" : "charging alone"}; }},
         {"first", "From", [](Source row) { return utc(row.source->first_s); }},
         {"last", "Until", [](Source row) { return utc(row.source->last_s); }},
         {"rows_are", "Rows are", [](Source row) { return Sentence{row.what}; }},
         {"reason", "Reason", [](Source row) { return Sentence{row.reason}; }},
         {"rows", "Rows", &UseSourceRow::rows},
         {"energy_kwh", "kWh",
          [](Source row) { return row.energy_wh ? std::optional{Energy{*row.energy_wh}} : std::nullopt; }}}};
}

Table<UnplacedUseRow> unplaced_table(Inputs const& inputs)
{
    using Row = UnplacedUseRow const&;
    auto const folder = inputs.scenario.file.parent_path();
    return {"usage_unplaced",
            "Rows of use that are at no public charge location, by place, and the first of them alone",
            {{"location", "Location", [](Row row) { return row.unplaced->location; }},
             {"evse", "Charge point", [](Row row) { return row.unplaced->evse; }},
             {"reason", "Reason", [](Row row) { return Sentence{row.unplaced->reason}; }},
             {"rows_are", [](Row row) { return Sentence{row.what}; }},
             {"rows", "Rows", [](Row row) { return row.unplaced->rows; }},
             {"energy_kwh", "kWh", [](Row row) { return Energy{row.unplaced->energy_wh}; }},
             {"file", "File", [=](Row row) { return named_from(folder, row.source->file); }},
             {"record", "First record", [](Row row) { return row.unplaced->record; }}}};
}

std::vector<UnplacedUseRow> unplaced_rows(Use const& use)
{
    auto rows = unplaced_places(use);
    for (UseSource const& source : use.sources)
        for (Unplaced const& one : source.unplaced_rows)
            rows.push_back({&source, "row", &one});
    return rows;
}

std::vector<UnplacedUseRow> unplaced_places(Use const& use)
{
    std::vector<UnplacedUseRow> places;
    for (UseSource const& source : use.sources)
        for (Unplaced const& one : source.unplaced_places)
            places.push_back({&source, "place", &one});
    std::ranges::stable_sort(places, std::ranges::greater{},
                             [](UnplacedUseRow const& row) { return row.unplaced->energy_wh; });
    return places;
}

std::vector<UseSourceRow> use_source_rows(Use const& use)
{
    std::vector<UseSourceRow> rows;
    for (UseSource const& source : use.sources) {
        rows.push_back({&source, "read", "", source.rows, {}});
        rows.push_back({&source, "used", "", source.used, source.energy_wh});
        for (UseReason const& reason : source.set_aside)
            rows.push_back({&source, "set aside", reason.reason, reason.rows, reason.energy_wh});
        for (UseReason const& reason : source.noticed)
            rows.push_back({&source, "noticed", reason.reason, reason.rows, reason.energy_wh});
    }
    return rows;
}

}  // namespace laad
