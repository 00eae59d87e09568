// SPDX-License-Identifier: Apache-2.0
#include "host/sketch/grid_sketch.hpp"

#include "host/present/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>

namespace laad {
namespace {

constexpr std::int64_t micro = 1'000'000;
constexpr std::size_t feeders_a_station = 4;

std::int64_t rounded_up(std::int64_t value, std::int64_t unit)
{
    return (value + unit - 1) / unit;
}

/// How many of a rating keep the base peak at most at the stated part of it.
std::int64_t needed_of(std::int64_t kwh, std::int64_t rating_kw, GridFigures const& figures)
{
    return std::max<std::int64_t>(
        1, rounded_up(figures.peak_micro_kw(kwh) * 100, rating_kw * figures.most_base_percent * micro));
}

/// The smallest usual transformer, or as many of the largest as are needed.
std::int64_t transformer_kva(std::int64_t kwh, GridFigures const& figures)
{
    for (auto const kva : {figures.small_kva, figures.middle_kva})
        if (needed_of(kwh, kva, figures) == 1) return kva;
    return needed_of(kwh, figures.large_kva, figures) * figures.large_kva;
}

struct Feeder {
    std::string id;
    Point at;
};

std::vector<Feeder> feeders_of(std::vector<SketchedStation> const& stations, std::int64_t offset_m)
{
    struct Side {
        char const* name;
        double x, y;
    };
    constexpr std::array<Side, feeders_a_station> sides{{{"n", 0, 1}, {"e", 1, 0}, {"s", 0, -1}, {"w", -1, 0}}};
    double const by = static_cast<double>(offset_m);
    std::vector<Feeder> feeders;
    for (SketchedStation const& station : stations)
        for (Side const& side : sides)
            feeders.push_back({fmt::format("{}-{}", station.id, side.name),
                               {station.at.x + side.x * by, station.at.y + side.y * by}});
    return feeders;
}

/// The MV feeder of each station: from west to east, each about the same energy.
std::vector<std::int64_t> mv_feeder_of(std::vector<SketchedStation> const& stations,
                                       std::vector<std::int64_t> const& kwh, std::int64_t feeders)
{
    std::vector<std::size_t> order(stations.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return std::pair{stations[i].at.x, stations[i].at.y}; });
    std::int64_t const total = std::accumulate(kwh.begin(), kwh.end(), std::int64_t{0});
    std::vector<std::int64_t> feeder(stations.size());
    std::int64_t passed = 0;
    for (std::size_t const i : order) {
        feeder[i] = std::min(feeders - 1, (passed + kwh[i] / 2) * feeders / total);
        passed += kwh[i];
    }
    return feeder;
}

SketchedAsset root_of(GridSketch const& sketch, std::optional<CapacityOfArea> const& capacity,
                      GridFigures const& figures)
{
    SketchedAsset root;
    root.id = "hv";
    root.kind = "hv_mv_substation";
    if (capacity) {
        root.rating_kw = sketch.base_peak_kw + capacity->room_kw();
        root.basis = "capacity_map";
        root.source = fmt::format(
            "capacity map, area {} ({}): {} MW available, {} MW needed; the room between them, of the whole area, on "
            "top "
            "of the assumed base peak here",
            capacity->id, capacity->valid, static_cast<double>(capacity->available_kw) / 1000,
            static_cast<double>(capacity->needed_kw) / 1000);
        return root;
    }
    constexpr std::int64_t step_kw = 100;
    root.rating_kw =
        rounded_up(figures.peak_micro_kw(sketch.base_kwh) * figures.hv_room_percent, 100 * micro * step_kw) * step_kw;
    root.source = fmt::format("assumed: base peak x {}; only the share of this area",
                              static_cast<double>(figures.hv_room_percent) / 100);
    return root;
}

}  // namespace

GridSketch sketched(GridSketchInput const& input, GridFigures const& figures)
{
    GridSketch sketch;
    sketch.stations = with_illustrative(input.given, input.dwellings, figures);
    auto const feeders = feeders_of(sketch.stations, figures.lv_feeder_offset_m);
    std::vector<Point> places;
    for (Feeder const& feeder : feeders)
        places.push_back(feeder.at);
    std::vector<std::int64_t> feeder_kwh(feeders.size());
    for (std::size_t const feeder : nearest_of(input.dwellings, places))
        feeder_kwh[feeder] += figures.kwh_per_dwelling;
    std::vector<std::int64_t> station_kwh(sketch.stations.size());
    for (std::size_t i = 0; i < feeders.size(); ++i)
        station_kwh[i / feeders_a_station] += feeder_kwh[i];
    sketch.base_kwh = std::accumulate(feeder_kwh.begin(), feeder_kwh.end(), std::int64_t{0});
    sketch.base_peak_kw = rounded_up(figures.peak_micro_kw(sketch.base_kwh), micro);
    sketch.mv_feeders = needed_of(sketch.base_kwh, figures.mv_feeder_kw, figures);

    sketch.assets.push_back(root_of(sketch, input.capacity, figures));
    for (std::int64_t i = 1; i <= sketch.mv_feeders; ++i)
        sketch.assets.push_back({fmt::format("mv-{}", i),
                                 "mv_feeder",
                                 "hv",
                                 {},
                                 figures.mv_feeder_kw,
                                 figures.mv_planning_percent,
                                 {},
                                 "assumed",
                                 "assumed: 10 kV x 200 A x sqrt 3; route not known"});
    auto const mv = mv_feeder_of(sketch.stations, station_kwh, sketch.mv_feeders);
    for (std::size_t i = 0; i < sketch.stations.size(); ++i)
        sketch.assets.push_back(
            {sketch.stations[i].id,
             "mv_lv_transformer",
             fmt::format("mv-{}", mv[i] + 1),
             sketch.stations[i].at,
             transformer_kva(station_kwh[i], figures),
             figures.transformer_planning_percent,
             {},
             "assumed",
             fmt::format("assumed: smallest of {}/{}/{} kVA (or several) with base peak <= {} %; position {}",
                         figures.small_kva, figures.middle_kva, figures.large_kva, figures.most_base_percent,
                         sketch.stations[i].is_illustrative ? "illustrative" : "as given"),
             sketch.stations[i].is_illustrative});
    for (std::size_t i = 0; i < feeders.size(); ++i) {
        auto const cables = needed_of(feeder_kwh[i], figures.lv_feeder_kw, figures);
        sketch.assets.push_back(
            {feeders[i].id, "lv_feeder", sketch.stations[i / feeders_a_station].id, feeders[i].at,
             cables * figures.lv_feeder_kw, 100, feeder_kwh[i], "assumed",
             fmt::format("assumed: {} x 4x150 Al (270 A x 400 V x sqrt 3); {} kWh a dwelling incl. existing charging",
                         cables, figures.kwh_per_dwelling),
             true});
    }
    return sketch;
}

std::string csv(GridSketch const& sketch, GridSketchInput const& input, GridFigures const& figures)
{
    using Row = SketchedAsset;
    int year = 2026;
    if (input.snapshot.size() >= 4) std::from_chars(input.snapshot.data(), input.snapshot.data() + 4, year);
    auto const place = [](double metres) { return fmt::format("{:.2f}", metres); };
    auto const of_base = [](Row const& row, std::string const& text) { return row.base_kwh ? text : ""; };
    std::vector<Column<Row>> const columns{
        {"asset_id", &Row::id},
        {"kind", &Row::kind},
        {"parent_id", &Row::parent},
        {"x", [&](Row const& row) { return row.at ? place(row.at->x) : ""; }},
        {"y", [&](Row const& row) { return row.at ? place(row.at->y) : ""; }},
        {"rating_kw", &Row::rating_kw},
        {"planning_limit",
         [](Row const& row) { return fmt::format("{:.2f}", static_cast<double>(row.planning_percent) / 100); }},
        {"base_kwh_per_year", &Row::base_kwh},
        {"profile", [&](Row const& row) { return of_base(row, base_profile); }},
        {"growth_per_year",
         [&](Row const& row) {
             return of_base(row, fmt::format("{:.2f}", static_cast<double>(figures.growth_percent) / 100));
         }},
        {"base_year", [&](Row const& row) { return of_base(row, std::to_string(year)); }},
        {"includes_charging_until", [&](Row const&) { return input.snapshot; }},
        {"basis", &Row::basis},
        {"source", &Row::source},
        {"position", [](Row const& row) { return !row.at                ? ""
                                                 : row.place_is_assumed ? "assumed"
                                                                        : "given"; }},
    };
    return csv(filled(Table<Row>{"assets", "", columns}, sketch.assets));
}

}  // namespace laad
