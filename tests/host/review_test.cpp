// SPDX-License-Identifier: Apache-2.0
#include "host/placement/review.hpp"

#include "host/plan_folder/plan_folder.hpp"
#include "host/plan_folder/stored_candidates.hpp"
#include "host/report/input_tables.hpp"
#include "tests/host/made_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

namespace laad::review_test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Candidates 100 m apart from west to east: 0 to 4 are eligible, 5 breaks a rule.
class Verdicts : public testing::Test {
  protected:
    Verdicts()
    {
        base.municipalities = {{"Delft", "", ""}};
        for (int i = 0; i < 6; ++i) {
            Candidate candidate;
            candidate.id = "c" + std::to_string(i);
            candidate.pole = {100.0 * i, 0};
            candidate.municipality = MunicipalityId{0};
            if (i == 5) candidate.reasons = {"TREE"};
            base.candidates.push_back(candidate);
        }
        scenario.placement.quotas = {{"Delft", 2, 0}};
        scenario.file = temp.path() / "region.toml";
        scenario.placement.review = temp.path() / "review.csv";
    }

    Review review(std::string const& rows)
    {
        std::ofstream{scenario.placement.review} << "place,verdict,remark,by,date,x,y\n" << rows;
        return apply_review(scenario, base);
    }
    std::vector<std::string> ids(std::vector<CandidateId> const& candidates) const
    {
        std::vector<std::string> all;
        for (CandidateId const c : candidates)
            all.push_back(base.candidates[c].id);
        return all;
    }
    std::vector<std::string> reasons() const
    {
        std::vector<std::string> all;
        for (Rejected const& row : base.rejected)
            all.push_back(std::to_string(row.feature) + ": " + row.reason);
        return all;
    }

    TempFolder temp;
    Scenario scenario;
    BaseLayers base;
};

TEST_F(Verdicts, EachDoesWhatItSays)
{
    Review const found =
        review("c3,approve,near the school,an,2026-11-30,,\nc0,approve,,,,,\nc1,reject,trees,,,,\nc2,prefer,,,,,\n");
    EXPECT_THAT(ids(found.approved), ElementsAre("c3", "c0"));
    EXPECT_THAT(ids(found.preferred), ElementsAre("c2"));
    EXPECT_THAT(base.candidates[CandidateId{1}].reasons, ElementsAre("rejected_in_review"));
    EXPECT_EQ(found.words_of(CandidateId{3}), "approve: near the school");
    EXPECT_EQ(found.words_of(CandidateId{1}), "reject: trees");
    EXPECT_EQ(found.words_of(CandidateId{4}), "");
    EXPECT_THAT(base.rejected, IsEmpty());
    EXPECT_THAT(base.notes, ElementsAre("review: 2 places approved, 1 rejected, 1 preferred, 0 moved"));
}

TEST_F(Verdicts, AMoveRejectsAndPrefersTheNearestEligiblePlace)
{
    Review const found = review("c1,move,,,,\"230,5\",10\nc4,move,,,,460.0,0\nc3,reject,,,,,\n");
    EXPECT_THAT(ids(found.preferred), ElementsAre("c2"));
    EXPECT_EQ(found.words_of(CandidateId{2}), "prefer: moved from c1");
    EXPECT_EQ(base.candidates[CandidateId{4}].reasons.size(), 1u) << "rejected all the same";
    EXPECT_THAT(base.notes, Contains(HasSubstr("no eligible candidate lies within 50 m of where c4 is to move")));
    EXPECT_THAT(review("c0,move,,,,50,0\n").preferred, IsEmpty()) << "c1 has been rejected";
}

TEST_F(Verdicts, WhatDoesNotCountIsSetAsideWithTheReason)
{
    Review const found = review(
        "c9,approve,,,,,\nc0,aprove,,,,,\nc1,move,,,,,\nc2,approve,a,,,,\nc2,approve,b,,,,\nc3,approve,,,,,\n"
        "c3,reject,,,,,\nc5,approve,,,,,\nc5,reject,,,,,\n");
    EXPECT_THAT(ids(found.approved), ElementsAre("c2"));
    EXPECT_EQ(found.words_of(CandidateId{2}), "approve: a");
    EXPECT_THAT(reasons(), ElementsAre("2: no candidate has the id \"c9\"",
                                       HasSubstr("3: \"aprove\" is no verdict; did you mean \"approve\"?"),
                                       "4: a move without numbers in x and y", "6: says again what line 5 says",
                                       "7: contradicts another row on c3", "8: contradicts another row on c3",
                                       "9: contradicts another row on c5", "10: contradicts another row on c5"));
    EXPECT_THAT(base.notes, Contains(HasSubstr("WARNING: 8 rows of the review do not count")));
    base.rejected.clear();
    review("c5,approve,,,,,\nc5,prefer,,,,,\n");
    base.rejected.clear();
    EXPECT_THAT(review("c5,approve,,,,,\n").approved, IsEmpty());
    EXPECT_THAT(reasons(), ElementsAre("2: c5 breaks hard rules: TREE"));
    EXPECT_EQ(base.rejected.front().file, "review.csv");
}

TEST_F(Verdicts, MoreThanTheQuotaAndNearerThanTheSpacingIsTold)
{
    scenario.placement.rules.min_station_m = 150;
    review("c0,approve,,,,,\nc1,approve,,,,,\nc4,approve,,,,,\n");
    EXPECT_THAT(base.notes, Contains(HasSubstr("3 places are approved in Delft, which has a quota of 2; they stay")));
    EXPECT_THAT(base.notes, Contains(HasSubstr("1 approved places lie nearer than 150 m to another one; they stay")));
}

TEST_F(Verdicts, ATableWithoutItsColumnsIsRefused)
{
    std::ofstream{scenario.placement.review} << "candidate,verdict\nc1,reject\n";
    EXPECT_THROW(apply_review(scenario, base), InputError);
    std::filesystem::remove(scenario.placement.review);
    EXPECT_THROW(apply_review(scenario, base), InputError);
}

TinyRegion town_with(std::string const& rows)
{
    TinyRegion town;
    town.replace("[placement.rules]", "[placement]\nreview = \"review.csv\"\n\n[placement.rules]");
    town.tables["review.csv"] = "place,verdict,remark\n" + rows;
    return town;
}

std::vector<std::string> places(Run const& run)
{
    std::vector<std::string> ids;
    for (Placement const& placement : run.findings.plan.placements)
        ids.push_back(run.inputs.base.candidates[placement.candidate].id);
    return ids;
}

TEST(ReviewOfAPlan, GoesBackIntoTheRun)
{
    TempFolder const temp;
    auto const before = made_plan(TinyRegion{}, temp.path(), "before");
    auto const first = places(before);
    ASSERT_GE(first.size(), 2u);
    auto const& candidates = before.inputs.base.candidates;
    auto const pole = [&](std::string const& id) { return std::ranges::find(candidates, id, &Candidate::id)->pole; };
    std::string fixed;  // far from what is to be preferred
    for (Candidate const& candidate : candidates)
        if (candidate.eligible() && std::ranges::count(first, candidate.id) == 0 &&
            std::abs(candidate.pole.x - pole(first[1]).x) > 30)
            fixed = candidate.id;
    ASSERT_FALSE(fixed.empty());

    auto const after =
        made_plan(town_with(first[0] + ",reject,too busy\n" + fixed + ",approve,\n" + first[1] + ",prefer,\n"),
                  temp.path(), "after");
    auto const now = places(after);
    ASSERT_GE(now.size(), 2u);
    EXPECT_EQ(now[0], fixed);
    EXPECT_EQ(after.findings.plan.placements[0].aim, Aim::approved);
    EXPECT_EQ(now[1], first[1]);
    EXPECT_EQ(after.findings.plan.placements[1].aim, Aim::preferred);
    EXPECT_EQ(std::ranges::count(now, first[0]), 0);
    EXPECT_GE(after.findings.plan.bound.wh, after.findings.plan.served_wh());

    StoredPlan const plan = read_plan(temp.path() / "after");
    EXPECT_EQ(plan.places.front().candidate, fixed);
    each_candidate(temp.path() / "after", first[0], [](StoredCandidate const& candidate) {
        EXPECT_THAT(candidate.stopped_by, ElementsAre("rejected_in_review"));
    });
    EXPECT_THAT(set_aside(after.inputs), IsEmpty());
}

TEST(ReviewOfAPlan, IsTheSameForAnyNumberOfThreads)
{
    TempFolder const temp;
    std::string rows;
    auto const before = made_plan(TinyRegion{}, temp.path(), "before");
    int number = 0;
    for (Candidate const& candidate : before.inputs.base.candidates)
        if (candidate.eligible() && ++number <= 4)
            rows += candidate.id + (number % 2 == 0 ? ",approve,\n" : ",prefer,\n");
    auto const with_threads = [&](std::size_t threads, std::string const& name) {
        tbb::global_control const limit{tbb::global_control::max_allowed_parallelism, threads};
        return places(made_plan(town_with(rows), temp.path(), name, threads == 1 ? 64 : 128));
    };
    EXPECT_EQ(with_threads(1, "alone"), with_threads(4, "together"));
}

laad::Run run_in(Work const& work, std::filesystem::path const& region)
{
    auto const quiet = [](std::string const&, double) {};
    Scenario scenario = parse_scenario(region);
    scenario.run.tile_cells = 64;
    auto run = read_inputs(std::move(scenario), RunScope::plan, work, quiet);
    ChosenDevice const device = choose_device("cpu", 2);
    analyse(run, plan_run(run.inputs.scenario, RunScope::plan, size_of(run.inputs), device, std::int64_t{1} << 50),
            device, work, quiet);
    return run;
}

TEST(ReviewOfAPlan, ChangesNothingButTheRanking)
{
    TempFolder const temp;
    std::filesystem::create_directory(temp.path() / "work");
    auto const region = town_with("").write(temp.path() / "town");
    auto const before = run_in(temp.path() / "work", region);
    auto const rejected = places(before).front();
    std::ofstream{region.parent_path() / "review.csv"} << "place,verdict\n" << rejected << ",reject\n";
    auto const after = run_in(temp.path() / "work", region);
    EXPECT_THAT(after.log.computed, IsEmpty());
    EXPECT_GT(after.log.ranking_parts.made, 0);
    EXPECT_EQ(std::ranges::count(places(after), rejected), 0);
    EXPECT_EQ(places(after), places(run_in(temp.path() / "work", region)));
}

}  // namespace
}  // namespace laad::review_test
