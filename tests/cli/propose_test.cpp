// SPDX-License-Identifier: Apache-2.0
// laadraster propose as a plan manager runs it, month after month.
#include "tests/cli/program.hpp"
#include "tests/host/busy_town.hpp"
#include "tests/host/temp_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laad::propose_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
namespace fs = std::filesystem;

TEST(ProposeCommand, RemembersAnswersInTheFolderOfTheRegion)
{
    TempFolder const temp;
    fs::path const& here = temp.path();
    busy_town().write(here / "town");
    std::string const no_browser = "PATH=/nowhere";
    auto const asked = [&](std::string const& arguments) {
        return laadraster(here, "propose " + arguments, no_browser);
    };

    Outcome const early = asked("town");
    EXPECT_EQ(early.exit_code, 3);
    EXPECT_THAT(early.err, HasSubstr("town: has no plan yet; `laadraster update` makes one"));
    Outcome const made = laadraster(here, "update town -q --device cpu");
    ASSERT_EQ(made.exit_code, 0) << made.err;

    Outcome const first = asked("-q town");
    ASSERT_EQ(first.exit_code, 0) << first.err;
    EXPECT_THAT(first.out, AllOf(HasSubstr("search areas: 1 new proposals, 0 still wait for an answer, 0 closed now"),
                                 HasSubstr("new     P1: "), HasSubstr("There is no Chromium on this machine"),
                                 HasSubstr("open first: town/proposals/index.html")));
    Outcome const again = asked("-q town");
    EXPECT_THAT(again.out, HasSubstr("search areas: 0 new proposals, 1 still wait for an answer, 0 closed now"));

    std::ofstream{here / "town/proposals/proposals.csv"} << "proposal;answer;reason\nP1;nee;\n";
    Outcome const wrong = asked("-q town");
    EXPECT_EQ(wrong.exit_code, 3);
    EXPECT_THAT(wrong.err, HasSubstr("line 2: \"nee\" is no answer; write accepted or rejected, or nothing"));
    std::ofstream{here / "town/proposals/proposals.csv"} << "proposal;answer;reason\nP1;rejected;te smal\n";
    Outcome const next = asked("-q town");
    EXPECT_EQ(next.exit_code, 0) << next.err;
    EXPECT_THAT(next.out, AllOf(HasSubstr("new     P2: "), HasSubstr("te smal")));

    Outcome const alone = asked("town/latest/");
    EXPECT_EQ(alone.exit_code, 3);
    EXPECT_THAT(alone.err, HasSubstr("name with --out where the proposals are kept"));
}

}  // namespace
}  // namespace laad::propose_test
