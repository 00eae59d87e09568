// SPDX-License-Identifier: Apache-2.0
#include "host/backtest/backtest.hpp"
#include "host/backtest/backtest_output.hpp"
#include "host/backtest/calibration_plot.hpp"
#include "host/language/said_with.hpp"
#include "host/present/folder.hpp"
#include "host/present/table.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/content_hash.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace laad {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// A file for each scenario, year and quantity, and the same in the page.
std::vector<Picture> write_plots(Backtest const& backtest, fs::path const& folder)
{
    std::vector<Picture> pictures;
    for (auto const& [comparison, m] : backtest.results) {
        std::string const what =
            fmt::format("{}, {}, {}", comparison.scenario, comparison.year, said(words(comparison.quantity)));
        CalibrationPlot const plot{said_with("Calibration: {}", what), said(words(comparison.quantity)),
                                   plural(backtest.level), illustrative_in_words(backtest)};
        Picture const& picture = pictures.emplace_back(
            Picture{png(calibration_plot(plot, m.groups)), plot.title,
                    said_with("mean realised against mean prognosis, per tenth of the {} by rising prognosis",
                              plural(backtest.level))});
        write_text(folder / fmt::format("calibration_{}_{}_{}.png", comparison.scenario, comparison.year,
                                        name(comparison.quantity)),
                   picture.bytes);
    }
    return pictures;
}

std::string manifest(Backtest const& backtest, std::vector<OutputLayer> const& tables)
{
    BacktestRequest const& request = backtest.request;
    Json manifest;
    manifest["program"] = "laadraster";
    manifest["version"] = LAAD_VERSION;
    manifest["command"] = "backtest";
    manifest["level"] = name(backtest.level);
    manifest["location_types"] = request.types;
    manifest["modalities"] = backtest.modalities;
    if (request.kwh_per_point)
        manifest["assumed_kwh_per_point_year"] = static_cast<double>(*request.kwh_per_point) / 1000;
    manifest["illustrative"] = {{"prognosis", backtest.prognosis_illustrative},
                                {"realised", backtest.realised_illustrative}};
    Json inputs = Json::array();
    auto const add = [&](char const* what, fs::path const& file) {
        inputs.push_back({{"what", what}, {"file", file.filename().string()}, {"xxh3_128", file_hash(file)}});
    };
    add("prognosis", request.prognosis);
    add("realised", request.realised);
    if (request.municipalities) add("gemeenten", *request.municipalities);
    manifest["inputs"] = inputs;
    for (auto const& [table, hash] : table_hashes(tables))
        manifest["table_hashes"][table] = hash;
    manifest["notes"] = backtest.notes;
    return manifest.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

void write_backtest(Backtest const& backtest, fs::path const& folder)
{
    make_folder(folder, [&](fs::path const& partial) {
        auto const tables = backtest_tables(backtest);
        for (OutputLayer const& table : tables)
            write_text(partial / (table.name + ".csv"), csv(table));
        write_text(partial / "report.html", html(backtest_page(backtest, write_plots(backtest, partial))));
        write_text(partial / "manifest.json", manifest(backtest, tables));
    });
}

}  // namespace laad
