// SPDX-License-Identifier: Apache-2.0
// What is asked of location validation from month to month, and what is read back from people.
#include "host/language/language.hpp"
#include "host/proposals/answers.hpp"
#include "host/proposals/next_round.hpp"
#include "host/proposals/proposal_tables.hpp"
#include "host/proposals/propose.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/content_hash.hpp"
#include "rasters/io/files/scratch_folder.hpp"
#include "tests/host/busy_town.hpp"
#include "tests/host/made_plan.hpp"
#include "tests/host/written_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace laad::proposals_test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// A search area of 100 m high from `west` to `east`, with spaces in their order.
PressedArea area(std::string const& id, double west, double east, std::vector<std::string> const& spaces)
{
    PressedArea one;
    one.facts.id = id;
    one.facts.months = 3;
    one.facts.shape.polygons = {{{{west, 0}, {east, 0}, {east, 100}, {west, 100}, {west, 0}}, {}}};
    for (std::string const& space : spaces)
        one.spaces.push_back({.candidate = space,
                              .order = static_cast<std::int64_t>(one.spaces.size()) + 1,
                              .relief_h = 10.0 - static_cast<double>(one.spaces.size())});
    return one;
}

/// Months of a region: what people answer, and what a plan finds.
struct Months {
    std::vector<AskedSpace> proposals;
    std::set<std::string> taken{};  ///< spaces that cannot be had, in a search area or not
    int month{};

    Round plan(std::vector<PressedArea> const& areas)
    {
        std::set<std::string> possible;
        for (AskedSpace const& one : proposals)
            if (!taken.contains(one.space.candidate)) possible.insert(one.space.candidate);
        Round round = next_round(proposals, areas, possible, "2026-0" + std::to_string(++month));
        proposals = round.proposals;
        Round const again = next_round(proposals, areas, possible, "2026-0" + std::to_string(month));
        EXPECT_THAT(again.added, IsEmpty()) << "the same plan asks nothing more";
        EXPECT_THAT(again.closed, IsEmpty());
        EXPECT_EQ(states(again.proposals), states(round.proposals));
        return round;
    }
    void answer(int number, Answer answer, std::string const& reason = "too narrow")
    {
        AskedSpace& one = proposals.at(static_cast<std::size_t>(number) - 1);
        one.answer = answer;
        one.reason = reason;
    }
    /// "P1 a1 open", with the id of its area behind it.
    static std::vector<std::string> states(std::vector<AskedSpace> const& all)
    {
        std::vector<std::string> words;
        for (AskedSpace const& one : all)
            words.push_back(one.id() + " " + one.space.candidate + " " + word(one.state()) + " " + one.area.id);
        return words;
    }
    std::vector<std::string> states() const { return states(proposals); }
};

TEST(NextRound, AsksOneSpaceOfEachAreaAndNothingTwice)
{
    Months months;
    Round const first =
        months.plan({area("A", 0, 100, {"a1", "a2"}), area("B", 200, 300, {"b1"}), area("C", 400, 500, {})});
    EXPECT_THAT(months.states(), ElementsAre("P1 a1 open A", "P2 b1 open B"));
    EXPECT_THAT(first.added, ElementsAre(1, 2));
    EXPECT_EQ(first.areas[2].proposal, 0) << "it has no space";

    // The peak moved, and so did the id; another space relieves more now. What was asked stays asked.
    Round const second = months.plan({area("A2", 50, 140, {"a3", "a1"}), area("B", 200, 300, {"b1"})});
    EXPECT_THAT(months.states(), ElementsAre("P1 a1 open A2", "P2 b1 open B"));
    EXPECT_THAT(second.added, IsEmpty());
    EXPECT_EQ(months.proposals[0].space.order, 2) << "figures are those of today";
    EXPECT_EQ(months.proposals[0].first_month, "2026-01");
    EXPECT_EQ(months.proposals[0].last_month, "2026-02");
}

TEST(NextRound, TakesTheNextSpaceAfterARejection)
{
    Months months;
    months.plan({area("A", 0, 100, {"a1", "a2", "a3"})});
    months.answer(1, Answer::rejected);
    Round const second = months.plan({area("A9", 20, 120, {"a1", "a2", "a3"})});
    EXPECT_THAT(months.states(), ElementsAre("P1 a1 rejected A", "P2 a2 open A9"));
    EXPECT_THAT(second.areas[0].rejected_before, ElementsAre(1));
    months.answer(2, Answer::rejected);
    months.plan({area("A9", 20, 120, {"a2", "a1", "a3"})});
    months.answer(3, Answer::rejected);
    Round const last = months.plan({area("A9", 20, 120, {"a3", "a2", "a1"})});
    EXPECT_EQ(last.areas[0].proposal, 0) << "all its spaces were rejected";
    EXPECT_THAT(last.areas[0].rejected_before, ElementsAre(1, 2, 3));
    EXPECT_EQ(area_rows(last, {area("A9", 20, 120, {"a3", "a2", "a1"})})[0].reason,
              "all 3 spaces that pass the rules were answered on");
}

TEST(NextRound, AnAcceptedSpaceHoldsUntilItsAreaIsGone)
{
    Months months;
    months.plan({area("A", 0, 100, {"a1", "a2"})});
    months.answer(1, Answer::accepted, "");
    Round const stays = months.plan({area("A", 0, 100, {"a2", "a1"})});
    EXPECT_THAT(months.states(), ElementsAre("P1 a1 accepted A"));
    EXPECT_EQ(stays.areas[0].proposal, 1);

    Round const gone = months.plan({});
    EXPECT_THAT(gone.closed, ElementsAre(1));
    EXPECT_EQ(months.proposals[0].closed, Closed::area_gone);
    months.plan({area("A", 0, 100, {"a2", "a1"})});
    EXPECT_THAT(months.states(), ElementsAre("P1 a1 accepted A"))
        << "for a month it was not pressed; nothing was built";

    months.taken = {"a1"};  // its station stands there
    Round const built = months.plan({area("A", 0, 100, {"a2"})});
    EXPECT_THAT(months.states(), ElementsAre("P1 a1 closed A", "P2 a2 open A"));
    EXPECT_EQ(months.proposals[0].closed, Closed::space_gone);
    EXPECT_EQ(months.proposals[0].answer, Answer::accepted) << "an answer is never lost";
    EXPECT_THAT(built.closed, ElementsAre(1));
}

TEST(NextRound, AnAcceptedSpaceOutsideOfWhatIsLeftOfItsAreaStillHolds)
{
    Months months;
    months.plan({area("A", 0, 100, {"a1"})});
    months.answer(1, Answer::accepted, "");
    Round const round = months.plan({area("A", 60, 100, {"a7"})});
    EXPECT_EQ(round.areas[0].proposal, 1);
    EXPECT_THAT(months.states(), ElementsAre("P1 a1 accepted A"));
}

TEST(NextRound, ClosesWhatHasNoAreaOrSpaceAnyMore)
{
    Months months;
    months.plan({area("A", 0, 100, {"a1"}), area("B", 200, 300, {"b1", "b2"})});
    months.taken = {"b1"};
    Round const round = months.plan({area("B", 200, 300, {"b2"})});
    EXPECT_THAT(round.closed, ElementsAre(1, 2));
    EXPECT_EQ(months.proposals[0].closed, Closed::area_gone);
    EXPECT_EQ(months.proposals[1].closed, Closed::space_gone);
    EXPECT_THAT(months.states(), ElementsAre("P1 a1 closed A", "P2 b1 closed B", "P3 b2 open B"));
    // The area is back: the same space is the same proposal.
    Round const back = months.plan({area("A", 0, 100, {"a1"}), area("B", 200, 300, {"b2"})});
    EXPECT_THAT(back.added, ElementsAre(1));
    EXPECT_THAT(months.states(), ElementsAre("P1 a1 open A", "P2 b1 closed B", "P3 b2 open B"));
    // An answer on what is closed counts: that space is not asked again.
    months.answer(2, Answer::rejected);
    months.plan({area("A", 0, 100, {"a1"}), area("B", 200, 300, {"b1", "b2"})});
    EXPECT_THAT(months.states(), ElementsAre("P1 a1 open A", "P2 b1 rejected B", "P3 b2 open B"));
}

TEST(NextRound, OfAreasThatBecomeOneTheBestSpaceStays)
{
    Months months;
    months.plan({area("A", 0, 100, {"a1"}), area("B", 110, 200, {"b1"})});
    Round const merged = months.plan({area("AB", 0, 200, {"b1", "a1"})});
    EXPECT_THAT(months.states(), ElementsAre("P1 a1 closed AB", "P2 b1 open AB"));
    EXPECT_EQ(months.proposals[0].closed, Closed::one_area);
    EXPECT_EQ(months.proposals[0].closed_by, 2);
    EXPECT_THAT(merged.closed, ElementsAre(1));
}

TEST(NextRound, OfAreasThatBecomeOneTheAcceptedSpaceStays)
{
    Months months;
    months.plan({area("A", 0, 100, {"a1"}), area("B", 110, 200, {"b1"})});
    months.answer(1, Answer::accepted, "");
    Round const merged = months.plan({area("AB", 0, 200, {"b1", "a1"})});
    EXPECT_THAT(months.states(), ElementsAre("P1 a1 accepted A", "P2 b1 closed B"));
    EXPECT_EQ(months.proposals[1].closed_by, 1);
    EXPECT_EQ(merged.areas[0].proposal, 1);
}

TEST(NextRound, AnAreaThatSplitsIsAskedInItsOtherPart)
{
    Months months;
    months.plan({area("A", 0, 200, {"a1", "a2"})});
    Round const split = months.plan({area("A", 0, 90, {"a2"}), area("A3", 110, 200, {"a1"})});
    EXPECT_THAT(months.states(), ElementsAre("P1 a1 open A3", "P2 a2 open A"));
    EXPECT_THAT(split.added, ElementsAre(2));
}

TEST(NextRound, AnAcceptedAreaThatSplitsIsAskedInNeitherPart)
{
    Months months;
    months.plan({area("A", 0, 200, {"a1", "a2"})});
    months.answer(1, Answer::accepted, "");
    Round const split = months.plan({area("A", 0, 90, {"a2"}), area("A3", 110, 200, {"a1"})});
    EXPECT_THAT(months.states(), ElementsAre("P1 a1 accepted A"));
    EXPECT_EQ(split.areas[0].proposal, 1);
    EXPECT_EQ(split.areas[1].proposal, 1);
}

TEST(NextRound, AreasThatOnlyTouchAreOthers)
{
    Months months;
    months.plan({area("A", 0, 100, {"a1"})});
    months.answer(1, Answer::accepted, "");
    Round const round = months.plan({area("B", 100, 200, {"b1"})});
    EXPECT_THAT(months.states(), ElementsAre("P1 a1 closed A", "P2 b1 open B"));
    EXPECT_THAT(round.added, ElementsAre(2));
}

/// Two open proposals and one that was accepted.
EarlierProposals three()
{
    EarlierProposals earlier;
    for (int number = 1; number <= 3; ++number) {
        earlier.proposals.push_back({.number = number, .space = {}, .area = {}});
        earlier.proposals.back().space.candidate = "x" + std::to_string(number);
    }
    earlier.proposals[2].answer = Answer::accepted;
    return earlier;
}

EarlierProposals answered(std::string const& table)
{
    Folder const folder;
    folder.write("proposals.csv", table);
    EarlierProposals earlier = three();
    take_answers(folder.file("proposals.csv"), earlier);
    return earlier;
}

std::string refusal(std::string const& table)
{
    try {
        answered(table);
    } catch (InputError const& error) {
        return error.what();
    }
    return "";
}

TEST(Answers, AreReadAsADutchSpreadsheetSavesThem)
{
    auto const found = answered(
        "\xef\xbb\xbf"
        "proposal;LVS-nummer;answer;reason;max_pressure_pct\r\n"
        "P2;0012;Rejected ;\"Te smal; bomen\n(KLIC)\";1.234,5\r\np1;'=1+1;;overleg loopt;\r\n"
        "P3;;accepted;;\r\n;;;;\r\n");
    EXPECT_EQ(found.proposals[0].answer, Answer::none);
    EXPECT_EQ(found.proposals[0].reason, "overleg loopt") << "a remark is kept";
    EXPECT_EQ(found.proposals[1].answer, Answer::rejected);
    EXPECT_EQ(found.proposals[1].reason, "Te smal; bomen (KLIC)");
    EXPECT_THAT(found.own_columns, ElementsAre("LVS-nummer"));
    EXPECT_THAT(found.proposals[1].own_cells, ElementsAre("0012"));
    EXPECT_THAT(found.proposals[0].own_cells, ElementsAre("=1+1"));
    EXPECT_THAT(found.notes, IsEmpty());
}

TEST(Answers, MayChangeButNotGo)
{
    EXPECT_EQ(answered("proposal,answer,reason\nP3,rejected,cables\n").proposals[2].answer, Answer::rejected);
    EXPECT_THAT(refusal("proposal,answer,reason\nP3,,\n"),
                HasSubstr("line 2: P3 was accepted before and has no answer"));
    auto const missing = answered("proposal,answer,reason\n");
    EXPECT_EQ(missing.proposals[2].answer, Answer::accepted) << "what is no longer in the table stands";
    EXPECT_THAT(missing.notes, ElementsAre(HasSubstr("3 proposals are no longer in the table")));
}

TEST(Answers, ThatAreWrongAreOneErrorWithAllLines)
{
    std::string const said = refusal(
        "proposal,answer,reason\nP1,acepted,\nP2,rejected,\nP7,accepted,\nP3,accepted,\nP3,accepted,\n,accepted,\n");
    EXPECT_THAT(said,
                AllOf(HasSubstr("line 2: \"acepted\" is no answer"), HasSubstr("did you mean \"accepted\"?"),
                      HasSubstr("line 3: P2 is rejected without a reason"), HasSubstr("line 4: no proposal is \"P7\""),
                      HasSubstr("line 6: P3 is in line 5 too"), HasSubstr("line 7: proposal is empty")));
    EXPECT_THAT(refusal("id,answer,reason\nP1,,\n"), HasSubstr("proposal"));
}

std::string content(fs::path const& file)
{
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::map<std::string, std::string> contents(fs::path const& folder)
{
    std::map<std::string, std::string> all;
    for (auto const& entry : fs::recursive_directory_iterator{folder})
        if (entry.is_regular_file()) all[entry.path().lexically_relative(folder).string()] = file_hash(entry.path());
    return all;
}

class Proposals : public testing::Test {
  protected:
    static void SetUpTestSuite()
    {
        temp = std::make_unique<ScratchFolder>();
        made_plan(busy_town(), temp->path(), "plan");
    }
    static void TearDownTestSuite() { temp.reset(); }

    static Proposed asked(std::string const& out)
    {
        return propose({temp->path() / "plan", temp->path() / out}, [](std::string const&, double) {});
    }
    static fs::path file(std::string const& name) { return temp->path() / name; }
    static void replace(fs::path const& table, std::string const& what, std::string const& with)
    {
        std::string text = content(table);
        auto const at = text.find(what);
        ASSERT_NE(at, std::string::npos) << text;
        std::ofstream{table, std::ios::binary} << text.replace(at, what.size(), with);
    }

    static inline std::unique_ptr<ScratchFolder> temp;
};

TEST_F(Proposals, OfAPlanAreAskedOnceAndAnswersComeBack)
{
    Proposed const first = asked("out");
    ASSERT_THAT(first.round.added, ElementsAre(1)) << first.areas << " areas";
    AskedSpace const& one = first.round.proposals[0];
    EXPECT_GT(one.space.relief_h, 0);
    EXPECT_GT(one.space.walk_m, 100) << "100 m north of the site and 60 m east of it";
    EXPECT_EQ(one.area.max_pressure_pct, 373) << "all evening of what 2 EVSE may be";
    EXPECT_EQ(one.first_month, "2026-04");
    auto const before = contents(file("out"));
    EXPECT_TRUE(before.contains("sheets/P1.html"));
    EXPECT_THAT(content(file("out/sheets/P1.html")),
                AllOf(HasSubstr(one.space.candidate), HasSubstr("CONCEPT"), Not(HasSubstr("http"))));

    std::ofstream{file("out/notes.txt")} << "of the user\n";
    Proposed const again = asked("out");
    EXPECT_THAT(again.round.added, IsEmpty());
    auto after = contents(file("out"));
    EXPECT_EQ(content(file("out/notes.txt")), "of the user\n");
    after.erase("notes.txt");
    EXPECT_EQ(after, before);

    replace(file("out/proposals.csv"), "P1,,,open", "P1,rejected,\"roots, \"\"old\"\"\",open");
    Proposed const second = asked("out");
    ASSERT_THAT(second.round.added, ElementsAre(2));
    AskedSpace const& next = second.round.proposals[1];
    EXPECT_EQ(next.space.candidate, one.alternatives.substr(0, one.alternatives.find(' ')));
    EXPECT_THAT(next.earlier, HasSubstr("roots, \"old\""));
    EXPECT_THAT(content(file("out/sheets/P2.html")), HasSubstr("roots, &quot;old&quot;"));
    EXPECT_THAT(content(file("out/proposals.csv")), HasSubstr("P1,rejected,\"roots, \"\"old\"\"\",rejected"));
    EXPECT_EQ(contents(file("out"))["sheets/P1.html"], before.at("sheets/P1.html")) << "as it was asked";
    EXPECT_EQ(content(file("out/review.csv")),
              "place,verdict,remark\r\n" + one.space.candidate + ",reject,\"roots, \"\"old\"\"\"\r\n");

    // A Dutch spreadsheet has it now, with a column of the user.
    speak(Language::nl);
    asked("out");
    replace(file("out/proposals.csv"), "\r\n", ";mijn kolom\r\n");
    replace(file("out/proposals.csv"), "P2;;;open", "P2;accepted;;open");
    replace(file("out/proposals.csv"), "2026-04;2026-04\r\n", "2026-04;2026-04;'=een\r\n");
    replace(file("out/proposals.csv"), "2026-04;2026-04\r\n", "2026-04;2026-04;\r\n");
    Proposed const third = asked("out");
    speak(Language::en);
    EXPECT_THAT(third.round.added, IsEmpty()) << "an accepted area is not asked";
    EXPECT_EQ(third.round.proposals[1].state(), State::accepted);
    EXPECT_THAT(content(file("out/proposals.csv")), AllOf(HasSubstr("P2;accepted;;accepted"), HasSubstr(";'=een\r\n")));
    EXPECT_EQ(stored_proposals(file("out/proposals.gpkg"), 28992).at(1).answer, Answer::accepted);
    EXPECT_TRUE(contents(file("out")).contains("notes.txt"));
}

TEST_F(Proposals, OfAMistakeNothingIsWritten)
{
    asked("wrong");
    replace(file("wrong/proposals.csv"), "P1,,,open", "P1,maybe,,open");
    auto const before = contents(temp->path());
    EXPECT_THROW(asked("wrong"), InputError);
    fs::remove_all(file("empty"));
    fs::create_directory(file("taken"));
    std::ofstream{file("taken/of_another.txt")} << "x";
    EXPECT_THROW(asked("taken"), InputError) << "a folder of another";
    fs::remove_all(file("taken"));
    EXPECT_EQ(contents(temp->path()), before);
}

TEST_F(Proposals, GoOnWhereACallWasEnded)
{
    asked("ended");
    auto const before = contents(file("ended"));
    fs::rename(file("ended"), file("ended.laadraster-before"));
    asked("ended");
    EXPECT_EQ(contents(file("ended")), before);
    EXPECT_FALSE(fs::exists(file("ended.laadraster-before")));
    EXPECT_FALSE(fs::exists(file("ended.partial")));
}

}  // namespace
}  // namespace laad::proposals_test
