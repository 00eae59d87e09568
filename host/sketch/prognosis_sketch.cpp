// SPDX-License-Identifier: Apache-2.0
#include "host/sketch/prognosis_sketch.hpp"

#include "host/present/table.hpp"
#include "host/prognosis/part_inside.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace laad {
namespace {

constexpr char const* national_mean = "national mean";
constexpr char const* version = "sketch-1";
constexpr char const* date = "2026-06-07";  // of the figures of host/sketch/figures

using Wide = unsigned __int128;

std::int64_t rounded(Wide numerator, Wide denominator)
{
    return static_cast<std::int64_t>((2 * numerator + denominator) / (2 * denominator));
}

/// kWh a year of one neighbourhood. `part`: of its surface inside the grid, see part_inside.
std::int64_t kwh_of(std::int64_t dwellings, std::uint64_t part, std::int64_t cars_thousandths,
                    ElectricShare const& electric, LocationShare const& location, SketchFigures const& figures)
{
    if (part == 0) return 0;
    constexpr Wide thousandths_and_wh = Wide{1'000'000'000} * 1000;
    Wide numerator = static_cast<Wide>(dwellings) * whole_neighbourhood;
    for (auto const factor : {cars_thousandths, electric.thousandths.value, figures.km_per_car_year.value,
                              figures.wh_per_km.value, location.thousandths.value})
        numerator *= static_cast<Wide>(factor);
    return rounded(numerator, thousandths_and_wh * part);
}

/// Where the cars of a neighbourhood come from.
struct Cars {
    std::int64_t thousandths{};
    bool is_mean{true};
    std::string from{national_mean};
};

Cars cars_of(Municipality const& municipality, SketchFigures const& figures)
{
    auto const* found = figures.municipality(municipality.code, municipality.name);
    if (found && found->cars_thousandths) return {*found->cars_thousandths, false, found->code};
    return {figures.mean_cars_thousandths};
}

std::vector<Column<SketchRow>> columns(int cbs_year)
{
    using Row = SketchRow;
    return {
        {"buurt", &Row::neighbourhood},
        {"cbs_year", [cbs_year](Row const&) { return cbs_year; }},
        {"year", &Row::year},
        {"scenario", &Row::scenario},
        {"modality", [](Row const&) { return "personenauto"; }},
        {"location_type", &Row::location_type},
        {"quantity", [](Row const&) { return "kwh_per_year"; }},
        {"value", &Row::kwh},
        {"basis", [](Row const&) { return "illustrative"; }},
        {"version", [](Row const&) { return version; }},
        {"date", [](Row const&) { return date; }},
        {"source", [](Row const&) { return "laadraster prognosis sketch: CBS and ElaadNL figures and assumptions"; }},
        {"cars_per_household",
         [](Row const& row) { return fmt::format("{}", static_cast<double>(row.cars_thousandths) / 1000); }},
        {"cars_from", &Row::cars_from},
    };
}

}  // namespace

std::int64_t PrognosisSketch::kwh(std::string const& scenario, int year, std::string const& location_type) const
{
    std::int64_t sum = 0;
    for (SketchRow const& row : rows)
        if (row.year == year && row.scenario == scenario &&
            (location_type.empty() || row.location_type == location_type))
            sum += row.kwh;
    return sum;
}

std::int64_t PrognosisSketch::kwh(std::string const& scenario, int year) const
{
    return kwh(scenario, year, "");
}

PrognosisSketch sketched(BaseLayers const& base, SketchFigures const& figures, int cbs_year)
{
    PrognosisSketch sketch;
    sketch.cbs_year_is_stated = cbs_year != 0;
    sketch.cbs_year = cbs_year != 0 ? cbs_year : municipality_figures_year;
    // One more for the neighbourhoods whose municipality is not known.
    Municipality const unknown{};
    std::vector<SketchedMunicipality> seen(base.municipalities.size() + 1);
    auto const parts = part_inside(base);
    std::size_t at = 0;
    for (Neighbourhood const& neighbourhood : base.neighbourhoods) {
        bool const is_known{neighbourhood.municipality};
        Municipality const& municipality = is_known ? base.municipalities[neighbourhood.municipality] : unknown;
        Cars const cars = cars_of(municipality, figures);
        std::uint64_t const part = parts[at++];
        auto& one = seen[is_known ? static_cast<std::size_t>(neighbourhood.municipality.index()) : seen.size() - 1];
        one.name = municipality.name;
        one.cars_thousandths = cars.thousandths;
        one.is_mean = cars.is_mean;
        ++one.neighbourhoods;
        one.dwellings += neighbourhood.dwellings;
        if (part > 0)
            one.whole_dwellings += rounded(static_cast<Wide>(neighbourhood.dwellings) * whole_neighbourhood, part);
        for (ElectricShare const& electric : figures.electric)
            for (LocationShare const& location : figures.locations)
                sketch.rows.push_back(
                    {neighbourhood.key, electric.year, electric.scenario, location.location_type,
                     kwh_of(neighbourhood.dwellings, part, cars.thousandths, electric, location, figures),
                     cars.thousandths, cars.from});
    }
    std::erase_if(seen, [](SketchedMunicipality const& one) { return one.neighbourhoods == 0; });
    sketch.municipalities = std::move(seen);
    return sketch;
}

int sketch_target_year(SketchFigures const& figures, std::string const& today)
{
    constexpr int years_ahead = 2;
    int first = figures.electric.front().year;
    int last = first;
    for (ElectricShare const& electric : figures.electric) {
        first = std::min(first, electric.year);
        last = std::max(last, electric.year);
    }
    int now = first;
    if (today.size() >= 4) std::from_chars(today.data(), today.data() + 4, now);
    int target = last;
    for (ElectricShare const& electric : figures.electric)
        if (electric.year >= now + years_ahead) target = std::min(target, electric.year);
    return target;
}

std::string csv(PrognosisSketch const& sketch)
{
    return csv(filled(Table<SketchRow>{"prognosis", "", columns(sketch.cbs_year)}, sketch.rows));
}

namespace {

std::string mwh_words(std::int64_t kwh)
{
    return grouped((kwh + 500) / 1000) + " MWh";
}

}  // namespace

std::vector<UsedFigure> figures_used(PrognosisSketch const& sketch, SketchFigures const& figures, int target_year)
{
    std::string const middle = scenario_names[1];
    auto const target = sketch.kwh(middle, target_year);
    std::vector<UsedFigure> used;
    for (SketchedMunicipality const& one : sketch.municipalities)
        used.push_back(
            {one.name.empty() ? "cars per household, gemeente not known" : "cars per household, " + one.name,
             fmt::format("{}", static_cast<double>(one.cars_thousandths) / 1000),
             fmt::format("x {} dwellings of {} buurten{}", grouped(one.whole_dwellings), one.neighbourhoods,
                         one.whole_dwellings == one.dwellings
                             ? ""
                             : fmt::format(" ({} of them inside the grid, the rest in proportion to the surface)",
                                           grouped(one.dwellings))),
             one.is_mean ? fmt::format("NATIONAL MEAN of {}: the table has no figure for it", municipality_source)
                         : municipality_source});
    auto const tenth = fmt::format("a tenth more gives {} more in {} {}", mwh_words(target / 10), middle, target_year);
    used.push_back(
        {"km per car and year", grouped(figures.km_per_car_year.value), tenth, figures.km_per_car_year.source});
    used.push_back({"kWh per km", fmt::format("{}", static_cast<double>(figures.wh_per_km.value) / 1000), tenth,
                    figures.wh_per_km.source});
    for (ElectricShare const& electric : figures.electric)
        used.push_back({fmt::format("electric share, {} {}", electric.scenario, electric.year),
                        fmt::format("{} %", static_cast<double>(electric.thousandths.value) / 10),
                        mwh_words(sketch.kwh(electric.scenario, electric.year)) + " a year",
                        electric.thousandths.source});
    for (LocationShare const& location : figures.locations)
        used.push_back(
            {"share of " + location.location_type,
             fmt::format("{} %", static_cast<double>(location.thousandths.value) / 10),
             fmt::format("{} of {} in {} {}", mwh_words(sketch.kwh(middle, target_year, location.location_type)),
                         mwh_words(target), middle, target_year),
             location.thousandths.source});
    return used;
}

}  // namespace laad
