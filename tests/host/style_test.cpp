// SPDX-License-Identifier: Apache-2.0
// Maps, their legends and the styles of QGIS are made from one definition.
#include "host/present/map/legend.hpp"
#include "host/present/style/qml.hpp"
#include "host/present/style/quantities.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
        double const per_unit = static_cast<double>(style.per_unit);
        double const last = static_cast<double>(style.upper[i]) / per_unit;
        EXPECT_GE(in_gis[i].upper, last) << i;
        EXPECT_LT(in_gis[i].upper, last + 1 / per_unit) << i;
        EXPECT_EQ(in_gis[i].upper, in_gis[i + 1].lower) << i;
    }
}

TEST(Style, OfNumbersIsTheSameOnMapsAndInGis)
{
    std::vector<std::int64_t> const values{1, 20, 300, 4'000, 50'000, 600'000, 7'000'000};
    for (Scale const* scale : {&styles::evse_within, &styles::headroom})
        expect_same_everywhere(style_of(*scale));
    expect_same_everywhere(style_of(styles::walk, {100, 200, 300}));
    for (Scale const* scale : {&styles::demand_density, &styles::unmet, &styles::gain})
        expect_same_everywhere(style_of_values(*scale, values));
    for (Scale const* scale :
         {&styles::demand_density_change, &styles::unmet_change, &styles::headroom_change, &styles::demand_change})
        expect_same_everywhere(style_of_changes(*scale, {-9'000'000, -100'000, -20'000, 0, 3'000, 200'000, 5'000'000}));
}

TEST(Style, OfWordsIsTheSameOnMapsAndInGis)
{
    for (Style const* style : {&styles::placements, &styles::candidates, &styles::stations, &styles::nal_squares,
                               &styles::white_squares, &styles::places_change, &styles::robust})
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
    EXPECT_EQ(cells.of(25'001).label, "25 - 50");
    EXPECT_EQ(cells.of(250'001).label, "over 250");
    EXPECT_EQ(read(xml)[2].upper, 50);
}

TEST(Scale, CountsThings)
{
    std::vector<std::string> labels;
    for (StyleClass const& one : style_of(styles::evse_within).classes)
        labels.push_back(one.label);
    EXPECT_THAT(labels, ElementsAre("none", "1 - 2", "3 - 5", "6 - 10", "over 10"));
}

TEST(Scale, OfEqualOrNoValuesHasClassesToo)
{
    EXPECT_EQ(style_of_values(styles::demand_density, {}).classes.size(), 1u);
    Style const equal = style_of_values(styles::demand_density, {7, 7, 7, 7});
    EXPECT_EQ(equal.classes.size(), equal.upper.size() + 1);
    EXPECT_EQ(equal.of(7).label, equal.classes.back().label);
}

Scale kwh_change()
{
    return {.heading = "kWh", .colours = styles::demand_change.colours};
}

TEST(Changes, AreSymmetricAndWhiteAtZero)
{
    Style const style = style_of_changes(kwh_change(), {0, 0, -90, 10, 20, -40, 60, 100, 5});
    EXPECT_EQ(style.of(0).colour, 0xffffffu);
    ASSERT_EQ(style.upper.size(), 6u);
    for (std::size_t const above_zero : {4u, 5u}) {
        std::int64_t const limit = style.upper[above_zero];
        EXPECT_EQ(style.of(limit).colour, style.of(limit - 1).colour) << "a limit belongs to the class below it";
        EXPECT_NE(style.of(limit).colour, style.of(limit + 1).colour);
        EXPECT_EQ(style.of(-limit).colour, style.of(1 - limit).colour);
        EXPECT_NE(style.of(-limit).colour, style.of(-limit - 1).colour);
    }
    EXPECT_NE(style.of(1).colour, style.of(-1).colour);
}

TEST(Changes, TellTheExtremesAndTurnTheirColours)
{
    std::vector<std::int64_t> const changes{-11'015, 10, 20, 30, 80};
    Style const style = style_of_changes(kwh_change(), changes);
    EXPECT_THAT(style.classes.back().label, HasSubstr("more (at most 80)"));
    EXPECT_THAT(style.classes.front().label, HasSubstr("less (at most 11,015)"));
    Scale turned = styles::headroom_change;
    turned.per_unit = 1;
    EXPECT_EQ(style_of_changes(turned, changes).of(-80).colour, style.of(80).colour);
}

TEST(Changes, WithoutAnySaySo)
{
    EXPECT_EQ(style_of_changes(kwh_change(), {0, 0}).classes.back().label, "no change anywhere");
}

}  // namespace
}  // namespace laad::style_test
