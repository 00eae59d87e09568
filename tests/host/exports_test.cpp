// SPDX-License-Identifier: Apache-2.0
// What a plan is for other programs; its files are opened as those do in tests/exports.
#include "host/exports/exports.hpp"

#include "host/exports/meaning.hpp"
#include "host/exports/public_layers.hpp"
#include "host/exports/read_me.hpp"
#include "host/exports/spreadsheet.hpp"
#include "host/language/language.hpp"
#include "host/present/field_words.hpp"
#include "rasters/error.hpp"
#include "tests/host/made_plan.hpp"
#include "tests/host/written_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

namespace laad::exports_test {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Dutch for as long as it lives.
struct InDutch {
    InDutch() { speak(Language::nl); }
    ~InDutch() { speak(Language::en); }
};

OutputLayer small_table()
{
    return {.name = "small",
            .fields = {{"id"}, {"kwh", FieldKind::real}, {"n", FieldKind::integer}},
            .features = {{.values = {std::string{"a;b"}, 819214.097, std::int64_t{1234567}}},
                         {.values = {std::string{"=1+1"}, -0.5, Value{}}},
                         {.values = {std::string{"c,\"d\""}, Value{}, std::int64_t{-1}}}}};
}

TEST(SpreadsheetCsv, EnglishIsByRfc4180)
{
    EXPECT_EQ(spreadsheet_csv(small_table()),
              "id,kwh,n\r\na;b,819214.097,1234567\r\n'=1+1,-0.5,\r\n\"c,\"\"d\"\"\",,-1\r\n");
}

TEST(SpreadsheetCsv, DutchHasSemicolonsDecimalCommasAndAMark)
{
    InDutch const dutch;
    EXPECT_EQ(spreadsheet_csv(small_table()),
              "\xef\xbb\xbfid;kwh;n\r\n\"a;b\";819214,097;1234567\r\n'=1+1;-0,5;\r\n\"c,\"\"d\"\"\";;-1\r\n");
}

/// A plan of a made-up town.
class Exports : public testing::Test {
  protected:
    static void SetUpTestSuite()
    {
        temp = std::make_unique<Folder>();
        made_plan(TinyRegion{}, temp->file(""), "plan");
        plan = std::make_unique<StoredPlan>(read_plan(temp->file("plan")));
    }
    static void TearDownTestSuite()
    {
        plan.reset();
        temp.reset();
    }

    static std::unique_ptr<Folder> temp;
    static std::unique_ptr<StoredPlan> plan;
};
std::unique_ptr<Folder> Exports::temp;
std::unique_ptr<StoredPlan> Exports::plan;

TEST_F(Exports, EveryTableAndColumnIsExplainedInBothLanguages)
{
    for (OutputLayer const& table : public_layers(*plan)) {
        for (Field const& field : table.fields) {
            std::string const english = field_meaning(field.name);
            EXPECT_FALSE(english.empty()) << table.name << '.' << field.name;
            InDutch const dutch;
            bool const is_dutch_already = field.name == "gemeente";
            EXPECT_EQ(field_meaning(field.name) == english, is_dutch_already) << field.name;
        }
        std::string const english = table_meaning(table);
        InDutch const dutch;
        EXPECT_NE(table_meaning(table), english) << table.name;
    }
}

TEST_F(Exports, TheReadMeNamesFilesSourcesAndWhatIsLeftOut)
{
    StoredPlan told = *plan;
    told.config.sources = {{"Streets", "OpenStreetMap", "ODbL 1.0", "2025-08-06", false}};
    std::string const english = read_me(told, public_layers(told), {});
    for (char const* const words : {"Proefstad", "tables/placements.csv", "OpenStreetMap", "ODbL 1.0",
                                    "fewer than 5 dwellings", "decimal points"})
        EXPECT_THAT(english, HasSubstr(words));
    InDutch const dutch;
    std::string const in_dutch = read_me(told, public_layers(told), {});
    EXPECT_THAT(in_dutch, HasSubstr("minder dan 5 woningen"));
    EXPECT_THAT(in_dutch, HasSubstr("puntkomma"));
}

std::string refusal(StoredPlan const& plan, std::string const& connection, std::string const& schema)
{
    try {
        write_database(plan, connection, schema);
    } catch (InputError const& error) {
        return error.what();
    }
    return "";
}

TEST_F(Exports, ASchemaHasAPlainNameOfItsOwn)
{
    EXPECT_EQ(usual_schema(*plan), "laadraster_proefstad");
    for (char const* const name : {"", "public", "pg_x", "1a", "Hoofd", "a-b", "a\"; DROP"})
        EXPECT_THAT(refusal(*plan, "PG:dbname=none", name), HasSubstr("--schema")) << name;
}

TEST_F(Exports, APasswordIsNotTakenAndNotRepeated)
{
    for (char const* const connection : {"PG:dbname=gis password=hunter2", "PG:dbname=gis PassWord = 'hunter2'",
                                         "PG:postgresql://me:hunter2@host/gis", "host=x hunter2"}) {
        std::string const words = refusal(*plan, connection, "laadraster_x");
        EXPECT_THAT(words, HasSubstr("--postgis")) << connection;
        EXPECT_THAT(words, Not(HasSubstr("hunter2"))) << connection;
    }
}

}  // namespace
}  // namespace laad::exports_test
