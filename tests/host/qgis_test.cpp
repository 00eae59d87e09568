// SPDX-License-Identifier: Apache-2.0
// What QGIS is given: projects, styles, names. tests/qgis opens them in QGIS itself.
#include "host/language/language.hpp"
#include "host/present/field_words.hpp"
#include "host/present/style/layer_styles.hpp"
#include "host/present/style/qml.hpp"
#include "host/present/style/quantities.hpp"
#include "host/present/style/style_json.hpp"
#include "host/qgis/project.hpp"
#include "host/report/report.hpp"
#include "host/report/tables.hpp"
#include "host/run/parts/part_info.hpp"
#include "rasters/io/vectors/text_file.hpp"
#include "tests/host/example_run.hpp"
#include "tests/host/temp_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

namespace laad::qgis_test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class InDutch {
  public:
    InDutch() { speak(Language::nl); }
    ~InDutch() { speak(Language::en); }
    InDutch(InDutch const&) = delete;
    InDutch& operator=(InDutch const&) = delete;
};

std::vector<OutputLayer> tables_of_map()
{
    auto const run = example::run();
    auto all = tables(run.inputs, run.findings);
    all.push_back(filled(explanation_table(run.inputs.grid), candidate_rows(run.inputs, run.findings)));
    all.push_back(municipality_kpis(run.inputs, run.findings.kpis));
    dress(all);
    return all;
}

std::vector<std::string> found(std::string const& text, std::string const& pattern)
{
    std::regex const regex{pattern};
    std::vector<std::string> all;
    for (std::sregex_iterator at{text.begin(), text.end(), regex}, end; at != end; ++at)
        all.push_back((*at)[1].str());
    return all;
}

std::string project_of(fs::path const& folder)
{
    return text_of_file("/vsizip/{" + (folder / "plankaart.qgz").string() + "}/plankaart.qgs");
}

TEST(FieldWords, NameEveryFieldInBothLanguages)
{
    for (OutputLayer const& table : tables_of_map())
        for (Field const& field : table.fields) {
            std::string const english = field_words(field.name);
            EXPECT_NE(english, field.name) << table.name;
            EXPECT_THAT(table.qml, HasSubstr("field=\"" + field.name + "\" name=\"" + english + "\"")) << table.name;
            InDutch const spoken;
            constexpr std::string_view same_in_both[] = {"buurt_name", "code", "gemeente", "raster", "x_m", "y_m"};
            bool const differs = std::ranges::find(same_in_both, field.name) == std::end(same_in_both);
            EXPECT_EQ(field_words(field.name) != english, differs) << table.name << "." << field.name;
        }
    EXPECT_EQ(field_words("within_300m_pct"), "Dwellings within 300 m (%)");
    EXPECT_EQ(field_words("within_300m_x"), "within_300m_x");
    EXPECT_EQ(field_words("of_another"), "of_another");
}

TEST(Qml, WritesRanksAboveTheLettersOfWhiteSpots)
{
    std::string const ranks = qml(styles::placements);
    EXPECT_THAT(ranks,
                AllOf(HasSubstr("fieldName=\"rank\""), HasSubstr("displayAll=\"1\""), HasSubstr("priority=\"10\""),
                      HasSubstr("zIndex=\"10\""), HasSubstr("enableorderby=\"1\"")));
    EXPECT_THAT(qml(styles::white_spots), AllOf(HasSubstr("fieldName=\"letter\""), HasSubstr("obstacle=\"0\""),
                                                Not(HasSubstr("priority=\"10\"")), Not(HasSubstr("zIndex=\"10\""))));
}

TEST(Qml, SaysCodesAsTheLegendDoes)
{
    InDutch const spoken;
    std::string const xml = qml(styles::placements);
    EXPECT_THAT(xml, AllOf(HasSubstr(R"(type="ValueMap")"), HasSubstr(R"(value="waits for grid")"),
                           HasSubstr("label=\"" + said("waits for grid") + "\"")));
}

/// Value, label, colour and opacity of what a raster's style paints.
std::vector<std::array<std::string, 4>> painted(std::string const& xml)
{
    std::vector<std::array<std::string, 4>> all;
    std::regex const item{
        R"re(<(?:item|paletteEntry) value="([^"]*)" label="([^"]*)" color="([^"]*)" alpha="([^"]*)")re"};
    for (std::sregex_iterator at{xml.begin(), xml.end(), item}, end; at != end; ++at)
        all.push_back({(*at)[1], (*at)[2], (*at)[3], (*at)[4]});
    return all;
}

TEST(RasterQml, OfNumbersEndsEachClassHalfWayToTheNextCell)
{
    Style const style{.classes = {{.label = "near", .colour = 0x112233, .opacity = 1},
                                  {.label = "far", .colour = 0x445566, .opacity = 0.5}},
                      .upper = {1000},
                      .codes = {{65534, "beyond", 0x778899}, {65535, "not walkable", {}}}};
    EXPECT_THAT(painted(raster_qml(style, BandInfo{"walk", "", "m", 0.1, 65535})),
                testing::ElementsAre(std::array<std::string, 4>{"100.05", "near", "#112233", "255"},
                                     std::array<std::string, 4>{"6553.35", "far", "#445566", "128"},
                                     std::array<std::string, 4>{"inf", "beyond", "#778899", "255"}));
}

TEST(RasterQml, LeavesCellsWithoutAColourAsTheyAre)
{
    Style const style{.classes = {{.label = "some", .colour = 0x112233}}, .codes = {{0, "none", {}}}};
    EXPECT_THAT(painted(raster_qml(style)),
                testing::ElementsAre(std::array<std::string, 4>{"0.5", "none", "#ffffff", "0"},
                                     std::array<std::string, 4>{"inf", "some", "#112233", "255"}));
}

TEST(RasterQml, OfCodesAloneIsAPalette)
{
    Style const style{.codes = {{7, "building", 0xd9d5cf}, {9, "street", 0xffffff}}};
    std::string const xml = raster_qml(style);
    EXPECT_THAT(xml, HasSubstr("type=\"paletted\""));
    EXPECT_EQ(painted(xml).size(), 2u);
}

/// The colour that QGIS gives to a cell: of the first item that ends at or above what it shows.
std::string colour_of(std::vector<std::array<std::string, 4>> const& items, double shown)
{
    for (auto const& [end, label, colour, alpha] : items)
        if (end == "inf" || shown <= std::stod(end)) return alpha == "0" ? "" : colour;
    return "";
}

TEST(RasterQml, PaintsEveryCellAsItsStyleSays)
{
    Scenario const scenario = example::scenario();
    for (PartInfo const& part : part_infos())
        for (LayerInfo const& layer : part.layers) {
            auto const style = layer_style(layer.name, scenario);
            if (!style || style->classes.empty()) continue;
            BandInfo const band = layer.bands(scenario).front();
            auto const items = painted(raster_qml(*style, band));
            std::vector<std::int64_t> cells;
            for (std::int64_t const limit : style->upper)
                cells.insert(cells.end(), {limit, limit + 1});
            for (StyleCode const& code : style->codes)
                if (static_cast<double>(code.value) != band.nodata) cells.push_back(code.value);
            for (std::int64_t const cell : cells) {
                StyleCode const* const code = style->code(cell);
                auto const colour = code != nullptr ? code->colour : std::optional{style->of(cell).colour};
                EXPECT_EQ(colour_of(items, static_cast<double>(cell) * band.scale), colour ? web_colour(*colour) : "")
                    << layer.name << " " << cell;
            }
        }
}

TEST(QgisProject, HasAllLayersByRelativePathsAndNoOtherFile)
{
    TempFolder const temp;
    auto run = example::run();
    write_results(run, temp.path() / "out", [](std::string const&, double) {});
    std::string const xml = project_of(temp.path() / "out");
    auto const sources = found(xml, "<datasource>([^<]*)</datasource>");
    EXPECT_GE(sources.size(), 20u);
    for (std::string const& source : sources) {
        if (source.starts_with("type=xyz")) continue;
        ASSERT_THAT(source, testing::StartsWith("./"));
        EXPECT_TRUE(fs::exists(temp.path() / "out" / source.substr(0, source.find('|')))) << source;
    }
    EXPECT_THAT(xml, AllOf(Not(HasSubstr(temp.path().string())), Not(HasSubstr("<script>")),
                           HasSubstr(R"(<Absolute type="bool">false</Absolute>)")));
    EXPECT_EQ(found(xml, "<Layout name=\"([^\"]*)\"").size(), 2u);
    for (char const* style : {"walk.qml", "surface.qml", "headroom.qml"})
        EXPECT_TRUE(fs::exists(temp.path() / "out/rasters" / style)) << style;
}

TEST(QgisProject, OfTheSameRunHasTheSameBytes)
{
    TempFolder const temp;
    for (char const* name : {"a", "b"}) {
        auto run = example::run();
        write_results(run, temp.path() / name, [](std::string const&, double) {});
    }
    EXPECT_EQ(text_of_file(temp.path() / "a/plankaart.qgz"), text_of_file(temp.path() / "b/plankaart.qgz"));
}

TEST(QgisProject, OfCoverageAloneHasNothingOfAPlan)
{
    TempFolder const temp;
    auto run = example::run();
    run.inputs.scope = RunScope::coverage;
    for (KpiRow& row : run.findings.kpis)
        row.plan.reset();
    write_results(run, temp.path() / "out", [](std::string const&, double) {});
    std::string const xml = project_of(temp.path() / "out");
    EXPECT_THAT(xml, AllOf(Not(HasSubstr("layername=placements")), Not(HasSubstr("unmet")), HasSubstr("White spots"),
                           HasSubstr("kpi_gemeenten")));
}

TEST(QgisProject, NamesLayersGroupsAndThemesInDutch)
{
    TempFolder const temp;
    auto run = example::run();
    {
        InDutch const spoken;
        write_results(run, temp.path() / "out", [](std::string const&, double) {});
    }
    std::string const xml = project_of(temp.path() / "out");
    for (std::string const& title : found(xml, "<layername>([^<]*)</layername>"))
        EXPECT_THAT(title, Not(testing::ContainsRegex(" of |the | and "))) << title;
    EXPECT_THAT(xml, AllOf(HasSubstr("Elektriciteitsnet"), HasSubstr("Gemeentegrenzen"), HasSubstr("Schaal 1 : ")));
}

}  // namespace
}  // namespace laad::qgis_test
