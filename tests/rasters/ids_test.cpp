// SPDX-License-Identifier: Apache-2.0
#include "rasters/ids.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <type_traits>
#include <unordered_set>
#include <vector>

namespace laad::ids_test {
namespace {

using testing::ElementsAre;

template <class List, class Key>
concept is_indexed_by = requires(List list, Key key)
{
    list[key];
};

using Names = Indexed<NodeId, std::string>;
using Figures = IndexedSpan<NodeId, int const>;

static_assert(is_indexed_by<Names, NodeId>);
static_assert(!is_indexed_by<Names, AssetId>, "an id of another kind");
static_assert(!is_indexed_by<Names, int> && !is_indexed_by<Names, std::size_t>, "a bare number");
static_assert(is_indexed_by<Figures, NodeId>);
static_assert(!is_indexed_by<Figures, AssetId> && !is_indexed_by<Figures, std::size_t>);
static_assert(!std::is_convertible_v<int, NodeId> && !std::is_convertible_v<NodeId, int>);
static_assert(!std::is_constructible_v<NodeId, AssetId>);

TEST(Id, OfNothingIsFalse)
{
    EXPECT_FALSE(NodeId{});
    EXPECT_FALSE(NodeId{-1});
    EXPECT_EQ(NodeId{}, NodeId{-1});
    EXPECT_TRUE(NodeId{0});
    EXPECT_EQ(NodeId{7}.number(), 7);
    EXPECT_EQ(NodeId{7}.index(), 7u);
}

TEST(Id, GoesByItsNumber)
{
    EXPECT_LT(NodeId{}, NodeId{0});
    EXPECT_LT(NodeId{2}, NodeId{10});
    std::unordered_set<NodeId> const some{NodeId{3}, NodeId{3}, NodeId{}};
    EXPECT_EQ(some.size(), 2u);
    EXPECT_TRUE(some.contains(NodeId{3}));
    EXPECT_FALSE(some.contains(NodeId{4}));
}

TEST(Indexed, HasTheIdsOfItsValues)
{
    Names const names{"a", "b", "c"};
    EXPECT_TRUE(names.has(NodeId{0}));
    EXPECT_TRUE(names.has(NodeId{2}));
    EXPECT_FALSE(names.has(NodeId{3}));
    EXPECT_FALSE(names.has(NodeId{}));
    EXPECT_EQ(names[NodeId{1}], "b");

    std::string forth;
    for (NodeId const node : names.ids())
        forth += names[node];
    EXPECT_EQ(forth, "abc");
    std::string back;
    for (NodeId const node : names.ids() | std::views::reverse)
        back += names[node];
    EXPECT_EQ(back, "cba");
    EXPECT_TRUE(Names{}.ids().empty());
}

TEST(Indexed, MayHoldBits)
{
    Indexed<NodeId, bool> marked(3);
    marked[NodeId{1}] = true;
    EXPECT_THAT(marked, ElementsAre(false, true, false));
}

TEST(IndexedSpan, LooksAtValuesElsewhere)
{
    std::vector<int> values{5, 6};
    IndexedSpan<NodeId, int> const span{values};
    span[NodeId{1}] = 8;
    EXPECT_THAT(values, ElementsAre(5, 8));
    EXPECT_TRUE(span.has(NodeId{1}));
    EXPECT_FALSE(span.has(NodeId{2}));
    auto const ids = span.ids();
    EXPECT_THAT(std::vector<NodeId>(ids.begin(), ids.end()), ElementsAre(NodeId{0}, NodeId{1}));
}

}  // namespace
}  // namespace laad::ids_test
