// SPDX-License-Identifier: Apache-2.0
#include "host/sheets/sheets.hpp"
#include "host/language/language.hpp"
#include "host/present/words.hpp"
#include "host/proposals/propose.hpp"
#include "host/sheets/bay_marks.hpp"
#include "host/sheets/clip.hpp"
#include "host/sheets/map_furniture.hpp"
#include "host/sheets/map_labels.hpp"
#include "host/sheets/overview.hpp"
#include "host/sheets/sheet_words.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/scratch_folder.hpp"
#include "tests/host/made_plan.hpp"
#include "tests/host/old_plan.hpp"
#include "tests/host/temp_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>

namespace laad {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

/// English again when a test is done with another language.
struct Speaking {
    explicit Speaking(Language language) { speak(language); }
    ~Speaking() { speak(Language::en); }
};

std::string content(std::filesystem::path const& file)
{
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

Polygon bay(double west, double south, double width, double height)
{
    return {
        {{west, south}, {west + width, south}, {west + width, south + height}, {west, south + height}, {west, south}},
        {}};
}

std::vector<double> numbers_after(std::string const& html, std::string const& pattern)
{
    std::regex const regex{pattern};
    std::vector<double> found;
    for (std::sregex_iterator match{html.begin(), html.end(), regex}; match != std::sregex_iterator{}; ++match)
        found.push_back(std::stod((*match)[1]));
    return found;
}

TEST(MapWindow, AHundredMetresAreAHundredMillimetresAtAThousand)
{
    MapWindow const window{{85000, 446000}, 1000, 172, 112};
    EXPECT_DOUBLE_EQ(100, window.at({85050, 446000}).x - window.at({84950, 446000}).x);
    EXPECT_DOUBLE_EQ(100, window.at({85000, 445950}).y - window.at({85000, 446050}).y);
    EXPECT_DOUBLE_EQ(86, window.at({85000, 446000}).x);
    Point const back = window.place(window.at({85012.5, 446003.75}));
    EXPECT_DOUBLE_EQ(85012.5, back.x);
    EXPECT_DOUBLE_EQ(446003.75, back.y);
}

TEST(Clip, KeepsWhatLiesInTheBox)
{
    Box const box{0, 0, 10, 10};
    EXPECT_THAT(clipped({{20, 20}, {30, 20}, {30, 30}, {20, 20}}, box), testing::IsEmpty());
    Ring const inside{{1, 1}, {2, 1}, {2, 2}, {1, 1}};
    EXPECT_EQ(inside, clipped(inside, box));
    Ring const half = clipped({{5, 5}, {15, 5}, {15, 8}, {5, 8}, {5, 5}}, box);
    Box const left = box_of(half);
    EXPECT_DOUBLE_EQ(10, left.east);
    EXPECT_DOUBLE_EQ(5, left.west);
    EXPECT_EQ(half.front(), half.back());
}

TEST(PathData, TurnsHolesTheOtherWay)
{
    MapWindow const window{{50, 50}, 1000, 100, 100};
    Polygon square = bay(10, 10, 40, 40);
    square.holes.push_back(bay(20, 20, 10, 10).outer);  // as the outer ring
    PathData data{window};
    data.add(square);
    EXPECT_EQ("M10 90L50 90L50 50L10 50ZM20 80L20 70L30 70L30 80Z", data.data());
}

TEST(BayMarks, MeasuresTwoBaysBesideEachOther)
{
    MapWindow const window{{50, 50}, 1000, 100, 100};
    std::vector<Polygon> const bays{bay(40, 40, 2.5, 5), bay(42.5, 40, 2.5, 5)};
    BayMeasures const found = measures_of(bays, {42.5, 45}, window);
    EXPECT_NEAR(5, window.metres(found.along_mm), 1e-9);
    EXPECT_NEAR(5, window.metres(found.across_mm), 1e-9);
    EXPECT_NEAR(1, found.across.y, 1e-9);  // down the page, the pole is above
}

TEST(BayMarks, ARowRunsAlongTheSideOfThePole)
{
    MapWindow const window{{50, 50}, 1000, 100, 100};
    BayMeasures const found = measures_of({bay(40, 40, 12, 2)}, {46, 42.6}, window);
    EXPECT_NEAR(12, window.metres(found.along_mm), 1e-9);
    EXPECT_NEAR(2, window.metres(found.across_mm), 1e-9);
    EXPECT_NEAR(1, found.across.y, 1e-9);
}

TEST(BayMarks, HatchingStaysInTheBay)
{
    MapWindow const window{{50, 50}, 1000, 100, 100};
    std::string const data = hatching(bay(40, 40, 5, 5), window, 0.8);
    auto const places = numbers_after(data, "[ML]([0-9.]+) ");
    ASSERT_GT(places.size(), 8u);
    for (double const x : places) {
        EXPECT_GE(x, 40);
        EXPECT_LE(x, 45);
    }
}

TEST(MapLabels, TakeRoomOnce)
{
    MapWindow const window{{50, 50}, 1000, 100, 100};
    TakenRoom taken{window};
    Lettering const lettering{.size = 3};
    EXPECT_TRUE(taken.take_text({50, 50}, "Voorstraat", lettering));
    EXPECT_FALSE(taken.take_text({52, 51}, "Oude Delft", lettering));
    EXPECT_TRUE(taken.take_text({50, 60}, "Oude Delft", lettering));
    EXPECT_FALSE(taken.take_text({99, 20}, "Buitenwatersloot", lettering)) << "would leave the map";
}

TEST(MapLabels, NamesFollowStraightStreets)
{
    MapWindow const window{{50, 50}, 1000, 100, 100};
    Geometry street;
    street.lines.push_back({{0, 0}, {100, 100}});
    HtmlWriter write;
    SvgWriter svg{write};
    TakenRoom taken{window};
    draw_street_names(svg, window, {{"Lange <Straat>", Surface::street, street}}, taken, 2.7);
    std::string const drawn = write.take();
    EXPECT_THAT(drawn, AllOf(HasSubstr("Lange &lt;Straat&gt;"), HasSubstr("rotate(-45.0 ")));
}

TEST(Sheets, ScaleIsRoundAndFits)
{
    EXPECT_DOUBLE_EQ(7500, round_scale({0, 0, 2140, 1140}, 300, 230));
    EXPECT_DOUBLE_EQ(1000, round_scale({0, 0, 10, 10}, 300, 230));
    EXPECT_DOUBLE_EQ(50'000, round_scale({0, 0, 5000, 11'000}, 300, 230));
}

TEST(Sheets, NumbersFollowTheLanguage)
{
    EXPECT_EQ("1,234.5", number_words(1234.5, 1));
    Speaking const dutch{Language::nl};
    EXPECT_EQ("1.234,5", number_words(1234.5, 1));
    EXPECT_EQ("-0,5", number_words(-0.5, 1));
    EXPECT_EQ("0", number_words(-0.2, 0));
    EXPECT_EQ("1:25.000", scale_words(25'000));
    EXPECT_EQ("30 november 2026", date_words("2026-11-30"));
}

TEST(Sheets, FewAreNotCounted)
{
    EXPECT_EQ("fewer than 5", count_words(4));
    EXPECT_EQ("5", count_words(5));
}

class SheetsOfATown : public ::testing::Test {
  protected:
    static void SetUpTestSuite()
    {
        folder = new ScratchFolder;
        TinyRegion const town;
        made_plan(town, folder->path(), "plan");
        Speaking const dutch{Language::nl};
        made = write_sheets(folder->path() / "plan", folder->path() / "paper", {}, [](std::string const&, double) {});
        annex = content(folder->path() / "paper/Proefstad/bijlage-verkeersbesluit.html");
    }
    static void TearDownTestSuite() { delete folder; }

    static inline ScratchFolder* folder{};
    static inline SheetsMade made{};
    static inline std::string annex{};
};

TEST_F(SheetsOfATown, HaveAPageForEachPlace)
{
    EXPECT_EQ(1u, made.municipalities);
    EXPECT_EQ(0u, made.pdfs);
    EXPECT_THAT(made.notes, testing::Contains(HasSubstr("Chromium"))) << "why there is no PDF";
    ASSERT_GT(made.places, 0u);
    std::regex const sheet{"<section class=\"location\""};
    EXPECT_EQ(made.places, static_cast<std::size_t>(std::distance(
                               std::sregex_iterator{annex.begin(), annex.end(), sheet}, std::sregex_iterator{})));
    EXPECT_THAT(annex, AllOf(HasSubstr("<html lang=\"nl\">"), HasSubstr("Bijlage bij het meervoudig verkeersbesluit"),
                             HasSubstr("bord E8, bijlage 1 van het RVV 1990"), HasSubstr("Schaal 1:1.000")));
    EXPECT_TRUE(std::filesystem::exists(folder->path() / "paper/index.html"));
    EXPECT_TRUE(std::filesystem::exists(folder->path() / "paper/Proefstad/plankaart.html"));
}

TEST_F(SheetsOfATown, SayWhatIsIllustrativeOnEveryPage)
{
    std::regex const warning{"class=\"warning\""};
    auto const count = std::distance(std::sregex_iterator{annex.begin(), annex.end(), warning}, std::sregex_iterator{});
    EXPECT_EQ(static_cast<std::ptrdiff_t>(made.places) + 1, count);
}

TEST_F(SheetsOfATown, MapsAreAtTrueScale)
{
    // The ticks below the first map: 50 m apart, with their coordinate.
    std::smatch map;
    std::string const from = annex.substr(annex.find("class=\"location\""));
    std::regex const tick{
        "<text x=\"([0-9.]+)\" y=\"[0-9.]+\" font-size=\"1.9\" text-anchor=\"middle\" "
        "fill=\"#444444\">([0-9]+)</text>"};
    std::vector<std::pair<double, double>> ticks;
    for (std::sregex_iterator match{from.begin(), from.end(), tick};
         match != std::sregex_iterator{} && ticks.size() < 2; ++match)
        ticks.emplace_back(std::stod((*match)[1]), std::stod((*match)[2]));
    ASSERT_EQ(2u, ticks.size());
    EXPECT_DOUBLE_EQ(50, ticks[1].second - ticks[0].second) << "metres";
    EXPECT_NEAR(50, ticks[1].first - ticks[0].first, 0.011) << "millimetres of the drawing";
    std::smatch size;
    std::regex const drawing{"<svg width=\"([0-9.]+)mm\" height=\"([0-9.]+)mm\" viewBox=\"0 0 ([0-9.]+) ([0-9.]+)\""};
    ASSERT_TRUE(std::regex_search(from, size, drawing));
    EXPECT_EQ(size[1], size[3]) << "a unit of the drawing is a millimetre";
    EXPECT_EQ(size[2], size[4]);
}

TEST_F(SheetsOfATown, OfAMovedPlanAreTheSameWithoutItsInputs)
{
    namespace fs = std::filesystem;
    fs::path const& at = folder->path();
    fs::create_directory(at / "elsewhere");
    fs::copy(at / "plan", at / "elsewhere/plan", fs::copy_options::recursive);
    fs::rename(at / "plan-inputs", at / "out-of-sight");
    Speaking const dutch{Language::nl};
    auto const quiet = [](std::string const&, double) {};
    SheetsMade const moved = write_sheets(at / "elsewhere/plan", at / "moved-paper", {}, quiet);
    fs::rename(at / "out-of-sight", at / "plan-inputs");
    EXPECT_EQ(moved.notes, made.notes);
    for (char const* page : {"Proefstad/bijlage-verkeersbesluit.html", "Proefstad/plankaart.html"})
        EXPECT_TRUE(content(at / "moved-paper" / page) == content(at / "paper" / page)) << page;

    forget_file(at / "elsewhere/plan", "basemap.fgb");
    SheetsMade const old = write_sheets(at / "elsewhere/plan", at / "old-paper", {}, quiet);
    EXPECT_THAT(old.notes, testing::Contains(HasSubstr("heeft geen basemap.fgb")));
    EXPECT_EQ(old.places, made.places);
}

TEST_F(SheetsOfATown, NeedNoNetwork)
{
    EXPECT_THAT(annex, AllOf(Not(HasSubstr("http:")), Not(HasSubstr("https:")), Not(HasSubstr("<script"))));
}

TEST_F(SheetsOfATown, AreNoProposalsWhereNoUseIsKnown)
{
    try {
        propose({folder->path() / "plan", folder->path() / "asked"}, [](std::string const&, double) {});
        FAIL() << "no use, no search areas";
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(), AllOf(HasSubstr("knows no use of the network"), HasSubstr("[usage]")));
    }
    EXPECT_FALSE(std::filesystem::exists(folder->path() / "asked"));
}

TEST_F(SheetsOfATown, AreNotWrittenOverOthers)
{
    EXPECT_THROW(write_sheets(folder->path() / "plan", folder->path() / "paper", {}, [](std::string const&, double) {}),
                 OutputError);
}

TEST(SheetsOfNothing, AreRefused)
{
    TempFolder const folder;
    EXPECT_THROW(write_sheets(folder.path() / "absent", folder.path() / "paper", {}, [](std::string const&, double) {}),
                 InputError);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "paper"));
}

}  // namespace
}  // namespace laad
