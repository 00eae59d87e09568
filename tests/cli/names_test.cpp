// SPDX-License-Identifier: Apache-2.0
// Names in the inputs do no harm on a terminal, in a spreadsheet or as the name of a file.
#include "tests/cli/program.hpp"
#include "tests/host/tiny_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laad::names_test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

class Names : public testing::Test {
  protected:
    void SetUp() override
    {
        std::string const odd = "=West\x1b[31m";
        town.layer("buurten").features.front().values.front() = odd;
        for (char const* kind : {"publiek", "thuis"}) {
            std::string& table = town.tables["prognosis.csv"];
            auto const at = table.find(std::string{"West,2023,2028,midden,personenauto,"} + kind);
            ASSERT_NE(at, std::string::npos);
            table.replace(at, 4, odd);
        }
        town.replace("name = \"Proefstad\"", "name = \"Proef\\u001bstad\\u007f\"");
    }
    Outcome run(std::string const& arguments) { return laadraster(temp.path(), arguments); }
    static void expect_harmless(Outcome const& outcome)
    {
        EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
        EXPECT_THAT(outcome.out + outcome.err, Not(HasSubstr("\x1b")));
        EXPECT_THAT(outcome.out + outcome.err, Not(HasSubstr("\x7f")));
    }

    TempFolder temp;
    TinyRegion town;
};

TEST_F(Names, WithControlCharactersAndFormulas)
{
    town.write(temp.path());
    expect_harmless(run("inspect region.toml"));
    Outcome const plan = run("run region.toml --out old --device cpu");
    expect_harmless(plan);
    EXPECT_THAT(plan.out, HasSubstr("Proef\\x1bstad\\x7f: "));
    EXPECT_THAT(contents(temp.path() / "old/kpi.csv"), HasSubstr("\nbuurt,'=West\x1b[31m,"));
    EXPECT_THAT(contents(temp.path() / "old/report.html"), Not(HasSubstr("\x1b")));
    expect_harmless(run("explain old --candidate 1"));
    std::string& table = town.tables["prognosis.csv"];
    table.replace(table.find("20000.5"), 7, "50000.5");
    town.write(temp.path());
    ASSERT_EQ(run("run region.toml --out new --device cpu -q").exit_code, 0);
    expect_harmless(run("compare old new --out change"));
    EXPECT_THAT(contents(temp.path() / "change/areas.csv"), HasSubstr("'=West"));
    EXPECT_THAT(contents(temp.path() / "change/areas.csv"), Not(HasSubstr("''=West")));
}

TEST_F(Names, InTheNameOfAPlan)
{
    town.replace("[prognosis]\n", "[prognosis]\nversion = \"../20\\u001b26: 1\"\n");
    town.write(temp.path() / "town");
    expect_harmless(run("update town --device cpu"));
    EXPECT_EQ(listing(temp.path() / "town/plans"), "_._20_26__1-2028-midden ");
}

TEST_F(Names, OfAFileWithAColon)
{
    town.replace("\"assets.csv\"", "\"assets:2026.csv\"");
    town.write(temp.path() / "town");
    fs::rename(temp.path() / "town/assets.csv", temp.path() / "town/assets:2026.csv");
    expect_harmless(run("inspect town/region.toml"));
}

TEST_F(Names, ThatAreTooLongAreRefusedBeforeAnythingIsComputed)
{
    town.write(temp.path());
    std::string const there = listing(temp.path());
    for (std::string const command : {"run region.toml --device cpu", "coverage region.toml --device cpu",
                                      "compare a b", "backtest --prognosis a --realised b"}) {
        Outcome const outcome = run(command + " --out " + std::string(250, 'x'));
        EXPECT_EQ(outcome.exit_code, 6) << outcome.err;
        EXPECT_THAT(outcome.err, HasSubstr("the name is too long (250 bytes"));
    }
    EXPECT_EQ(listing(temp.path()), there);
}

}  // namespace
}  // namespace laad::names_test
