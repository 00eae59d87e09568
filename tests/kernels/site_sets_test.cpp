// SPDX-License-Identifier: Apache-2.0
#include "kernels/site_sets.hpp"
#include "rasters/error.hpp"
#include "tests/kernels/pictures.hpp"
#include "tests/kernels/walking.hpp"
#include "tests/oracles/site_sets.hpp"

#include <gmock/gmock.h>

namespace laad::site_sets_test {
namespace {

struct Sets {
    Raster<std::int32_t> set;
    std::vector<OriginSet> sets;

    std::set<int> of(std::int32_t number) const
    {
        std::set<int> origins;
        for (; number > 0; number = sets[static_cast<std::size_t>(number)].without)
            origins.insert(sets[static_cast<std::size_t>(number)].last);
        return origins;
    }
};

Sets run_site_sets(Town const& town, std::vector<WalkOrigin> const& origins, int bound_cm)
{
    return in_town(CpuExec{2}, town, [&]<class Exec>(Exec const& exec, WalkArea area, View<Surface const> surface) {
        Sets result{Raster<std::int32_t>{surface.shape, 77}, {}};
        if constexpr (std::is_same_v<Exec, CpuExec>)
            result.sets = site_sets(exec, area, surface, origins, bound_cm, result.set.view());
        return result;
    });
}

void expect_oracle(Town const& town, std::vector<WalkOrigin> const& origins, int bound_cm)
{
    Shape const shape = town.surface.shape();
    SCOPED_TRACE(testing::Message() << shape.rows << " x " << shape.cols << ", " << origins.size() << " origins");
    auto const wanted = oracle::site_sets(town.paths(), town.surface.view(), origins, bound_cm);
    Sets const found = run_site_sets(town, origins, bound_cm);
    std::map<std::set<int>, std::int32_t> number_of;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        std::int32_t const number = found.set[{static_cast<int>(i) / shape.cols, static_cast<int>(i) % shape.cols}];
        ASSERT_EQ(number < 0, !wanted[i].has_value()) << "cell " << i;
        if (number < 0) continue;
        ASSERT_EQ(found.of(number), *wanted[i]) << "cell " << i;
        ASSERT_EQ(number_of.emplace(*wanted[i], number).first->second, number) << "one number a set, cell " << i;
    }
}

TEST(SiteSets, AreWhatACellCanReach)
{
    Town const town{surface_from({"...#...", "......."})};
    Sets const found = run_site_sets(town, {{{0, 0}, 0, 2}, {{0, 2}, 100, 4}, {{0, 4}, 0, 3}}, 600);
    std::set<int> const west{0, 1}, east{2}, middle{1, 2};
    EXPECT_EQ(found.of(found.set[{0, 0}]), west);
    EXPECT_EQ(found.of(found.set[{1, 2}]), west);
    EXPECT_EQ(found.of(found.set[{1, 3}]), middle);
    EXPECT_EQ(found.of(found.set[{0, 6}]), east);
    EXPECT_EQ((found.set[{0, 3}]), -1);
    EXPECT_EQ(found.sets.front(), OriginSet{});
}

TEST(SiteSets, ComeAfterThoseTheyExtend)
{
    Random random{20261130};
    Town const town{random_surface(random, {70, 67}, 25)};
    Sets const found = run_site_sets(town, random_origins(random, town.surface, 40), 6000);
    ASSERT_GT(found.sets.size(), 100u);
    for (std::size_t i = 1; i < found.sets.size(); ++i) {
        ASSERT_GE(found.sets[i].without, 0);
        ASSERT_LT(static_cast<std::size_t>(found.sets[i].without), i);
        ASSERT_LT(found.sets[static_cast<std::size_t>(found.sets[i].without)].last, found.sets[i].last);
    }
}

TEST(SiteSets, MatchTheOracleForEveryShape)
{
    Random random{20261201};
    for (Shape const shape : awkward_shapes())
        for (int const blocked : {0, 35, 100}) {
            Town const town{random_surface(random, shape, blocked)};
            expect_oracle(town, random_origins(random, town.surface, 6), 8000);
            expect_oracle(town, {}, 8000);
        }
}

TEST(SiteSets, MatchTheOracleOverLinksAndWithLongLabels)
{
    Random random{20261202};
    Town town{random_surface(random, {90, 65}, 38)};
    town.links = random_links(random, town.surface.shape(), 60, town.cell_cm);
    expect_oracle(town, random_origins(random, town.surface, 60), 12'500);
    town.cell_cm = 10'000;
    expect_oracle(town, random_origins(random, town.surface, 20), 90'000);
}

TEST(SiteSets, RefuseOriginsOutside)
{
    Town const town{surface_from({"..."})};
    EXPECT_THROW(run_site_sets(town, {{{0, 3}, 0, 1}}, 100), ContractError);
}

}  // namespace
}  // namespace laad::site_sets_test
