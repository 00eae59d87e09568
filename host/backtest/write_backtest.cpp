// SPDX-License-Identifier: Apache-2.0
#include "host/backtest/answer_words.hpp"
#include "host/backtest/backtest.hpp"
#include "host/backtest/backtest_html.hpp"
#include "host/backtest/backtest_tables.hpp"
#include "host/backtest/calibration_plot.hpp"
#include "host/report/partial_folder.hpp"
#include "host/report/table_hashes.hpp"
#include "host/report/tables.hpp"
#include "rasters/error.hpp"
#include "rasters/io/content_hash.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>

namespace laad {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string png(cv::Mat3b const& picture)
{
    std::vector<unsigned char> bytes;
    expect(cv::imencode(".png", picture, bytes, {cv::IMWRITE_PNG_COMPRESSION, 6}), "a plot can be made into a PNG");
    return {bytes.begin(), bytes.end()};
}

std::vector<PlotPicture> plots(Backtest const& backtest)
{
    std::vector<PlotPicture> pictures;
    for (auto const& [comparison, m] : backtest.results) {
        std::string const what =
            fmt::format("{}, {}, {}", comparison.scenario, comparison.year, words(comparison.quantity));
        CalibrationPlot const plot{"Calibration: " + what, words(comparison.quantity), plural(backtest.level),
                                   illustrative_in_words(backtest)};
        pictures.push_back(
            {fmt::format("calibration_{}_{}_{}.png", comparison.scenario, comparison.year, name(comparison.quantity)),
             png(calibration_plot(plot, m.groups)), plot.title,
             fmt::format("mean realised against mean prognosis, per tenth of the {} by rising prognosis",
                         plural(backtest.level))});
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
    if (request.gemeenten) add("gemeenten", *request.gemeenten);
    manifest["inputs"] = inputs;
    for (auto const& [table, hash] : table_hashes(tables))
        manifest["table_hashes"][table] = hash;
    manifest["notes"] = backtest.notes;
    return manifest.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

void write_backtest(Backtest const& backtest, fs::path const& folder)
{
    auto const tables = backtest_tables(backtest);
    auto const pictures = plots(backtest);
    try {
        PartialFolder partial{folder};
        for (OutputLayer const& table : tables)
            write_text(partial.path() / (table.name + ".csv"), csv(table));
        for (PlotPicture const& picture : pictures)
            write_text(partial.path() / picture.file, picture.png);
        write_text(partial.path() / "report.html", backtest_html(backtest, pictures));
        write_text(partial.path() / "manifest.json", manifest(backtest, tables));
        partial.publish();
    } catch (fs::filesystem_error const& error) {
        throw OutputError{fmt::format("{}: {}", folder.string(), error.what())};
    }
}

}  // namespace laad
