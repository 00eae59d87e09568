// SPDX-License-Identifier: Apache-2.0
#include "host/present/page.hpp"
#include "host/language/language.hpp"
#include "host/language/said_note.hpp"
#include "host/language/said_with.hpp"
#include "host/language/to_say.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace laad::page_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr char const* harmful = "<b>&\"'\x01\x7f é ’s-Gravenhage";
constexpr char const* harmless = "&lt;b&gt;&amp;&quot;&#39;\uFFFD\uFFFD é ’s-Gravenhage";

std::string page_of(PageParts parts)
{
    return html({"title", "heading", "soft", {}, {{"A section", std::move(parts)}}});
}

std::size_t count(std::string const& text, std::string const& part)
{
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++found;
    return found;
}

TEST(Page, EscapesEveryTextWhereverItStands)
{
    std::string const t = harmful;
    std::string const page = html(
        {t,
         t,
         t,
         {Warning{t, t, {t}}, Cards{{{t, t}}}},
         {{t,
           {Paragraph{t}, Heading{t}, List{{t, t}, {1, t}}, PageTable{t, {{t}, {t, true}}, {{t, t}, {t, t}}, {1, t}},
            Picture{"png", t, t}, SideBySide{{Paragraph{t}, List{{t}}}}}}}});
    EXPECT_THAT(page, Not(HasSubstr(t)));
    EXPECT_EQ(count(page, harmless), 3u + 3 + 2 + 2 + 2 + 2 + 6 + 4 + 2) << page;
    EXPECT_EQ(count(page, "<b>"), 3u) << "those of the warning, the card and the picture";
}

TEST(Page, KeepsLettersWithAccentsAndLineEnds)
{
    EXPECT_THAT(page_of(Paragraph{"Súdwest-Fryslân,\n\t3 €"}), HasSubstr("<p>Súdwest-Fryslân,\n\t3 €</p>"));
}

TEST(Page, ListsItsSectionsAndLeadsToThem)
{
    std::string const page = html({"t", "h", "s", {}, {{"First", {}}, {"Second", {}}}});
    EXPECT_THAT(page, AllOf(HasSubstr("<a href=\"#part2\">Second</a>"), HasSubstr("<section id=\"part2\"><h2>Second")));
}

/// As long as it lives, laadraster speaks Dutch.
struct SpeakingDutch {
    SpeakingDutch() { speak(Language::nl); }
    ~SpeakingDutch() { speak(Language::en); }
    SpeakingDutch(SpeakingDutch const&) = delete;
    SpeakingDutch& operator=(SpeakingDutch const&) = delete;
};

TEST(Page, IsInItsLanguageWithNamesAsTheyAre)
{
    Page page{"t", "h", "s", {}, {{"White spots", {}}}};
    PageTable const table{"Key figures", {{"Name"}, {"Dwellings", true}}, {{"Oude Delft", "1.039"}, {"unknown", "1"}}};
    page.sections.front().parts = {Paragraph{"Of 3 obliged white squares 2 get a station, 1 get none."}, table};
    EXPECT_THAT(html(page), AllOf(HasSubstr("<html lang=\"en\">"), HasSubstr("<h2>White spots</h2>")));
    SpeakingDutch const dutch;
    EXPECT_THAT(html(page),
                AllOf(HasSubstr("<html lang=\"nl\">"), HasSubstr("<h2>Witte vlekken</h2>"),
                      HasSubstr("Van 3 verplichte witte vierkanten krijgen er 2 een laadpaal en 1 niet."),
                      HasSubstr("Kerncijfers"), HasSubstr("Oude Delft"), HasSubstr("1.039"), HasSubstr("onbekend")));
}

TEST(Notes, AreFoundByTheirNumbersOrParts)
{
    SpeakingDutch const dutch;
    EXPECT_EQ("309 van 309 netonderdelen rusten op aannames",
              said_note("309 of 309 grid assets rest on assumed figures"));
    EXPECT_EQ("Laadlocaties: NDW DOT-NL (OCPI); plaatsen deels OpenStreetMap",
              said_note("Charge locations: NDW DOT-NL (OCPI); positions partly OpenStreetMap"));
    EXPECT_EQ("Rekent op: 1.5 x {}", said_note("Device: 1.5 x {}"));
    EXPECT_EQ("", said_note(""));
}

TEST(Notes, AreFoundByTheirWordsWithNamesAsTheyAre)
{
    SpeakingDutch const dutch;
    EXPECT_EQ("transformator T0.1 zou 1,5 kW tekortkomen op winter, doordeweeks 18:15",
              said_note("transformer T0.1 would be 1.5 kW short at winter weekday 18:15"));
    EXPECT_EQ("beleid: geen nieuwe aansluiting KVA vanaf 2026-07-01 (ACM: one; two (a), three; verwacht)",
              said_note("policy: no new KVA connection from 2026-07-01 (ACM: one; two (a), three; expected)"));
    EXPECT_EQ(
        "beleid: geen nieuwe aansluiting KVA vanaf 2026-07-01 (ACM; besloten); onderstation S zou 2.000 kW "
        "tekortkomen op zomer, weekend 7:00",
        said_note("policy: no new KVA connection from 2026-07-01 (ACM; decided); substation S would be 2.000 kW "
                  "short at summer weekend 7:00"));
    EXPECT_EQ(
        "er is geen kandidaat over; van 5 die aan de harde regels voldoen: 3 staan te dicht bij een laadpaal; 1 "
        "ligt in een gemeente zonder quotum",
        said_note("no candidate is left; of 5 that pass the hard rules: 3 stand too near a station; 1 lies in a "
                  "gemeente without a quota"));
    EXPECT_EQ("Bureau of Transport", said_note("Bureau of Transport"));
    EXPECT_EQ("{} m van 3", said_note("{} m van 3"));
    EXPECT_EQ("3 m from {}", said_note("3 m from {}"));
    EXPECT_EQ("Kade: unknown to us; a name", said_note("Kade: unknown to us; a name"));
}

TEST(Texts, SayOneAndSeveralDifferently)
{
    EXPECT_EQ("1 station", said_count(1, "{} station", "{} stations", 1));
    EXPECT_EQ("0 stations", to_say_count(0, "{} station", "{} stations", 0));
    SpeakingDutch const dutch;
    EXPECT_EQ("1 laadpaal", said_count(1, "{} station", "{} stations", 1));
    EXPECT_EQ("2 laadpalen", said_count(2, "{} station", "{} stations", 2));
    EXPECT_EQ("2 stations", to_say_count(2, "{} station", "{} stations", 2));
}

TEST(Page, HeadsRowsAndColumnsForAReaderAloud)
{
    EXPECT_THAT(page_of(PageTable{"Places", {{"Name"}, {"Number", true}}, {{"Kade", "1,234"}}}),
                AllOf(HasSubstr("<caption>Places</caption>"), HasSubstr("<th scope=\"col\" class=\"n\">Number</th>"),
                      HasSubstr("<th scope=\"row\" class=\"k\">Kade</th><td class=\"n\">1,234</td>")));
}

TEST(Page, CutsLongTablesAndListsAndSaysWhereTheRestIs)
{
    std::string const page = page_of({PageTable{"", {{"N"}}, {{"one"}, {"two"}, {"three"}}, {2, "all.csv"}},
                                      List{{"four", "five"}, {1, "notes.json"}}, List{{"six"}, {1, "no.json"}}});
    EXPECT_THAT(page, AllOf(HasSubstr("The first 2 of 3; all are in all.csv."), Not(HasSubstr("three")),
                            HasSubstr("The first 1 of 2; all are in notes.json."), Not(HasSubstr("five")),
                            Not(HasSubstr("no.json"))));
}

TEST(Page, ShowsNoEmptyParagraphListOrTable)
{
    EXPECT_THAT(page_of({Paragraph{""}, List{}, PageTable{"Nothing", {{"Name"}}, {}}}),
                AllOf(Not(HasSubstr("<p></p>")), Not(HasSubstr("<ul>")), Not(HasSubstr("Nothing"))));
}

TEST(Page, HoldsPicturesOfBothKinds)
{
    EXPECT_THAT(page_of(Picture{"Man", "Map", "of Delft"}),
                AllOf(HasSubstr("alt=\"Map: of Delft\""), HasSubstr("src=\"data:image/png;base64,TWFu\"")));
    EXPECT_THAT(page_of(Picture{"Ma", "", "", Picture::Kind::svg}), HasSubstr("data:image/svg+xml;base64,TWE=\""));
}

TEST(PageParts, AreOneBelowTheOtherHoweverTheyAreNested)
{
    PageParts const inner{Paragraph{"two"}, Paragraph{"three"}};
    PageParts parts{Paragraph{"one"}, inner, PageParts{}};
    parts.add(Paragraph{"four"});
    ASSERT_EQ(parts.all().size(), 4u);
    EXPECT_EQ(std::get<Paragraph>(parts.all()[2]).text, "three");
}

}  // namespace
}  // namespace laad::page_test
