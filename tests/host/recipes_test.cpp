// SPDX-License-Identifier: Apache-2.0
// Recipes: what they make of files, against configurations that were written by hand.
#include "host/recipes/expand.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/error.hpp"
#include "rasters/io/vectors/vector_file.hpp"
#include "tests/host/temp_folder.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace laad::recipes_test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// Lines of an effective configuration by section, without the quotes around names of fields in conditions.
std::vector<std::string> lines_of(std::string const& toml, std::vector<std::string> const& without)
{
    std::vector<std::string> lines;
    std::istringstream in{toml};
    std::string section;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("[")) section = line;
        std::string plain;
        for (std::size_t i = 0; i < line.size(); ++i)
            if (line.compare(i, 2, "\\\"") == 0)
                ++i;
            else
                plain += line[i];
        bool const skipped = std::ranges::any_of(
            without, [&](std::string const& key) { return (section + " " + plain).starts_with(key); });
        if (!skipped && !plain.starts_with("#")) lines.push_back(plain);
    }
    return lines;
}

TEST(Recipes, GiveDelftTheConfigurationThatWasWrittenByHand)
{
    std::filesystem::path const delft = std::filesystem::path{LAAD_SOURCE_DIR} / "examples/delft";
    // What recipes say otherwise: repeats of chargers are found, not marked; conditions that hold for other files too.
    std::vector<std::string> const other{"[[source]]",
                                         "[chargers] where",
                                         "[chargers] operator_field",
                                         "[chargers] name_field",
                                         "[chargers] updated_field",
                                         "[region] buurten",
                                         "[region] buurt_name_field",
                                         "[region] gemeenten",
                                         "[region] context_m",
                                         "[grid] stations",
                                         "[dwellings] where",
                                         "[[surface]] where",
                                         "[[parking]] where",
                                         "[placement.rules] buildings",
                                         "[placement.rules] water"};
    EXPECT_EQ(lines_of(effective_toml(parse_scenario(delft / "region.toml")), other),
              lines_of(effective_toml(parse_scenario(delft / "region-in-full.toml")), other));
}

TEST(Recipes, GiveTheConditionsOfDelftThatWereWrittenByHand)
{
    std::filesystem::path const delft = std::filesystem::path{LAAD_SOURCE_DIR} / "examples/delft";
    Scenario const by_recipe = parse_scenario(delft / "region.toml");
    Scenario const by_hand = parse_scenario(delft / "region-in-full.toml");
    ASSERT_EQ(by_recipe.surface.size(), by_hand.surface.size());
    auto const ids = [](LayerRef const& source) {
        std::vector<std::int64_t> found;
        for (Feature const& feature :
             read_layer({.file = source.file, .layer = source.layer, .where = source.where}).features)
            found.push_back(feature.id);
        return found;
    };
    for (std::size_t i = 0; i < by_hand.surface.size(); ++i)
        EXPECT_EQ(ids(by_recipe.surface[i].source), ids(by_hand.surface[i].source)) << by_hand.surface[i].source.where;
    ASSERT_EQ(by_recipe.parking.size(), by_hand.parking.size());
    for (std::size_t i = 0; i < by_hand.parking.size(); ++i)
        EXPECT_EQ(ids(by_recipe.parking[i].source), ids(by_hand.parking[i].source));
    EXPECT_EQ(ids(by_recipe.dwellings.source), ids(by_hand.dwellings.source));
    EXPECT_EQ(ids(*by_recipe.placement.rules.buildings), ids(*by_hand.placement.rules.buildings));
    EXPECT_EQ(ids(*by_recipe.placement.rules.water), ids(*by_hand.placement.rules.water));
}

/// A file that has every layer and field of a recipe.
std::filesystem::path file_with_all_of(Recipe const& recipe, std::filesystem::path const& folder)
{
    std::vector<OutputLayer> layers;
    for (RecipeLayer const& wanted : recipe.layers) {
        std::string name = wanted.names.front() == "*" ? wanted.name : wanted.names.front();
        name.erase(std::remove(name.begin(), name.end(), '*'), name.end());
        auto const is_named = [&](OutputLayer const& layer) { return layer.name == name; };
        if (std::ranges::any_of(layers, is_named)) continue;
        OutputLayer layer{name};
        layer.shape = wanted.shape.value_or(ShapeKind::polygon);
        for (std::string const& field : wanted.fields) {
            auto const spelling = recipe.fields.find(field);
            layer.fields.push_back({spelling == recipe.fields.end() ? field : spelling->second.front()});
        }
        layers.push_back(std::move(layer));
    }
    auto const file = folder / (recipe.name + ".gpkg");
    write_geopackage(file, 28992, layers);
    return file;
}

class RecipeFiles : public testing::Test {
  protected:
    Scenario parse(std::string const& text)
    {
        std::ofstream{folder.path() / "region.toml"} << text;
        return parse_scenario(folder.path() / "region.toml");
    }
    std::string error(std::string const& text)
    {
        try {
            parse(text);
        } catch (InputError const& e) {
            return e.what();
        }
        return "no error";
    }
    void layers(std::string const& file, std::vector<OutputLayer> const& written)
    {
        write_geopackage(folder.path() / file, 28992, written);
    }

    TempFolder folder;
};

constexpr char const* region = "[region]\nname = \"x\"\narea = {file = \"a.gpkg\"}\n";

TEST_F(RecipeFiles, EveryRecipeGivesKeysThatThereAre)
{
    for (Recipe const& recipe : known_recipes()) {
        SCOPED_TRACE(recipe.name);
        auto const file = file_with_all_of(recipe, folder.path());
        std::string const text = fmt::format(
            "{}[prognosis]\nfile = \"p.csv\"\ntarget_year = 2030\n[[source]]\nrecipe = \"{}\"\nfile = \"{}\"\n"
            "date = \"2026-01-01\"\n",
            recipe.name == "area" ? "[region]\nname = \"x\"\n" : region, recipe.name, file.filename().string());
        EXPECT_THAT(error(text), AllOf(Not(HasSubstr("unknown key")), Not(HasSubstr("must "))));
    }
}

/// As above, with charge locations that no recipe gives.
constexpr char const* region_with_chargers =
    "[region]\nname = \"x\"\narea = {file = \"a.gpkg\"}\n[chargers]\nfile = \"n.gpkg\"\nid_field = \"id\"\nevse_field "
    "= \"n\"\n"
    "snapshot_date = \"2026-01-01\"\n";

OutputLayer charge_locations(std::vector<std::string> const& more = {})
{
    OutputLayer layer{"charge_locations"};
    layer.shape = ShapeKind::point;
    for (char const* name : {"location_id", "n_evse", "parking_type"})
        layer.fields.push_back({name});
    for (auto const& name : more)
        layer.fields.push_back({name});
    return layer;
}

constexpr char const* ndw = "[[source]]\nrecipe = \"ndw\"\nfile = \"c.gpkg\"\ndate = \"2026-01-01\"\n";

TEST_F(RecipeFiles, AFieldThatIsNotThereIsNullInConditionsAndLeftOutElsewhere)
{
    layers("c.gpkg", {charge_locations()});
    Scenario const without = parse(region + std::string{ndw});
    EXPECT_EQ(without.chargers.source.where, "NULL IS NULL OR NULL = 'passenger'");
    EXPECT_EQ(without.chargers.status_field, "");
    EXPECT_EQ(without.chargers.snapshot_date, "2026-01-01");
    std::filesystem::remove(folder.path() / "c.gpkg");
    layers("c.gpkg", {charge_locations({"Layer", "STATUS"})});
    Scenario const with = parse(region + std::string{ndw});
    EXPECT_EQ(with.chargers.source.where, "\"Layer\" IS NULL OR \"Layer\" = 'passenger'");
    EXPECT_EQ(with.chargers.status_field, "STATUS");
}

TEST_F(RecipeFiles, WhatRegionTomlSaysItselfWins)
{
    layers("c.gpkg", {charge_locations()});
    Scenario const s = parse(std::string{region} +
                             "[chargers]\nassumed_evse = 3\nid_field = \"other\"\nwhere = \"n_evse > 0\"\n" + ndw);
    EXPECT_EQ(s.chargers.id_field, "other");
    EXPECT_EQ(s.chargers.source.where, "n_evse > 0");
    EXPECT_EQ(s.chargers.assumed_evse, 3);
    EXPECT_EQ(s.chargers.evse_field, "n_evse");
}

TEST_F(RecipeFiles, ASourceBecomesALineOfTheReport)
{
    layers("c.gpkg", {charge_locations()});
    Scenario const s = parse(region + std::string{ndw});
    ASSERT_EQ(s.sources.size(), 1u);
    EXPECT_EQ(s.sources[0].what, "Charge locations");
    EXPECT_EQ(s.sources[0].date, "2026-01-01");
}

OutputLayer lines(std::string const& name, std::vector<std::string> const& fields)
{
    OutputLayer layer{name};
    layer.shape = ShapeKind::line;
    for (auto const& field : fields)
        layer.fields.push_back({field});
    return layer;
}

std::vector<Surface> surfaces(Scenario const& s)
{
    std::vector<Surface> all;
    for (SurfaceRule const& rule : s.surface)
        all.push_back(rule.surface);
    return all;
}

TEST_F(RecipeFiles, RulesOfLayersThatAreNotThereAreLeftOutAndOwnRulesComeLast)
{
    layers("r.gpkg", {lines("spoor", {"railway"})});
    Scenario const s = parse(
        std::string{region_with_chargers} +
        "[[surface]]\nfile = \"own.gpkg\"\nclass = \"street\"\n[[source]]\nrecipe = \"osm\"\nfile = \"r.gpkg\"\n");
    EXPECT_THAT(surfaces(s), ElementsAre(Surface::rail, Surface::street));
    EXPECT_EQ(s.surface[0].source.layer, "spoor");
    EXPECT_TRUE(s.parking.empty());
}

constexpr char const* roads = "[[source]]\nrecipe = \"osm\"\nfile = \"r.gpkg\"\n";

TEST_F(RecipeFiles, RulesAreChangedAndLeftOutByName)
{
    layers("r.gpkg", {lines("roads", {"highway", "layer"})});
    Scenario const s =
        parse(std::string{region_with_chargers} + roads +
              "change = {motorways = {width_m = 12}}\n"
              "leave_out = [\"footways\", \"cycleways\", \"pedestrian streets\", \"service roads\", \"main roads\"]\n");
    EXPECT_THAT(surfaces(s), ElementsAre(Surface::motorway, Surface::street));
    EXPECT_EQ(s.surface[0].width_m, 12);
    EXPECT_EQ(s.surface[1].level_field, "layer");
    EXPECT_EQ(s.surface[1].bridge_field, "");
    EXPECT_THAT(error(std::string{region_with_chargers} + roads + "leave_out = [\"motorway\"]\n"),
                AllOf(HasSubstr("region.toml:9"), HasSubstr("did you mean \"motorways\"?")));
    EXPECT_THAT(error(std::string{region_with_chargers} + roads + "change = {motorways = 12}\n"),
                HasSubstr("change must be a table"));
}

TEST_F(RecipeFiles, PartsAreChosenWithUse)
{
    layers("r.gpkg", {lines("roads", {"highway"}), charge_locations()});
    std::string const both = "[[source]]\nrecipe = \"osm\"\nfile = \"r.gpkg\"\nuse = [\"surface\"]\n";
    EXPECT_EQ(parse(region_with_chargers + both).surface.size(), 7u);
    EXPECT_THAT(error(std::string{region_with_chargers} + roads + "use = [\"surfaces\"]\n"),
                AllOf(HasSubstr("uses \"surfaces\""), HasSubstr("it gives: surface")));
}

TEST_F(RecipeFiles, TwoSourcesOfOnePartAreRefusedUntilOneIsChosen)
{
    layers("c.gpkg", {charge_locations()});
    layers("d.gpkg", {charge_locations()});
    std::string const two =
        region + std::string{ndw} + "[[source]]\nrecipe = \"ndw\"\nfile = \"d.gpkg\"\ndate = \"2026-01-01\"\n";
    EXPECT_THAT(error(two), AllOf(HasSubstr("chargers"), HasSubstr("use = [\"chargers\"]")));
    EXPECT_EQ(parse(two + "use = []\n").chargers.source.file.filename(), "c.gpkg");
}

TEST_F(RecipeFiles, WhatIsWrongIsToldWithTheWayOut)
{
    layers("c.gpkg", {charge_locations()});
    auto const source = [](std::string const& rest) { return region + std::string{"[[source]]\n"} + rest; };
    EXPECT_THAT(error(source("recipe = \"ndww\"\nfile = \"c.gpkg\"\n")),
                AllOf(HasSubstr("region.toml:4"), HasSubstr("did you mean \"ndw\"?"), HasSubstr("osm")));
    EXPECT_THAT(error(source("recipe = \"ndw\"\n")), HasSubstr("no file"));
    EXPECT_THAT(error(source("recipe = \"ndw\"\nfile = \"absent.gpkg\"\n")), HasSubstr("absent.gpkg"));
    EXPECT_THAT(error(source("recipe = \"bag\"\nfile = \"c.gpkg\"\n")),
                AllOf(HasSubstr("none of its layers"), HasSubstr("charge_locations (location_id")));
    EXPECT_THAT(error(source("recipe = \"ndw\"\nfile = \"c.gpkg\"\n")), HasSubstr("needs date"));
    EXPECT_THAT(error(source("recipe = \"ndw\"\nfile = \"c.gpkg\"\nleyer = 1\n")), HasSubstr("unknown key \"leyer\""));
}

TEST_F(RecipeFiles, ARecipeOfOnesOwnIsReadFromItsFile)
{
    layers("c.gpkg", {lines("wegen", {"soort"})});
    std::ofstream{folder.path() / "mine.toml"}
        << "title = \"t\"\npage = \"p\"\nwhat = \"w\"\norigin = \"o\"\nlicence = \"l\"\n"
           "[fields]\nkind = [\"type\", \"SOORT\"]\n[layers]\nways = {names = [\"weg*\"], fields = [\"kind\"]}\n"
           "[[surface]]\nlayer = \"ways\"\nwhere = \"{kind} = 'straat'\"\nclass = \"street\"\n";
    Scenario const s =
        parse(std::string{region_with_chargers} + "[[source]]\nrecipe = \"mine.toml\"\nfile = \"c.gpkg\"\n");
    ASSERT_EQ(s.surface.size(), 1u);
    EXPECT_EQ(s.surface[0].source.where, "\"soort\" = 'straat'");
    std::ofstream{folder.path() / "mine.toml"} << "title = \"t\"\n";
    EXPECT_THAT(error(std::string{region} + "[[source]]\nrecipe = \"mine.toml\"\nfile = \"c.gpkg\"\n"),
                AllOf(HasSubstr("mine.toml"), HasSubstr("page is missing")));
}

}  // namespace
}  // namespace laad::recipes_test
