// SPDX-License-Identifier: Apache-2.0
#include "host/sketch/figures.hpp"

#include "host/intake/table_rows.hpp"
#include "host/scenario/vocabulary.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/shared_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace laad {
namespace {

namespace fs = std::filesystem;

NumberRange const tenths_of_a_percent{1, 0, 100, "%"};

std::vector<MunicipalityFigures> read_municipalities(fs::path const& file)
{
    TableRows table{file};
    auto const code = table.column("code");
    auto const name = table.column("gemeente");
    auto const inhabitants = table.column("inwoners");
    auto const cars = table.column("autos_per_huishouden");
    std::vector<MunicipalityFigures> found;
    for (std::size_t i = 0; i < table.size(); ++i) {
        MunicipalityFigures one;
        one.code = table.name(i, code).value_or("");
        one.name = table.name(i, name).value_or("");
        one.inhabitants = table.number(i, inhabitants, {0, 0, 100'000'000, "inhabitants"}).value_or(0);
        if (!table.cell(i, cars).empty()) one.cars_thousandths = table.number(i, cars, {3, 0, 10, "cars a household"});
        found.push_back(std::move(one));
    }
    table.finish();
    return found;
}

std::int64_t mean_cars(std::vector<MunicipalityFigures> const& municipalities)
{
    std::int64_t cars = 0;
    std::int64_t inhabitants = 0;
    for (MunicipalityFigures const& one : municipalities)
        if (one.cars_thousandths) {
            cars += one.inhabitants * *one.cars_thousandths;
            inhabitants += one.inhabitants;
        }
    return inhabitants > 0 ? (2 * cars + inhabitants) / (2 * inhabitants) : 0;
}

std::vector<ElectricShare> read_electric(fs::path const& file)
{
    TableRows table{file};
    auto const scenario = table.column("scenario");
    auto const year = table.column("year");
    auto const percent = table.column("percent");
    auto const source = table.column("source");
    std::vector<ElectricShare> found;
    for (std::size_t i = 0; i < table.size(); ++i) {
        auto const named = table.choice(i, scenario, scenario_names);
        auto const in = table.number(i, year, {0, 1900, 2200, "(a year)"});
        auto const share = table.number(i, percent, tenths_of_a_percent);
        auto const from = table.name(i, source);
        if (named && in && share && from)
            found.push_back({scenario_names[*named], static_cast<int>(*in), {*share, *from}});
    }
    table.finish();
    if (found.empty()) table.refuse("no row; give the electric share of at least one scenario and year");
    return found;
}

std::vector<LocationShare> read_locations(fs::path const& file)
{
    TableRows table{file};
    auto const type = table.column("location_type");
    auto const percent = table.column("percent");
    auto const source = table.column("source");
    std::vector<LocationShare> found;
    std::int64_t together = 0;
    for (std::size_t i = 0; i < table.size(); ++i) {
        auto const named = table.name(i, type);
        auto const share = table.number(i, percent, tenths_of_a_percent);
        auto const from = table.name(i, source);
        if (!named || !share || !from) continue;
        together += *share;
        found.push_back({*named, {*share, *from}});
    }
    table.finish();
    if (together != 1000)
        table.refuse(
            fmt::format("the shares sum to {} %, not to 100; correct them", static_cast<double>(together) / 10));
    return found;
}

void read_driving(fs::path const& file, SketchFigures& figures)
{
    static std::vector<std::string> const names{"km_per_car_year", "wh_per_km"};
    TableRows table{file};
    auto const name = table.column("figure");
    auto const value = table.column("value");
    auto const source = table.column("source");
    for (std::size_t i = 0; i < table.size(); ++i) {
        auto const which = table.choice(i, name, names);
        auto const number = table.number(i, value, {0, 1, 100'000, ""});
        auto const from = table.name(i, source);
        if (which && number && from) (*which == 0 ? figures.km_per_car_year : figures.wh_per_km) = {*number, *from};
    }
    table.finish();
    if (figures.km_per_car_year.value == 0 || figures.wh_per_km.value == 0)
        table.refuse("km_per_car_year and wh_per_km must both be there; add what lacks");
}

}  // namespace

MunicipalityFigures const* SketchFigures::municipality(std::string const& code, std::string const& name) const
{
    auto const by_code = std::ranges::find(municipalities, code, &MunicipalityFigures::code);
    if (by_code != municipalities.end()) return &*by_code;
    auto const plain = plain_word(name);
    auto const by_name =
        std::ranges::find(municipalities, plain, [](MunicipalityFigures const& one) { return plain_word(one.name); });
    return by_name == municipalities.end() ? nullptr : &*by_name;
}

fs::path figures_folder()
{
    return shared_folder("figures", LAAD_SOURCE_FIGURES);
}

SketchFigures read_figures(fs::path const& folder)
{
    SketchFigures figures;
    figures.municipalities = read_municipalities(folder / "gemeenten.csv");
    figures.mean_cars_thousandths = mean_cars(figures.municipalities);
    figures.electric = read_electric(folder / "electric_share.csv");
    figures.locations = read_locations(folder / "location_mix.csv");
    read_driving(folder / "driving.csv", figures);
    return figures;
}

}  // namespace laad
