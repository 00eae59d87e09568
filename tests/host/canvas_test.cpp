// SPDX-License-Identifier: Apache-2.0
#include "host/present/map/canvas.hpp"

#include "host/present/folder.hpp"
#include "host/present/map/font.hpp"
#include "tests/host/temp_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laad::canvas_test {
namespace {

constexpr Rgb white = 0xffffff;
constexpr Rgb black = 0x000000;

cv::Vec3b at(Canvas const& canvas, int x, int y)
{
    return canvas.picture()(y, x);
}

std::vector<cv::Point2d> square(double first, double last)
{
    return {{first, first}, {last, first}, {last, last}, {first, last}, {first, first}};
}

TEST(Canvas, FillsAShapeWhereItLies)
{
    Canvas canvas{100, 80, white};
    canvas.shape({square(30, 60)}, black, 1, black, 0);
    for (int const inner : {32, 45, 57})
        EXPECT_EQ(at(canvas, inner, inner), bgr(black)) << inner;
    for (int const outer : {10, 27, 63, 75})
        EXPECT_EQ(at(canvas, outer, outer), bgr(white)) << outer;
}

TEST(Canvas, LeavesHolesOfAShapeOpen)
{
    Canvas canvas{100, 80, white};
    canvas.shape({square(10, 70), square(30, 50)}, black, 1, black, 0);
    EXPECT_EQ(at(canvas, 20, 20), bgr(black));
    EXPECT_EQ(at(canvas, 40, 40), bgr(white));
}

TEST(Canvas, CutsOffWhatLiesOutside)
{
    Canvas canvas{100, 80, white};
    canvas.shape({square(-20, 20)}, black, 1, black, 0);
    canvas.shape({square(200, 300)}, black, 1, black, 0);
    EXPECT_EQ(at(canvas, 0, 0), bgr(black));
    EXPECT_EQ(at(canvas, 99, 79), bgr(white));
}

TEST(Canvas, MixesByOpacity)
{
    Canvas canvas{100, 80, white};
    canvas.shape({square(30, 60)}, black, 0.5, black, 0);
    EXPECT_NEAR(at(canvas, 45, 45)[0], 128, 1);
}

/// The picture of a text.
cv::Mat3b written(std::string const& words)
{
    Canvas canvas{60, 40, white};
    canvas.text({10, 30}, words, {.size = 24, .colour = black});
    return canvas.picture();
}

bool equal(cv::Mat3b const& a, cv::Mat3b const& b)
{
    return cv::norm(a, b, cv::NORM_INF) == 0;
}

TEST(Canvas, WritesLettersWithTheirAccents)
{
    cv::Mat3b const plain = written("e");
    for (char const* accented : {"é", "ë", "ê"}) {
        cv::Mat3b const drawn = written(accented);
        EXPECT_FALSE(equal(drawn, plain)) << accented;
        EXPECT_FALSE(equal(drawn, written("?"))) << accented;
        // Below the accent it is the letter, which begins 18 pixels above the base line at the most.
        cv::Rect const letter{0, 17, 60, 23};
        EXPECT_TRUE(equal(drawn(letter), plain(letter))) << accented;
    }
    EXPECT_FALSE(equal(written("’"), written("'")));
    EXPECT_GT(Canvas::text_width("Súdwest-Fryslân", {}), Canvas::text_width("Súdwest", {}));
}

TEST(Canvas, WritesTheSameEveryTime)
{
    EXPECT_EQ(png(written("Noordeinde é")), png(written("Noordeinde é")));
}

TEST(Font, OfAFolderThatIsNamedGoesBeforeThatOfTheSystem)
{
    TempFolder const temp;
    write_text(temp.path() / "DejaVuSans.ttf", "");
    setenv("LAADRASTER_FONTS", temp.path().c_str(), 1);
    EXPECT_EQ(font_file(false), temp.path() / "DejaVuSans.ttf");
    EXPECT_NE(font_file(true).parent_path(), temp.path()) << "it has no bold one";
    unsetenv("LAADRASTER_FONTS");
    EXPECT_NE(font_file(false).parent_path(), temp.path());
}

}  // namespace
}  // namespace laad::canvas_test
