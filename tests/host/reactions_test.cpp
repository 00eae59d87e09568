// SPDX-License-Identifier: Apache-2.0
// Files of residents: what counts, what is set aside, and that nothing in them does harm.
#include "host/reactions/reactions.hpp"

#include "host/language/language.hpp"
#include "host/reactions/plain_text.hpp"
#include "host/reactions/reaction_files.hpp"
#include "rasters/error.hpp"
#include "tests/host/made_plan.hpp"
#include "tests/host/written_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <random>

namespace laad::reactions_test {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string content_of(fs::path const& file)
{
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::string file_with(std::string const& items, std::string const& more = "")
{
    return R"({"laadraster":"reaction","format":1,"plan":"2028-midden","region":"Proefstad",)"
           R"("made":"2026-11-30T10:00:00Z","items":[)" +
           items + "]" + more + "}";
}

std::string react(std::string const& place, std::string const& opinion, std::string const& text = "")
{
    return R"({"kind":"react","place":")" + place + R"(","opinion":")" + opinion + R"(","text":")" + text + "\"}";
}

std::string propose(double x, double y, std::string const& text = "")
{
    return fmt::format(R"({{"kind":"propose","x":{},"y":{},"text":"{}"}})", x, y, text);
}

/// Reads one file; the reasons why it or its items are set aside.
std::vector<std::string> reasons(std::string const& content, ReactionLimits const& limits = {})
{
    Folder const folder;
    folder.write("one.json", content);
    std::vector<std::string> all;
    for (SetAside const& one : read_reactions(folder.file(""), "Proefstad", limits).set_aside)
        all.push_back(one.reason);
    return all;
}

TEST(ReactionFiles, AFileIsReadWhole)
{
    Folder const folder;
    folder.write("a.json", file_with(react("p1", "for", "goed\\nidee") + "," + react("p2", "against") + "," +
                                         propose(100010.5, 450020, "hier?"),
                                     R"(,"name":"Jan")"));
    ReadReactions const read = read_reactions(folder.file(""), "Proefstad");
    EXPECT_EQ(read.files, 1u);
    EXPECT_TRUE(read.set_aside.empty());
    ASSERT_EQ(read.reactions.size(), 3u);
    Reaction const& first = read.reactions.front();
    EXPECT_EQ(first.kind, ReactionKind::in_favour);
    EXPECT_EQ(first.place, "p1");
    EXPECT_EQ(first.text, "goed idee");
    EXPECT_EQ(first.person, "Jan");
    EXPECT_EQ(read.reactions[1].kind, ReactionKind::against);
    EXPECT_EQ(read.reactions[2].kind, ReactionKind::proposal);
    EXPECT_EQ(read.reactions[2].x, 100010.5);
    EXPECT_EQ(read.reactions[2].item, 3u);
}

TEST(ReactionFiles, WhatIsNoReactionIsSetAsideWithTheReason)
{
    EXPECT_THAT(reasons("{"), ElementsAre(HasSubstr("no JSON")));
    EXPECT_THAT(reasons(""), ElementsAre(HasSubstr("no JSON")));
    EXPECT_THAT(reasons("[1]"), ElementsAre("is no file of reactions"));
    EXPECT_THAT(reasons(R"({"laadraster":"reaction","format":2})"), ElementsAre(HasSubstr("format")));
    EXPECT_THAT(reasons(R"({"laadraster":"reaction","format":1,"region":"Elders"})"), ElementsAre("is about Elders"));
    EXPECT_THAT(reasons(file_with("1")), ElementsAre("is no object"));
    EXPECT_THAT(reasons(file_with(R"({"kind":"vote"})")), ElementsAre(HasSubstr("neither react nor propose")));
    EXPECT_THAT(reasons(file_with(react("p1", "maybe"))), ElementsAre(HasSubstr("neither for nor against")));
    EXPECT_THAT(reasons(file_with(R"({"kind":"react","place":7,"opinion":"for"})")),
                ElementsAre("\"place\" is no text"));
    EXPECT_THAT(reasons(file_with(R"({"kind":"propose","x":"1","y":2})")), ElementsAre("\"x\" is no number"));
    EXPECT_THAT(reasons(file_with(R"({"kind":"propose","x":1e999,"y":2})")), ElementsAre(HasSubstr("no JSON")));
    EXPECT_THAT(reasons(file_with(react("p1", "for") + "," + react("p1", "against"))),
                ElementsAre("reacts to p1 a second time"));
    EXPECT_THAT(reasons("\xff\xfe{}"), ElementsAre(HasSubstr("no JSON")));
}

TEST(ReactionFiles, WhatIsTooMuchIsSetAside)
{
    ReactionLimits few;
    few.items = 1;
    EXPECT_THAT(reasons(file_with(react("a", "for") + "," + react("b", "for")), few),
                ElementsAre("has more than 1 items"));
    ReactionLimits small;
    small.file_bytes = 20;
    EXPECT_THAT(reasons(file_with(""), small), ElementsAre("is larger than 20 bytes"));
    ReactionLimits short_texts;
    short_texts.text_bytes = 3;
    EXPECT_THAT(reasons(file_with(react("a", "for", "lang")), short_texts),
                ElementsAre("\"text\" is longer than 3 bytes"));
    EXPECT_THAT(reasons(std::string(200'000, '[')), ElementsAre(HasSubstr("no JSON")));
    EXPECT_THAT(reasons(std::string(100'000, '[') + std::string(100'000, ']')), ElementsAre("is no file of reactions"));
    Folder const folder;
    folder.write("1.json", "");
    folder.write("2.json", "");
    ReactionLimits one;
    one.files = 1;
    EXPECT_THROW(read_reactions(folder.file(""), "Proefstad", one), InputError);
    EXPECT_THROW(read_reactions(folder.file("none"), "Proefstad"), InputError);
}

TEST(ReactionFiles, WhatIsNoPlainFileIsNotOpened)
{
    Folder const folder;
    folder.write("notes.txt", file_with(react("p1", "for")));
    fs::create_symlink(folder.file("notes.txt"), folder.file("link.json"));
    fs::create_directory(folder.file("folder.json"));
    ASSERT_EQ(mkfifo(folder.file("pipe.json").c_str(), 0600), 0);
    ReadReactions const read = read_reactions(folder.file(""), "Proefstad");
    EXPECT_EQ(read.files, 0u);
    EXPECT_EQ(read.set_aside.size(), 4u);
}

TEST(ReactionFiles, TheSameFileTwiceCountsOnce)
{
    Folder const folder;
    folder.write("a.json", file_with(react("p1", "for")));
    folder.write("b.json", file_with(" " + react("p1", "for")));
    folder.write("c.json", file_with(react("p1", "for"), R"(,"name":"Piet")"));
    ReadReactions const read = read_reactions(folder.file(""), "Proefstad");
    EXPECT_EQ(read.files, 2u);
    ASSERT_EQ(read.set_aside.size(), 1u);
    EXPECT_EQ(read.set_aside.front().file, "b.json");
    EXPECT_EQ(read.set_aside.front().reason, "says the same as a.json");
}

TEST(ReactionFiles, TextsAreOnOneLineAndHideNothing)
{
    EXPECT_EQ(plain_text(" a\tb\r\nc\x7f "), "a b  c");
    EXPECT_EQ(plain_text("x\u202Ey\u2066z\u200Bé\u0085"), "x y z é");
    EXPECT_EQ(plain_text("\n"), "");
}

/// A file with a few bytes other than they were, by chance.
std::string mutated(std::string text, std::mt19937& chance)
{
    static std::string const pieces[] = {"\\u0000",
                                         "\\ud800",
                                         "1e999",
                                         "-1e308",
                                         "null",
                                         "\xff\xfe",
                                         "[[[[[[[[",
                                         "{}",
                                         "=cmd|' /C calc'!A0",
                                         "<script>alert(1)</script>",
                                         "\\\"",
                                         "99999999999999999999",
                                         "NaN",
                                         "\"",
                                         ",",
                                         "\n"};
    auto const up_to = [&](std::size_t most) { return chance() % (most + 1); };
    for (auto times = 1 + up_to(2); times > 0; --times) {
        std::size_t const at = up_to(text.size());
        switch (up_to(8)) {
            case 0:
                if (at < text.size()) text[at] = static_cast<char>(up_to(255));
                break;
            case 1:
                text.erase(at, up_to(20));
                break;
            case 2:
                text.insert(at, text.substr(up_to(text.size()), up_to(40)));
                break;
            case 3:
                text.resize(at);
                break;
            default:
                text.insert(at, pieces[up_to(std::size(pieces) - 1)]);
        }
    }
    return text;
}

bool has_control(std::string const& text)
{
    return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

/// A plan, and the files of a fuzzer.
class Reactions : public testing::Test {
  protected:
    static void SetUpTestSuite()
    {
        temp = std::make_unique<Folder>();
        made_plan(TinyRegion{}, temp->file(""), "plan");
        std::ifstream places{temp->file("plan") / "placements.csv"};
        std::string line;
        std::getline(places, line);
        std::getline(places, line);
        std::istringstream cells{line};
        for (int i = 0; i < 3; ++i)
            std::getline(cells, first_place, ',');
    }
    static void TearDownTestSuite() { temp.reset(); }

    ReactionsRequest request(std::string const& in, std::string const& out) const
    {
        return {temp->file(in), temp->file("plan"), temp->file(out), {}};
    }
    static fs::path folder(std::string const& name)
    {
        fs::create_directory(temp->file(name));
        return temp->file(name);
    }
    static void write(fs::path const& file, std::string const& content) { std::ofstream{file} << content; }

    static std::unique_ptr<Folder> temp;
    static std::string first_place;
};
std::unique_ptr<Folder> Reactions::temp;
std::string Reactions::first_place;

TEST_F(Reactions, AreCountedPerSpaceAndNamesStayInOneTable)
{
    auto const in = folder("in");
    write(in / "1.json", file_with(react(first_place, "for", "Fijn <b>!</b>"), R"(,"name":"Anna Geheim")"));
    write(in / "2.json", file_with(react(first_place, "against", "=HYPERLINK(1)"), R"(,"name":"Bob Geheim")"));
    write(in / "3.json", file_with(react("no-such-space", "for") + "," + propose(100112, 450154, "hier") + "," +
                                   propose(900000, 450154)));
    ReactionCounts const counts = import_reactions(request("in", "out"));
    EXPECT_EQ(counts.files, 3u);
    EXPECT_EQ(counts.reactions, 2u);
    EXPECT_EQ(counts.spaces, 1u);
    EXPECT_EQ(counts.proposals, 1u);
    EXPECT_EQ(counts.set_aside, 2u);

    fs::path const out = temp->file("out");
    EXPECT_THAT(content_of(out / "reactions.csv"), HasSubstr("Anna Geheim"));
    EXPECT_THAT(content_of(out / "reactions.csv"), HasSubstr("'=HYPERLINK(1)"));
    std::string const page = content_of(out / "reactions.html");
    EXPECT_THAT(page, Not(HasSubstr("Geheim")));
    EXPECT_THAT(page, HasSubstr("reactions to 1 spaces"));
    EXPECT_THAT(page, HasSubstr("Fijn &lt;b&gt;!&lt;/b&gt;"));
    EXPECT_THAT(content_of(out / "per_space.csv"), HasSubstr("1," + first_place));
    for (char const* const other : {"per_space.csv", "review.csv", "set_aside.csv", "proposals.csv"})
        EXPECT_THAT(content_of(out / other), Not(HasSubstr("Geheim"))) << other;
    EXPECT_THAT(content_of(out / "set_aside.csv"), HasSubstr("outside the map"));
    EXPECT_THAT(content_of(out / "set_aside.csv"), HasSubstr("no-such-space"));
}

TEST_F(Reactions, TheDraftOfTheReviewDecidesNothing)
{
    auto const in = folder("in2");
    write(in / "1.json", file_with(react(first_place, "for")));
    import_reactions(request("in2", "out2"));
    EXPECT_EQ(content_of(temp->file("out2") / "review.csv"),
              "place,verdict,remark,by,date,x,y\r\n" + first_place + ",,\"1 for, 0 against\",,,,\r\n");
}

TEST_F(Reactions, APlanThatIsTheSameChangesNothing)
{
    auto const in = folder("in3");
    write(in / "1.json", file_with(react(first_place, "for")));
    ReactionsRequest with_later = request("in3", "out3");
    with_later.changed = temp->file("plan");
    import_reactions(with_later);
    EXPECT_EQ(content_of(temp->file("out3") / "changed.csv"), "place,change,old_rank,new_rank,reason\r\n");
}

TEST_F(Reactions, ALaterPlanTellsWhatChangedAndWhy)
{
    TinyRegion reviewed;
    reviewed.replace("[placement.rules]", "[placement]\nreview = \"review.csv\"\n\n[placement.rules]");
    reviewed.tables["review.csv"] = "place,verdict,remark,by,date,x,y\n" + first_place + ",reject,too narrow,,,,\n";
    made_plan(reviewed, temp->file(""), "later");
    folder("in4");
    ReactionsRequest with_later = request("in4", "out4");
    with_later.changed = temp->file("later");
    import_reactions(with_later);
    EXPECT_THAT(content_of(temp->file("out4") / "changed.csv"),
                HasSubstr(first_place + ",left the plan,1,,reject: too narrow\r\n"));
    EXPECT_THAT(content_of(temp->file("out4") / "reactions.html"), HasSubstr("reject: too narrow"));
}

TEST_F(Reactions, DamagedFilesAreCountedOrSetAside)
{
    constexpr std::size_t files = 2000;
    std::mt19937 chance{20261130};
    auto const in = folder("fuzz");
    for (std::size_t i = 0; i < files; ++i)
        write(in / fmt::format("{}.json", i),
              mutated(file_with(react(first_place, "for", fmt::format("tekst {}", i)) + "," +
                                    propose(100000 + static_cast<double>(i % 500), 450100, "é \\u00e9"),
                                R"(,"name":"Jan")"),
                      chance));
    ReadReactions const read = read_reactions(in, "Proefstad");
    auto const whole = std::ranges::count(read.set_aside, 0u, &SetAside::item);
    EXPECT_EQ(read.files + static_cast<std::size_t>(whole), files);
    EXPECT_GT(read.files, files / 10);
    EXPECT_GT(whole, 100);
    for (Reaction const& reaction : read.reactions) {
        EXPECT_TRUE(std::isfinite(reaction.x) && std::isfinite(reaction.y));
        EXPECT_FALSE(has_control(reaction.text + reaction.place + reaction.person + reaction.made + reaction.plan));
    }
    ReactionCounts const counts = import_reactions(request("fuzz", "fuzz-out"));
    EXPECT_EQ(counts.files, read.files);
    std::string const page = content_of(temp->file("fuzz-out") / "reactions.html");
    EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
    EXPECT_FALSE(page.find("\xff") != std::string::npos);
}

}  // namespace
}  // namespace laad::reactions_test
