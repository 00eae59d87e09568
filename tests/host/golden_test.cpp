// SPDX-License-Identifier: Apache-2.0
#include "tests/host/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace laad::golden_test {
namespace {

using golden::Json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Json kept(std::string const& inputs = "inputs")
{
    return golden::content(inputs, {{"walk", "aa"}, {"distance", "bb"}});
}

TEST(Golden, TheSameContentByTheSameVersionsStands)
{
    auto const verdict = golden::compare(kept(), kept());
    EXPECT_THAT(verdict.unraised, IsEmpty());
    EXPECT_THAT(verdict.outdated, IsEmpty());
}

TEST(Golden, OtherContentNeedsAVersionRaised)
{
    Json const now = golden::content("inputs", {{"walk", "cc"}, {"distance", "bb"}});
    auto const verdict = golden::compare(kept(), now);
    EXPECT_THAT(verdict.unraised,
                ElementsAre(AllOf(HasSubstr("the content of walk changed"), HasSubstr("host/prepare/algorithms.hpp"),
                                  HasSubstr("surface, areas, base, walk"))));
    EXPECT_THAT(verdict.outdated, IsEmpty());
}

TEST(Golden, ARaisedVersionAlsoOfWhatItFollowsFromAllowsOtherContent)
{
    for (char const* maker : {"walk", "surface"}) {
        Json before = kept();
        before["content"]["walk"]["hash"] = "cc";
        auto& version = before["content"]["walk"]["made_by"][maker];
        version = version.get<int>() - 1;
        auto const verdict = golden::compare(before, kept());
        EXPECT_THAT(verdict.unraised, IsEmpty());
        EXPECT_THAT(verdict.outdated, ElementsAre("walk has other content, by another version"));
    }
}

TEST(Golden, AVersionThatFellOrThatOfAnotherPartDoesNot)
{
    Json before = kept();
    before["content"]["walk"]["hash"] = "cc";
    before["content"]["walk"]["made_by"]["walk"] = 99;
    before["content"]["distance"]["made_by"]["distance"] = 0;
    EXPECT_THAT(golden::compare(before, kept()).unraised, ElementsAre(HasSubstr("the content of walk changed")));
}

TEST(Golden, OtherInputsNewAndLostNamesAreOutdatedOnly)
{
    auto const verdict = golden::compare(kept("other"), golden::content("inputs", {{"walk", "cc"}, {"gain", "dd"}}));
    EXPECT_THAT(verdict.unraised, IsEmpty());
    EXPECT_THAT(verdict.outdated, ElementsAre("the inputs are other than those kept",
                                              HasSubstr("walk has other content"), "gain is new", "distance is gone"));
}

TEST(Golden, EveryAlgorithmMakesSomethingOnce)
{
    for (char const* name : {"surface", "walk", "gain", "placements", "kpi"}) {
        std::set<std::string_view> names;
        for (Algorithm const& maker : golden::makers_of(name))
            EXPECT_TRUE(names.insert(maker.name).second) << name << ": " << maker.name;
    }
}

}  // namespace
}  // namespace laad::golden_test
