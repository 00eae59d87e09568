// SPDX-License-Identifier: Apache-2.0
#include "host/report/explain.hpp"

#include "host/present/folder.hpp"
#include "host/report/tables.hpp"
#include "rasters/error.hpp"
#include "tests/host/example_run.hpp"
#include "tests/host/temp_folder.hpp"
#include "tests/host/written_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace laad::explain_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// What `explain` reads of the output folder of a run.
std::filesystem::path written(Run const& run, std::filesystem::path const& folder)
{
    auto layers = tables(run.inputs, run.findings);
    write_text(folder / "placements.csv", csv(layers.front()));
    write_text(folder / "kpi.csv", csv(filled(kpi_table(run.inputs), run.findings.kpis)));
    layers.push_back(filled(explanation_table(run.inputs.grid), candidate_rows(run.inputs, run.findings)));
    write_geopackage(folder / "plankaart.gpkg", run.inputs.base.grid.epsg, layers);
    return folder;
}

std::filesystem::path folder()
{
    static TempFolder const temp;
    static auto const path = written(example::run(), temp.path());
    return path;
}

TEST(Explain, TellsWhatAPlaceServesAndOnWhatItsRoomRests)
{
    EXPECT_THAT(explain(folder(), "a-1-1"),
                AllOf(HasSubstr("rank 1"), HasSubstr("headroom before: 28.0 kW, least at TR-7 in winter weekday 18:00"),
                      HasSubstr("headroom after: 20.0 kW"), HasSubstr("basis: assumed"),
                      HasSubstr("rules passed: ACCESS, NO_ENTRY"),
                      HasSubstr("rules not checked (no data, or switched off): TREE")));
}

TEST(Explain, TakesARankForAnId)
{
    EXPECT_EQ(explain(folder(), "1"), explain(folder(), "a-1-1"));
    EXPECT_EQ(explain(folder(), "2"), explain(folder(), "b-1-1"));
}

TEST(Explain, TellsWhyAPlaceWaitsAndWhatWouldMoveItUp)
{
    EXPECT_THAT(explain(folder(), "b-1-1"),
                AllOf(HasSubstr("rank 2"), HasSubstr("waits for grid (TR-7 has no room"),
                      HasSubstr("overlap with better ranks"), HasSubstr("the rank above can be connected")));
}

/// What decided is said from the first rank on.
TEST(Explain, TellsWhatDecidedAgainstTheNext)
{
    auto const first_of = [](CandidateValue const& next) {
        laad::Run run = example::run();
        auto& placements = run.findings.plan.placements;
        placements[0].value = {9000, 8'000'000, 8'100'000};
        placements[1].value = next;
        placements[1].status = GridStatus::connectable;
        if (next.worth == 8'000'000 && next.reach == 8'100'000)
            for (Placement& placement : placements) {
                placement.rank = 1;
                placement.shared_by = 2;
            }
        TempFolder const temp;
        return explain(written(run, temp.path()), "1");
    };
    EXPECT_THAT(first_of({9000, 6'000'000, 8'100'000}),
                HasSubstr("before b-1-1 (rank 2): worth 2.0 kWh a year more\n"));
    EXPECT_THAT(first_of({9000, 7'950'000, 8'100'000}), HasSubstr("which is close"));
    EXPECT_THAT(first_of({9000, 8'000'000, 8'000'000}), HasSubstr("worth as much, with 0.1 kWh more demand in reach"));
    EXPECT_THAT(first_of({9000, 8'000'000, 8'100'000}),
                AllOf(HasSubstr("rank 1 (shared by 2)"), HasSubstr("share a rank; this one lies further north")));
    EXPECT_THAT(explain(folder(), "1"), HasSubstr("that one waits for the grid"));
}

TEST(Explain, TellsWhichRuleStopsACandidate)
{
    EXPECT_THAT(explain(folder(), "c-1-1"),
                AllOf(HasSubstr("stopped by a hard rule"), HasSubstr("WALKWAY: the free walkway")));
}

TEST(Explain, TellsWhatAnUnplacedCandidateWouldStillServe)
{
    EXPECT_THAT(explain(folder(), "d-1-1"),
                AllOf(HasSubstr("no rank"), HasSubstr("as the first station"), HasSubstr("minimum spacing")));
}

TEST(Explain, TellsWhatACandidateThatIsNotTooCloseWouldNeed)
{
    laad::Run run = example::run();
    run.findings.plan.too_close[CandidateId{3}] = false;
    TempFolder const temp;
    EXPECT_THAT(explain(written(run, temp.path()), "d-1-1"), HasSubstr("the plan leaves no unmet demand"));
    run.findings.plan.left[CandidateId{3}] = {1'500'000, 1'234'500'000, 1'500'000'000};
    std::filesystem::remove(temp.path() / "plankaart.gpkg");
    EXPECT_THAT(
        explain(written(run, temp.path()), "d-1-1"),
        AllOf(HasSubstr("1500.0 kWh after the plan"), HasSubstr("worth 1234.5 kWh by nearness, the last rank (2)")));
}

TEST(Explain, NamesTheNearestCandidateForATypingError)
{
    try {
        explain(folder(), "a-1-l");
        FAIL() << "explained a candidate that does not exist";
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("did you mean \"a-1-1\""));
    }
}

TEST(Explain, RefusesAFolderThatIsNoOutput)
{
    EXPECT_THROW(explain("/nonexistent", "a-1-1"), InputError);
}

TEST(Explain, SaysWhatAnEarlierVersionDidNotWrite)
{
    TempFolder const temp;
    auto const run = example::run();
    write_geopackage(temp.path() / "plankaart.gpkg", run.inputs.base.grid.epsg, tables(run.inputs, run.findings));
    EXPECT_THAT(input_error([&] { static_cast<void>(explain(temp.path(), "1")); }),
                AllOf(HasSubstr("plankaart.gpkg"), HasSubstr("explanations"), HasSubstr("another version")));
}

}  // namespace
}  // namespace laad::explain_test
