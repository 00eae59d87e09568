// SPDX-License-Identifier: Apache-2.0
// Classes are told apart by everyone: measured as they are painted, for colour-blind readers and for grey print.
#include "host/present/style/base_map.hpp"
#include "host/present/style/layer_styles.hpp"
#include "host/present/style/quantities.hpp"
#include "tests/oracles/colour.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace laad::style_colours_test {
namespace {

using oracle::Eyes;
using oracle::Lab;

constexpr std::array all_eyes{Eyes::normal, Eyes::protanope, Eyes::deuteranope};
constexpr double apart = 15;         ///< CIEDE2000 between neighbouring classes
constexpr double apart_in_grey = 6;  ///< L* between any two classes

struct Pair {
    Lab one, two;
    double difference;
};

/// All of table 1 of Sharma, Wu and Dalal (2005).
TEST(Ciede2000, IsThatOfThePublishedPairs)
{
    Pair const pairs[]{{{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},
                       {{50, 3.1571, -77.2803}, {50, 0, -82.7485}, 2.8615},
                       {{50, 2.8361, -74.0200}, {50, 0, -82.7485}, 3.4412},
                       {{50, -1.3802, -84.2814}, {50, 0, -82.7485}, 1},
                       {{50, -1.1848, -84.8006}, {50, 0, -82.7485}, 1},
                       {{50, -0.9009, -85.5211}, {50, 0, -82.7485}, 1},
                       {{50, 0, 0}, {50, -1, 2}, 2.3669},
                       {{50, -1, 2}, {50, 0, 0}, 2.3669},
                       {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0009}, 7.1792},
                       {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0010}, 7.1792},
                       {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0011}, 7.2195},
                       {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0012}, 7.2195},
                       {{50, -0.0010, 2.4900}, {50, 0.0009, -2.4900}, 4.8045},
                       {{50, -0.0010, 2.4900}, {50, 0.0010, -2.4900}, 4.8045},
                       {{50, -0.0010, 2.4900}, {50, 0.0011, -2.4900}, 4.7461},
                       {{50, 2.5, 0}, {50, 0, -2.5}, 4.3065},
                       {{50, 2.5, 0}, {73, 25, -18}, 27.1492},
                       {{50, 2.5, 0}, {61, -5, 29}, 22.8977},
                       {{50, 2.5, 0}, {56, -27, -3}, 31.9030},
                       {{50, 2.5, 0}, {58, 24, 15}, 19.4535},
                       {{50, 2.5, 0}, {50, 3.1736, 0.5854}, 1},
                       {{50, 2.5, 0}, {50, 3.2972, 0}, 1},
                       {{50, 2.5, 0}, {50, 1.8634, 0.5757}, 1},
                       {{50, 2.5, 0}, {50, 3.2592, 0.3350}, 1},
                       {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
                       {{63.0109, -31.0961, -5.8663}, {62.8187, -29.7946, -4.0864}, 1.2630},
                       {{61.2901, 3.7196, -5.3901}, {61.4292, 2.2480, -4.9620}, 1.8731},
                       {{35.0831, -44.1164, 3.7933}, {35.0232, -40.0716, 1.5901}, 1.8645},
                       {{22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373},
                       {{36.4612, 47.8580, 18.3852}, {36.2715, 50.5065, 21.2231}, 1.4146},
                       {{90.8027, -2.0831, 1.4410}, {91.1528, -1.6435, 0.0447}, 1.4441},
                       {{90.9257, -0.5406, -0.9208}, {88.6381, -0.8985, -0.7239}, 1.5381},
                       {{6.7747, -0.2908, -2.4247}, {5.8714, -0.0985, -2.2286}, 0.6377},
                       {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082}};
    for (Pair const& pair : pairs)
        EXPECT_NEAR(oracle::difference(pair.one, pair.two), pair.difference, 0.00005)
            << pair.one.a << " " << pair.two.a;
}

TEST(Dichromats, SeeGreyAsItIsAndMixUpRedAndGreen)
{
    for (Eyes const eyes : {Eyes::protanope, Eyes::deuteranope}) {
        for (std::uint32_t const grey : {0x000000u, 0x404040u, 0xa0a0a0u, 0xffffffu}) {
            auto const seen = oracle::as_seen(oracle::linear(grey), eyes);
            EXPECT_LT(oracle::difference(oracle::lab(oracle::linear(grey)), oracle::lab(seen)), 0.5) << grey;
        }
        EXPECT_LT(oracle::difference(0x00a000, 0xb06000, eyes),
                  oracle::difference(0x00a000, 0xb06000, Eyes::normal) / 2);
        EXPECT_GT(oracle::difference(0x0000ff, 0xffff00, eyes), 60) << "blue and yellow stay apart";
    }
}

Rgb painted(Rgb colour, double opacity, Rgb ground)
{
    Rgb mixed = 0;
    for (unsigned shift : {0u, 8u, 16u}) {
        double const above = colour >> shift & 0xff, below = ground >> shift & 0xff;
        mixed |= static_cast<Rgb>(std::lround(opacity * above + (1 - opacity) * below)) << shift;
    }
    return mixed;
}

/// Of each class as it is painted on the base map.
std::vector<Rgb> painted(Style const& style, Rgb ground = base_colour(Surface::unknown))
{
    std::vector<Rgb> colours;
    for (StyleClass const& one : style.classes)
        colours.push_back(painted(one.colour, one.opacity, ground));
    return colours;
}

double grey_of(Rgb colour)
{
    return oracle::lab(oracle::linear(colour)).l;
}

/// The least difference that any reader sees.
double least(Rgb one, Rgb two)
{
    double smallest = 1e9;
    for (Eyes const eyes : all_eyes)
        smallest = std::min(smallest, oracle::difference(one, two, eyes));
    return smallest;
}

std::vector<Scale const*> amounts()
{
    return {&styles::walk,         &styles::evse_within,   &styles::pressure,           &styles::energy_per_evse,
            &styles::chance,       &styles::demand,        &styles::demand_density,     &styles::unmet,
            &styles::gain,         &styles::unmet_density, &styles::unmet_after,        &styles::peak_occupancy,
            &styles::within_reach, &styles::headroom,      &styles::connectable_points, &styles::vehicles_per_evse,
            &styles::lead_days};
}

std::vector<Scale const*> changes()
{
    return {&styles::demand_density_change, &styles::unmet_change, &styles::headroom_change, &styles::demand_change};
}

TEST(Colours, OfNeighbouringClassesAreApartForEveryReader)
{
    auto all = amounts();
    for (Scale const* scale : changes())
        all.push_back(scale);
    for (Scale const* scale : all)
        for (Surface const ground : {Surface::unknown, Surface::street, Surface::building}) {
            auto const colours = painted(style_of(*scale), base_colour(ground));
            for (std::size_t i = 0; i + 1 < colours.size(); ++i)
                EXPECT_GE(least(colours[i], colours[i + 1]), apart) << scale->heading << " class " << i;
        }
}

TEST(Colours, AreApartInGreyPrint)
{
    auto all = amounts();
    for (Scale const* scale : changes())
        all.push_back(scale);
    for (Scale const* scale : all) {
        std::vector<double> greys;
        for (Rgb const colour : painted(style_of(*scale)))
            greys.push_back(grey_of(colour));
        std::ranges::sort(greys);
        for (std::size_t i = 0; i + 1 < greys.size(); ++i)
            EXPECT_GE(greys[i + 1] - greys[i], apart_in_grey) << scale->heading << " grey " << i;
    }
}

TEST(Colours, AreDarkerForMore)
{
    for (Scale const* scale : amounts()) {
        auto const colours = painted(style_of(*scale));
        for (std::size_t i = scale->lowest.empty() ? 0 : 1; i + 1 < colours.size(); ++i)
            EXPECT_GT(grey_of(colours[i]), grey_of(colours[i + 1])) << scale->heading << " class " << i;
    }
}

/// `limit`: the class before the step.
void expect_strongest_edge(Style const& style, std::size_t limit)
{
    auto const colours = painted(style);
    for (Eyes const eyes : all_eyes)
        for (std::size_t i = 0; i + 1 < colours.size(); ++i) {
            if (i == limit) continue;
            EXPECT_GT(oracle::difference(colours[limit], colours[limit + 1], eyes),
                      1.4 * oracle::difference(colours[i], colours[i + 1], eyes))
                << style.heading << " class " << i;
        }
}

TEST(Colours, HaveTheirStrongestEdgeAtTheLimitThatMatters)
{
    Style const walk = *layer_style("walk", {});
    ASSERT_EQ(walk.classes[3].label, "250–300");
    expect_strongest_edge(walk, 3);
    Style const pressure = style_of(styles::pressure);
    ASSERT_EQ(pressure.classes[4].label, "100–149");
    expect_strongest_edge(pressure, 3);
    for (Scale const* scale : {&styles::headroom, &styles::connectable_points, &styles::evse_within, &styles::chance})
        expect_strongest_edge(style_of(*scale), 0);
}

TEST(Colours, OfKindsAreApartOrHaveAnotherSign)
{
    for (Style const* style :
         {&styles::placements, &styles::candidates, &styles::stations, &styles::nal_squares, &styles::white_squares,
          &styles::search_areas, &styles::places_change, &styles::robust}) {
        auto const colours = painted(*style);
        for (std::size_t i = 0; i < colours.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                EXPECT_GE(least(colours[i], colours[j]), style->classes[i].mark == style->classes[j].mark ? apart : 5)
                    << style->classes[i].label << ", " << style->classes[j].label;
    }
}

}  // namespace
}  // namespace laad::style_colours_test
