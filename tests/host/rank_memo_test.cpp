// SPDX-License-Identifier: Apache-2.0
#include "tests/host/town_region.hpp"

#include <map>

namespace laad::rank_memo_test {
namespace {

/// A memo that knows what was asked of it.
class CountingMemo : public RankMemo {
  public:
    std::optional<std::vector<std::byte>> get(std::string const& key) override
    {
        auto const found = entries.find(key);
        if (found == entries.end()) return std::nullopt;
        ++known;
        return found->second;
    }
    void put(std::string const& key, std::span<std::byte const> bytes) override
    {
        ++(key.starts_with("sequence_") ? sequences : bounds);
        entries[key] = {bytes.begin(), bytes.end()};
    }
    void forget_counts() { sequences = bounds = known = 0; }

    std::map<std::string, std::vector<std::byte>> entries;
    int sequences{};  ///< that were computed
    int bounds{};
    int known{};
};

void expect_same(RankedPlan const& plan, RankedPlan const& expected)
{
    expect_same_plan(plan, expected);
    EXPECT_EQ(plan.bound.wh, expected.bound.wh);
    EXPECT_EQ(plan.bound.worth, expected.bound.worth);
    EXPECT_EQ(plan.bound.best_step, expected.bound.best_step);
    EXPECT_EQ(plan.evaluations, expected.evaluations);
    for (std::size_t i = 0; i < expected.placements.size(); ++i)
        EXPECT_EQ(plan.placements[i].grid_reason, expected.placements[i].grid_reason);
}

/// Ranks with the memo, and compares with ranking without one.
RankedPlan ranked(TownRegion const& region, CountingMemo& memo)
{
    SmallProblem const p = region.problem();
    PowerGrid const grid = region.grid();
    RankedPlan const full = rank(p.view(), grid);
    memo.forget_counts();
    expect_same(rank(p.view(), grid, &memo), full);
    return full;
}

class Memo : public testing::Test {
  protected:
    Memo()
    {
        std::mt19937 random{17};
        region = towns_apart(random, 6);
        ranked(region, memo);
        EXPECT_EQ(memo.sequences, 6);
    }

    TownRegion region;
    CountingMemo memo;
};

TEST_F(Memo, NothingIsComputedTwice)
{
    ranked(region, memo);
    EXPECT_EQ(memo.sequences, 0);
    EXPECT_EQ(memo.bounds, 0);
    EXPECT_GE(memo.known, 6);
}

TEST_F(Memo, DemandOfOneNodeTouchesItsTown)
{
    Town::Place const& first = region.towns[2].places.front();
    region.towns[2].unmet_wh[static_cast<std::size_t>(first.reached.front().node)] += 100;
    ranked(region, memo);
    EXPECT_EQ(memo.sequences, 1);
    EXPECT_LE(memo.bounds, 2);  // of energy and of worth
}

TEST_F(Memo, NewNodesAndCandidatesMoveNumbersButTouchTheirTownAlone)
{
    region.towns[0].unmet_wh.push_back(250);
    Town::Place place = region.towns[0].places.front();
    place.facts.eligible = true;
    place.facts.at = {140, 140};
    place.reached.push_back({static_cast<std::int32_t>(region.towns[0].unmet_wh.size()) - 1, 100});
    region.towns[0].places.insert(region.towns[0].places.begin(), place);
    ranked(region, memo);
    EXPECT_EQ(memo.sequences, 1);
    EXPECT_LE(memo.bounds, 2);  // of energy and of worth
}

TEST_F(Memo, ATownThatVanishesTouchesNone)
{
    region.towns.erase(region.towns.begin() + 1);
    ranked(region, memo);
    EXPECT_EQ(memo.sequences, 0);
    EXPECT_EQ(memo.bounds, 0);
}

TEST_F(Memo, AQuotaTouchesItsMunicipality)
{
    region.quotas[4].stations = 2;
    ranked(region, memo);
    EXPECT_EQ(memo.sequences, 1);
    EXPECT_LE(memo.bounds, 2);  // of energy and of worth
}

/// What decides is how many stations fit, not by how many watts.
TEST_F(Memo, AnAssetTouchesItsTownOnlyIfAStationMoreOrLessFits)
{
    region.room_kw[3 * 3] = 5;  // the transformer of town 3: two stations
    ranked(region, memo);
    region.room_kw[3 * 3] = 4;  // still two
    ranked(region, memo);
    EXPECT_EQ(memo.sequences, 0);
    region.room_kw[3 * 3] = 3;
    ranked(region, memo);
    EXPECT_EQ(memo.sequences, 1);
}

TEST_F(Memo, ANewStationTouchesTheTownWhereItStands)
{
    region.stations.push_back(region.towns[5].places.back().facts.at);
    region.towns[5].places.back().facts.eligible = true;
    ranked(region, memo);
    EXPECT_EQ(memo.sequences, 1);
}

/// A square that the plan is to fill, whatever its number.
TEST_F(Memo, AWhiteSquareTouchesItsTown)
{
    for (std::size_t t : {1u, 4u})
        for (Town::Place& place : region.towns[t].places)
            place.facts.square = SquareId{t};
    ranked(region, memo);
    EXPECT_EQ(memo.sequences, 2);
    for (Town::Place& place : region.towns[4].places)
        place.facts.square = SquareId{0};
    ranked(region, memo);
    EXPECT_EQ(memo.sequences, 0);
    for (Town::Place& place : region.towns[1].places)
        place.facts.square = {};
    ranked(region, memo);
    EXPECT_EQ(memo.sequences, 0) << "as at first";
}

/// Whatever its number, and by how much a place relieves it.
TEST_F(Memo, ASearchAreaTouchesItsTown)
{
    for (std::size_t t : {1u, 4u})
        for (Town::Place& place : region.towns[t].places)
            place.facts.area = SearchAreaId{t};
    ranked(region, memo);
    EXPECT_EQ(memo.sequences, 2);
    for (Town::Place& place : region.towns[4].places)
        place.facts.area = SearchAreaId{0};
    ranked(region, memo);
    EXPECT_EQ(memo.sequences, 0);
    Town::Place& place = region.towns[4].places.front();
    place.facts.eligible = true;
    ranked(region, memo);
    place.facts.relief = 1;
    ranked(region, memo);
    EXPECT_EQ(memo.sequences, 1);
}

TEST_F(Memo, AVerdictTouchesItsTown)
{
    RankCandidate& place = region.towns[2].places.front().facts;
    place.eligible = true;
    ranked(region, memo);
    place.preferred = true;
    ranked(region, memo);
    EXPECT_EQ(memo.sequences, 1);
    place.approved = 5;
    ranked(region, memo);
    EXPECT_EQ(memo.sequences, 1);
    region.towns[4].places.front().facts.eligible = true;
    ranked(region, memo);
    region.towns[4].places.front().facts.approved = 0;
    ranked(region, memo);
    EXPECT_EQ(memo.sequences, 1) << "the order among towns touches none";
}

TEST_F(Memo, WeightsTouchAll)
{
    region.weight_by_m[250] += 1;
    ranked(region, memo);
    EXPECT_EQ(memo.sequences, 6);
}

TEST_F(Memo, EntriesThatAreNoneAreComputedAgain)
{
    for (auto& [key, bytes] : memo.entries)
        bytes.resize(bytes.size() / 2);
    ranked(region, memo);
    EXPECT_EQ(memo.sequences, 6);
    for (auto& [key, bytes] : memo.entries)
        bytes.clear();
    ranked(region, memo);
    EXPECT_EQ(memo.sequences, 6);
}

/// One random change after the other in regions where towns share demand, municipalities, spacing and assets.
TEST(MemoOfChanges, GivesWhatAFullRunGives)
{
    std::mt19937 random{91};
    int computed = 0;
    int known = 0;
    for (int n = 0; n < 40; ++n) {
        TownRegion region = random_towns(random);
        CountingMemo memo;
        ranked(region, memo);
        for (int change = 0; change < 12; ++change) {
            Town& town = region.towns[random() % region.towns.size()];
            Town::Place& place = town.places[random() % town.places.size()];
            switch (draw(random, 0, 10)) {
                case 0:
                    town.unmet_wh[random() % town.unmet_wh.size()] = static_cast<std::uint32_t>(draw(random, 0, 299));
                    break;
                case 1:
                    region.room_kw[random() % region.room_kw.size()] = draw(random, 0, 30);
                    break;
                case 2:
                    region.stations.push_back(place.facts.at);
                    break;
                case 3:
                    place.facts.eligible = !place.facts.eligible;
                    if (!place.facts.eligible) place.facts.approved = -1;
                    break;
                case 8:
                    place.facts.preferred = !place.facts.preferred;
                    break;
                case 9:
                    if (place.facts.eligible) place.facts.approved = draw(random, -1, 9);
                    break;
                case 4:
                    place.facts.policy_allows = !place.facts.policy_allows;
                    break;
                case 5:
                    town.places.insert(town.places.begin(), town.places.back());
                    break;
                case 6:
                    place.facts.square = SquareId{draw(random, -1, 3)};
                    break;
                case 7:
                    place.facts.area = SearchAreaId{draw(random, -1, 3)};
                    place.facts.relief = draw(random, 0, 3);
                    break;
                default:
                    if (!region.quotas.empty())
                        region.quotas[random() % region.quotas.size()].stations = draw(random, 0, 9);
            }
            ranked(region, memo);
            if (testing::Test::HasFailure()) FAIL() << "region " << n << ", change " << change;
            computed += memo.sequences;
            known += memo.known;
        }
    }
    EXPECT_GT(known, computed);
}

}  // namespace
}  // namespace laad::rank_memo_test
