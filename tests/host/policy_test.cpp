// SPDX-License-Identifier: Apache-2.0
#include "host/power/tables.hpp"
#include "tests/host/written_tables.hpp"

#include <gmock/gmock.h>

namespace laad::policy_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string const header = "area,from_date,connection_class,allowed,source,status\n";

PowerGrid grid_with(std::vector<PolicyRow> rows)
{
    PowerGrid grid;
    grid.policy = std::move(rows);
    return grid;
}

LayerNames const municipalities{{"Rijswijk", "Delft"}, {}, "", 28992};

PolicyRow const queue{"*", "2026-07-01", "KVA", false, "ACM", false};

TEST(Policy, AnExpectedRowBindsOnlyWhenAsked)
{
    PowerGrid const grid = grid_with({queue});
    PolicyVerdict const shown = policy_verdict(grid, {}, "Delft", "KVA", 2028);
    EXPECT_TRUE(shown.allowed);
    EXPECT_EQ(
        shown.note,
        "expected, not applied (grid.apply_expected_policy): no new KVA connection from 2026-07-01 (ACM; expected)");
    GridConfig config;
    config.apply_expected_policy = true;
    PolicyVerdict const applied = policy_verdict(grid, config, "Delft", "KVA", 2028);
    EXPECT_FALSE(applied.allowed);
    EXPECT_EQ(applied.note, "no new KVA connection from 2026-07-01 (ACM; expected)");
}

TEST(Policy, LooksAtClassAreaAndTheYearBeforeTheTarget)
{
    PowerGrid const grid = grid_with({{"Delft", "2027-12-31", "KVA", false, "gemeente", true}});
    EXPECT_FALSE(policy_verdict(grid, {}, "Delft", "KVA", 2028).allowed);
    EXPECT_TRUE(policy_verdict(grid, {}, "Delft", "KVA", 2027).allowed);
    EXPECT_TRUE(policy_verdict(grid, {}, "Delft", "GVA", 2028).allowed);
    EXPECT_TRUE(policy_verdict(grid, {}, "Rijswijk", "KVA", 2028).allowed);
    EXPECT_EQ(policy_verdict(grid, {}, "Rijswijk", "KVA", 2028).note, "");
}

TEST(Policy, TakesTheLatestRowAndOnOneDayTheOwnOne)
{
    PowerGrid const grid = grid_with({{"*", "2026-01-01", "KVA", true, "a", true},
                                      {"*", "2025-01-01", "KVA", false, "b", true},
                                      {"Delft", "2026-01-01", "KVA", false, "c", true}});
    EXPECT_TRUE(policy_verdict(grid, {}, "Rijswijk", "KVA", 2028).allowed);
    EXPECT_FALSE(policy_verdict(grid, {}, "Delft", "KVA", 2028).allowed);
    EXPECT_FALSE(policy_verdict(grid, {}, "Rijswijk", "KVA", 2026).allowed);
}

TEST(Policy, AnExpectedRowThatALaterDecisionReplacedIsNotMentioned)
{
    PowerGrid const grid = grid_with({queue, {"*", "2027-01-01", "KVA", true, "decision", true}});
    EXPECT_EQ(policy_verdict(grid, {}, "Delft", "KVA", 2028).note, "");
}

TEST(Policy, ReadsItsTable)
{
    Folder const folder;
    auto const rows =
        read_policy(folder.write("policy.csv", header + "*,2026-07-01,KVA,no,ACM,expected\n"), municipalities);
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_FALSE(rows[0].allowed);
    EXPECT_FALSE(rows[0].decided);
    EXPECT_EQ(rows[0].source, "ACM");
}

TEST(Policy, MayHaveNoRows)
{
    Folder const folder;
    EXPECT_TRUE(read_policy(folder.write("policy.csv", header), municipalities).empty());
}

TEST(Policy, RefusesBadRows)
{
    Folder const folder;
    auto const error_of = [&](std::string const& row) {
        return input_error([&] { read_policy(folder.write("policy.csv", header + row + "\n"), municipalities); });
    };
    EXPECT_THAT(
        error_of("*,1-7-2026,KVA,no,ACM,expected"),
        AllOf(HasSubstr("policy.csv"), HasSubstr("line 2: from_date \"1-7-2026\" is not a date, write it like")));
    EXPECT_THAT(error_of("*,2026-07-01,KVA,misschien,ACM,expected"),
                HasSubstr("allowed \"misschien\" is neither yes nor no"));
    EXPECT_THAT(error_of("*,2026-07-01,KVA,no,ACM,expect"),
                AllOf(HasSubstr("status \"expect\""), HasSubstr("did you mean \"expected\"?")));
    EXPECT_THAT(error_of(",2026-07-01,KVA,no,ACM,decided"), HasSubstr("area is empty"));
    EXPECT_THAT(error_of("*,2026-07-01,KVA,no,ACM,decided\n*,2026-07-01,KVA,no,ACM,decided"),
                HasSubstr("line 3: *, 2026-07-01, KVA, decided is on line 2 too; keep one"));
    EXPECT_THAT(error_of("*,2026-07-01,KVA,no,ACM,expected\n*,2026-07-01,KVA,yes,ACM,decided"),
                HasSubstr("line 3: *, 2026-07-01, KVA contradicts line 2; keep one"));
    EXPECT_THAT(error_of("*,2026-02-30,KVA,no,ACM,decided"), HasSubstr("from_date \"2026-02-30\" is not a date"));
    EXPECT_THAT(error_of("Delf,2026-07-01,KVA,no,ACM,decided"),
                AllOf(HasSubstr("line 2: area \"Delf\" is no gemeente"), HasSubstr("did you mean \"Delft\"?")));
}

}  // namespace
}  // namespace laad::policy_test
