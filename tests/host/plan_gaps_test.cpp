// SPDX-License-Identifier: Apache-2.0
#include "host/run/plan_gaps.hpp"

#include "tests/host/example_run.hpp"

#include <gmock/gmock.h>

namespace laad::plan_gaps_test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Two of the four candidates are placed, one breaks a rule, one stands too near; all in Oostwijk.
Run with_quotas(std::vector<Quota> quotas)
{
    laad::Run run = example::run();
    run.inputs.scenario.placement.quotas = std::move(quotas);
    for (DemandNode& node : run.inputs.base.nodes)
        node.neighbourhood = NeighbourhoodId{node.cell.col < 40 ? 0 : 1};
    run.findings.quotas = quota_outcomes(run.inputs, run.findings);
    return run;
}

TEST(QuotaOutcomes, SayNothingOfAQuotaThatIsFilledOrHasNoLimit)
{
    EXPECT_EQ(with_quotas({{"Oostwijk", 2, 0}}).findings.quotas[0].reason, "");
    EXPECT_EQ(with_quotas({{"Oostwijk", 0, 0}}).findings.quotas[0].reason, "");
    laad::Run const run = with_quotas({{"Oostwijk", 5, 1}});
    EXPECT_EQ(run.findings.quotas[0].reason, "") << "its energy is reached";
    EXPECT_EQ(run.findings.quotas[0].placed, 2);
    EXPECT_EQ(run.findings.quotas[0].waiting, 1);
    EXPECT_THAT(gap_notes(run.findings), IsEmpty());
}

TEST(QuotaOutcomes, SayWhyAQuotaIsNotFilled)
{
    laad::Run run = with_quotas({{"Oostwijk", 5, 0}, {"Westdam", 3, 0}});
    EXPECT_THAT(run.findings.quotas[0].reason,
                AllOf(HasSubstr("no candidate is left; of 3 that pass the hard rules: 1 stands too near a station"),
                      HasSubstr("% of its unmet demand lies within reach of no such candidate")));
    EXPECT_THAT(run.findings.quotas[1].reason, HasSubstr("no pair of bays in it passes the hard rules"));
    EXPECT_THAT(gap_notes(run.findings),
                ElementsAre(HasSubstr("the quota of Oostwijk is not filled, 2 of 5 stations are placed: no candidate"),
                            HasSubstr("the quota of Westdam is not filled, 0 of 3 stations")));
    run.findings.plan.too_close[CandidateId{3}] = false;
    run.findings.plan.left[CandidateId{3}] = {400'000, 0, 0};
    run.inputs.scenario.placement.min_gain_kwh = 500;
    EXPECT_THAT(quota_outcomes(run.inputs, run.findings)[0].reason,
                HasSubstr("1 would newly serve less than the minimum gain"));
}

/// What no candidate reaches is unmet whatever the plan does.
TEST(QuotaOutcomes, MeasureTheDemandThatNoCandidateReaches)
{
    laad::Run run = with_quotas({{"Oostwijk", 5, 0}});
    std::int64_t unmet_wh = 0;
    std::int64_t out_of_reach_wh = 0;
    for (NodeId const n : run.inputs.base.nodes.ids()) {
        NeighbourhoodId const neighbourhood = run.inputs.base.nodes[n].neighbourhood;
        if (!neighbourhood || run.inputs.base.neighbourhoods[neighbourhood].municipality != MunicipalityId{0}) continue;
        unmet_wh += run.findings.unmet_wh[n];
        bool reached = false;
        for (Reached const& entry : run.findings.candidate_reach.entries)
            reached = reached || entry.node == n;
        if (!reached) out_of_reach_wh += run.findings.unmet_wh[n];
    }
    EXPECT_EQ(run.findings.quotas[0].unmet_wh, unmet_wh);
    EXPECT_EQ(run.findings.quotas[0].out_of_reach_wh, out_of_reach_wh);
}

NalSquare white(std::string id)
{
    NalSquare square;
    square.id = std::move(id);
    square.state = NalState::white;
    square.obliged = true;
    return square;
}

Run with_squares(std::vector<NalSquare> squares)
{
    laad::Run run = example::run();
    run.inputs.scenario.placement.fill_white_squares = true;
    run.inputs.scenario.placement.quotas = {{"Oostwijk", 2, 0}};
    run.findings.nal = std::move(squares);
    return run;
}

TEST(WhiteSquares, AreOnlyFilledWhenAskedFor)
{
    laad::Run run = with_squares({white("E0840N4460")});
    EXPECT_EQ(squares_to_fill(run.inputs, run.findings).at("E0840N4460"), SquareId{0});
    run.findings.nal[SquareId{0}].state = NalState::blue;
    EXPECT_THAT(squares_to_fill(run.inputs, run.findings), IsEmpty());
    run.findings.nal[SquareId{0}].state = NalState::white;
    run.inputs.scenario.placement.fill_white_squares = false;
    EXPECT_THAT(squares_to_fill(run.inputs, run.findings), IsEmpty());
    EXPECT_THAT(white_squares(run.inputs, run.findings), IsEmpty());
}

TEST(WhiteSquares, AreNotFilledWhereOthersPlanAStation)
{
    laad::Run run = with_squares({white("E0840N4460")});
    run.inputs.base.chargers[ChargerId{1}].planned = true;
    EXPECT_EQ(squares_to_fill(run.inputs, run.findings).size(), 1u) << "it is not public";
    run.inputs.base.chargers[ChargerId{0}].planned = true;
    EXPECT_THAT(squares_to_fill(run.inputs, run.findings), IsEmpty());
    run.findings.plan.placements.clear();
    EXPECT_EQ(white_squares(run.inputs, run.findings).at(0).reason, "a station that others plan stands in it");
}

TEST(WhiteSquares, HaveAStationOrAReason)
{
    laad::Run run = with_squares({white("E0840N4460"), white("E0845N4460")});
    auto squares = white_squares(run.inputs, run.findings);
    ASSERT_EQ(squares.size(), 2u);
    EXPECT_EQ(squares[0].candidates, 4);
    EXPECT_EQ(squares[0].eligible, 3);
    EXPECT_EQ(squares[0].placement, 0);
    EXPECT_EQ(squares[0].reason, "");
    EXPECT_EQ(squares[1].placement, -1);
    EXPECT_EQ(squares[1].reason, "no two parking bays beside each other");

    run.findings.plan.placements.erase(run.findings.plan.placements.begin());
    run.findings.plan.too_close[CandidateId{0}] = true;
    squares = white_squares(run.inputs, run.findings);
    EXPECT_THAT(squares[0].reason, HasSubstr("its station waits for the grid: TR-7 has no room"));

    run.findings.plan.placements.clear();
    run.inputs.scenario.placement.quotas.clear();
    EXPECT_EQ(white_squares(run.inputs, run.findings)[0].reason,
              "of the candidates that pass the hard rules: 3 lie in a gemeente without a quota");
    run.inputs.scenario.placement.quotas = {{"Oostwijk", 1, 0}};
    run.findings.plan.left[CandidateId{1}] = {800'000, 0, 0};
    EXPECT_EQ(
        white_squares(run.inputs, run.findings)[0].reason,
        "of the candidates that pass the hard rules: 2 stand too near a station; 1 lies in a gemeente whose quota is "
        "used up");
    for (Candidate& candidate : run.inputs.base.candidates)
        candidate.reasons = {"WALKWAY"};
    run.inputs.base.candidates[CandidateId{0}].reasons.push_back("TREE");
    EXPECT_EQ(white_squares(run.inputs, run.findings)[0].reason,
              "all candidates are rejected: 4 by rule WALKWAY (the free walkway beside the pole would be too narrow); "
              "1 by rule TREE (too close to a tree)");
}

}  // namespace
}  // namespace laad::plan_gaps_test
