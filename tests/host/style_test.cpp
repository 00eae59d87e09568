// SPDX-License-Identifier: Apache-2.0
// Maps, their legends and the styles of QGIS are made from one definition.
#include "host/present/map/legend.hpp"
#include "host/present/style/layer_styles.hpp"
#include "host/present/style/qml.hpp"
#include "host/present/style/quantities.hpp"
#include "host/present/style/style_json.hpp"
#include "host/run/parts/list.hpp"
#include "kernels/demand.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <regex>

namespace laad::style_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// What QGIS reads of one class.
struct ReadClass {
    double lower{};
    double upper{};
    std::string value;
    std::string label;
    Rgb colour{};
};

std::string attribute(std::string const& element, std::string const& name)
{
    std::smatch found;
    return std::regex_search(element, found, std::regex{" " + name + "=\"([^\"]*)\""}) ? found[1].str() : "";
}

std::vector<std::string> elements(std::string const& xml, std::string const& pattern)
{
    std::regex const regex{pattern};
    std::vector<std::string> found;
    for (std::sregex_iterator at{xml.begin(), xml.end(), regex}, end; at != end; ++at)
        found.push_back(at->str());
    return found;
}

std::vector<ReadClass> read(std::string const& xml)
{
    auto const classes = elements(xml, "<(range|category) [^>]*>");
    auto const symbols = elements(xml, "<symbol .*?</symbol>");
    std::vector<ReadClass> read;
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        std::smatch rgb;
        EXPECT_TRUE(std::regex_search(symbols[i], rgb, std::regex{"name=\"color\" value=\"(\\d+),(\\d+),(\\d+),"}));
        auto const part = [&](std::size_t at) { return static_cast<Rgb>(std::stoi(rgb[at].str())); };
        read.push_back({0, 0, "", "", part(1) << 16 | part(2) << 8 | part(3)});
        if (i >= classes.size()) continue;
        read[i].value = attribute(classes[i], "value");
        read[i].label = attribute(classes[i], "label");
        if (std::string const lower = attribute(classes[i], "lower"); !lower.empty()) {
            read[i].lower = std::stod(lower);
            read[i].upper = std::stod(attribute(classes[i], "upper"));
        }
    }
    return read;
}

/// The colour that a legend has beside each class, top to bottom.
std::vector<Rgb> drawn_in_legend(Style style)
{
    for (StyleClass& one : style.classes) {
        one.label = "x";
        one.opacity = 1;
        if (one.mark == Mark::hatched) one.mark = Mark::area;
    }
    Canvas canvas{200, 400, 0xffffff};
    style.heading.clear();
    style.message.clear();
    draw_legend({style}, canvas, {10, 10}, 180);
    cv::Mat3b const picture = canvas.picture();
    std::vector<Rgb> colours;
    for (std::size_t i = 0; i < style.classes.size(); ++i) {
        cv::Vec3b const c = picture(19 + 28 * static_cast<int>(i), 25);
        colours.push_back(static_cast<Rgb>(c[2] << 16 | c[1] << 8 | c[0]));
    }
    return colours;
}

void expect_same_everywhere(Style const& style)
{
    SCOPED_TRACE(style.heading + " " + style.field);
    auto const in_gis = read(qml(style));
    auto in_legend = drawn_in_legend(style);
    if (style.diverging) std::ranges::reverse(in_legend);
    ASSERT_EQ(in_gis.size(), style.classes.size());
    for (std::size_t i = 0; i < in_gis.size(); ++i) {
        EXPECT_EQ(in_gis[i].colour, style.classes[i].colour) << i;
        EXPECT_EQ(in_legend[i], style.classes[i].colour) << i;
        EXPECT_EQ(in_gis[i].label, style.classes[i].label) << i;
        EXPECT_EQ(in_gis[i].value, style.classes[i].value) << i;
        if (i >= style.upper.size()) continue;
        // The last whole number of a class lies within its range and the next one beyond it.
        double const per_unit = style.per_unit;
        double const last = static_cast<double>(style.upper[i]) / per_unit;
        EXPECT_GE(in_gis[i].upper, last) << i;
        EXPECT_LT(in_gis[i].upper, last + 1 / per_unit) << i;
        EXPECT_EQ(in_gis[i].upper, in_gis[i + 1].lower) << i;
    }
}

TEST(Style, OfNumbersIsTheSameOnMapsAndInGis)
{
    for (Scale const* scale :
         {&styles::walk, &styles::evse_within, &styles::headroom, &styles::connectable_points, &styles::demand_density,
          &styles::unmet, &styles::unmet_after, &styles::peak_occupancy, &styles::vehicles_per_evse, &styles::lead_days,
          &styles::gain, &styles::within_reach, &styles::demand_density_change, &styles::unmet_change,
          &styles::headroom_change, &styles::demand_change})
        expect_same_everywhere(style_of(*scale));
}

TEST(Style, OfWordsIsTheSameOnMapsAndInGis)
{
    for (Style const* style : {&styles::placements, &styles::candidates, &styles::stations, &styles::nal_squares,
                               &styles::white_squares, &styles::search_areas, &styles::places_change, &styles::robust})
        expect_same_everywhere(*style);
    EXPECT_EQ(read(qml(styles::white_spots)).front().colour, styles::white_spots.classes.front().colour);
    EXPECT_EQ(read(qml(styles::bays)).front().colour, styles::bays.classes.front().colour);
}

TEST(Style, OfHeadroomHasTheSameClassesForAssetsAsForCells)
{
    Style const cells = style_of(styles::headroom);
    std::string const xml = qml(as_marks(cells, Mark::square, 3));
    EXPECT_THAT(xml, testing::AllOf(HasSubstr("attr=\"headroom_kw\""), HasSubstr("value=\"square\"")));
    EXPECT_EQ(cells.of(0).label, "none");
    EXPECT_EQ(cells.of(-5).label, "none");
    EXPECT_EQ(cells.of(25'000).label, "up to 25");
    EXPECT_EQ(cells.of(25'001).label, "25–50");
    EXPECT_EQ(cells.of(250'001).label, "over 250");
    EXPECT_EQ(read(xml)[2].upper, 50);
}

TEST(Scale, CountsThings)
{
    std::vector<std::string> labels;
    for (StyleClass const& one : style_of(styles::evse_within).classes)
        labels.push_back(one.label);
    EXPECT_THAT(labels, ElementsAre("none", "1–2", "3–5", "6–10", "over 10"));
}

TEST(Scale, GivesNoValueAboveALimitTheClassBelowIt)
{
    Style const style = style_of({.heading = "kWh", .message = "", .colours = {1, 2}, .breaks = {10}}, 1.25);
    EXPECT_EQ(style.of(12).label, "up to 10");
    EXPECT_EQ(style.of(13).label, "over 10");
}

TEST(Changes, AreSymmetricAndWhiteAtZero)
{
    Style const style = style_of(styles::demand_density_change, 2);
    EXPECT_EQ(style.of(0).label, "no change");
    EXPECT_THAT(style.upper, ElementsAre(-4001, -1001, -1, 0, 1000, 4000));
    EXPECT_EQ(style.of(-1).label, "up to 500 less");
    EXPECT_EQ(style.of(-1000).label, "up to 500 less");
    EXPECT_EQ(style.of(-1001).label, "500–2,000 less");
    EXPECT_EQ(style.of(1000).label, "up to 500 more");
    EXPECT_EQ(style.of(1001).label, "500–2,000 more");
    EXPECT_EQ(style.of(4001).label, "over 2,000 more");
    EXPECT_EQ(style_of(styles::headroom_change).of(-80'000).colour, style.of(80'000).colour) << "less room is red";
}

TEST(LayerStyle, OfWalksKnowsCodesAndTheBoundOfTheRun)
{
    Scenario scenario;
    Style const style = *layer_style("walk", scenario);
    EXPECT_EQ(style.of(3000).label, "250–300");
    EXPECT_EQ(style.of(3001).label, "300–500");
    EXPECT_EQ(style.classes.back().label, "300–500");
    EXPECT_EQ(style.code(distance_beyond)->label, "farther");
    EXPECT_FALSE(style.code(distance_nodata)->colour);
    EXPECT_EQ(style.code(3000), nullptr);
    scenario.coverage.max_walk_m = 1000;
    EXPECT_EQ(layer_style("walk", scenario)->of(5001).label, "over 500");
    EXPECT_EQ(layer_style("walk", scenario)->of(5001).colour, *style.code(distance_beyond)->colour);
}

TEST(LayerStyle, IsThereForEveryLayerThatSaysHowItIsDrawn)
{
    for (PartInfo const& part : part_infos())
        for (LayerInfo const& layer : part.layers)
            EXPECT_EQ(layer_style(layer.name, {}).has_value(), !layer.style.empty()) << layer.name;
    EXPECT_TRUE(layer_style("surface", {}));
    EXPECT_FALSE(layer_style("binding_asset", {}));
}

/// Evenly spread demand, d Wh in every cell: what the layer holds per kWh a year per hectare.
TEST(LayerStyle, OfDemandDensityKnowsHowManyHectaresTheLayerWeighs)
{
    for (auto const& [radius_m, cell_cm] : {std::pair{375, 250}, {375, 100}, {60, 500}, {7, 250}}) {
        auto const weights = gaussian_weights(radius_m * 100, cell_cm);
        int const rim = static_cast<int>(weights.size()) - 1;
        Shape const shape{2 * rim + 1, 2 * rim + 1};
        constexpr std::uint32_t wh = 400'000;
        std::vector<std::uint32_t> const demand(static_cast<std::size_t>(shape.cells()), wh);
        std::vector<std::uint32_t> density(demand.size());
        demand_density(CpuExec{}, View<std::uint32_t const>{demand.data(), shape, shape.cols}, weights,
                       View<std::uint32_t>{density.data(), shape, shape.cols});
        double const per_hectare = wh / 1000. / (cell_cm / 100. * (cell_cm / 100.) / 10'000);
        double const middle = density[density.size() / 2];
        EXPECT_NEAR(middle / per_hectare, density_hectares(radius_m, cell_cm),
                    1e-4 * middle / per_hectare + 0.6 / per_hectare);
    }
    EXPECT_NEAR(density_hectares(375, 250), 9.7656, 0.1) << "2 pi sigma^2, less what is cut";
}

TEST(StyleJson, IsWhatTheWebMapReads)
{
    auto const json = style_json(*layer_style("walk", {}));
    EXPECT_EQ(json["heading"], "Walk in metres");
    EXPECT_TRUE(json["field"].is_null());
    EXPECT_EQ(json["upper"], (std::vector{1000, 2000, 2500, 3000}));
    EXPECT_EQ(json["classes"][0]["colour"], "#ceefbb");
    EXPECT_EQ(json["classes"][0]["mark"], "area");
    EXPECT_EQ(json["codes"][0]["value"], 65534);
    EXPECT_EQ(json["codes"][0]["colour"], "#560d0d");
    EXPECT_TRUE(json["codes"][1]["colour"].is_null());
    EXPECT_EQ(style_json(styles::placements)["field"], "status");
    EXPECT_EQ(style_json(styles::placements)["classes"][1]["mark"], "diamond");
}

}  // namespace
}  // namespace laad::style_test
