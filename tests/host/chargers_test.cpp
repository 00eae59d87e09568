// SPDX-License-Identifier: Apache-2.0
#include "rasters/error.hpp"
#include "tests/host/small_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laad::test {
namespace {

void use_chargers(SmallRegion& region, std::vector<std::string> const& features)
{
    auto& config = region.scenario.chargers;
    config.source = region.layer("chargers", features);
    config.id_field = "id";
    config.evse_field = "evse";
    config.parking_type_field = "type";
    config.on_street_values = {"ON_STREET"};
    config.open_24_7_field = "open";
    config.status_field = "status";
    config.dropped_status = {"REMOVED"};
}

std::string charger(std::string const& id, Point p, std::string const& evse, std::string const& type,
                    std::string const& status = "AVAILABLE")
{
    return point(p.x, p.y,
                 fmt::format(R"("id":"{}","evse":{},"type":{},"open":true,"status":"{}")", id, evse, type, status));
}

TEST(Chargers, RowsThatCannotBeUsedAreListedWithTheReason)
{
    SmallRegion region;
    use_chargers(
        region,
        {charger("a", {50, 105}, "2", R"("ON_STREET")"), charger("a", {60, 105}, "2", R"("ON_STREET")"),
         charger("b", {900, 105}, "2", R"("ON_STREET")"), charger("c", {70, 105}, "-1", R"("ON_STREET")"),
         charger("d", {70, 105}, "501", R"("ON_STREET")"), charger("e", {70, 105}, "1", R"("ON_STREET")", "REMOVED")});
    auto const base = region.prepared();
    ASSERT_EQ(base.chargers.size(), 1U);
    EXPECT_TRUE(rejected_because(base, "charger a occurs more than once"));
    EXPECT_TRUE(rejected_because(base, "outside the region and its context"));
    EXPECT_TRUE(rejected_because(base, "-1 charge points"));
    EXPECT_TRUE(rejected_because(base, "501 charge points"));
    EXPECT_TRUE(rejected_because(base, "REMOVED"));
    EXPECT_EQ(base.rejected.size(), 5U);
}

TEST(Chargers, PlannedMayBeWrittenInManyWays)
{
    SmallRegion region;
    std::vector<std::string> features;
    for (char const* planned : {"ja", "J", "WAAR", "Y", "T", "Yes ", "nee", "N", "false", ""})
        features.push_back(point(50, 105, fmt::format(R"("id":"c{}","planned":"{}")", features.size(), planned)));
    region.scenario.chargers.source = region.layer("chargers", features);
    region.scenario.chargers.id_field = "id";
    region.scenario.chargers.planned_field = "planned";
    auto const base = region.prepared();
    EXPECT_EQ(std::count_if(base.chargers.begin(), base.chargers.end(), [](Charger const& c) { return c.planned; }), 6);

    region.scenario.chargers.source = region.layer("chargers", {point(50, 105, R"("id":"c","planned":"later")")});
    EXPECT_THAT([&] { region.prepared(); }, testing::ThrowsMessage<InputError>(testing::HasSubstr("(later 1)")));
}

TEST(Chargers, UnknownTypeIsPublicUnlessInsideABuilding)
{
    SmallRegion region;
    region.add_surface(Surface::building, 0, {box(300, 110, 340, 140)});
    use_chargers(region, {charger("a", {50, 105}, "null", "null"), charger("b", {320, 125}, "1", "null"),
                          charger("c", {60, 105}, "1", R"("PARKING_LOT")")});
    auto const base = region.prepared();
    ASSERT_EQ(base.chargers.size(), 3U);
    EXPECT_EQ(base.chargers[0].access, ChargerAccess::is_public);
    EXPECT_TRUE(base.chargers[0].access_inferred);
    EXPECT_TRUE(base.chargers[0].evse_assumed);
    EXPECT_EQ(base.chargers[0].evse, 2);
    EXPECT_EQ(base.chargers[1].access, ChargerAccess::semi_public);
    EXPECT_EQ(base.chargers[2].access, ChargerAccess::semi_public);
    EXPECT_TRUE(has(base.notes,
                    "1 of 3 locations are taken as public because their type is unknown, they are open 24/7 "
                    "and not inside a building"));
}

TEST(Chargers, NoPointsAreNotAnUnknownNumber)
{
    SmallRegion region;
    use_chargers(region, {charger("a", {50, 105}, "0", R"("ON_STREET")"), charger("b", {60, 105}, "1", "null")});
    auto const base = region.prepared();
    EXPECT_EQ(base.chargers.size(), 1U);
    EXPECT_TRUE(rejected_because(base, "0 charge points"));
}

TEST(Chargers, AFieldWithoutAnyNumberIsTheWrongField)
{
    SmallRegion region;
    use_chargers(region, {charger("a", {50, 105}, "2", R"("ON_STREET")")});
    region.scenario.chargers.evse_field = "status";
    EXPECT_THAT([&] { region.prepared(); },
                testing::ThrowsMessage<InputError>(testing::AllOf(
                    testing::HasSubstr("field \"status\" (chargers.evse_field) holds no number but text like "
                                       "\"AVAILABLE\""),
                    testing::HasSubstr("there are: id, evse"))));
}

TEST(Chargers, OnePlaceListedTwiceIsNoted)
{
    SmallRegion region;
    use_chargers(region, {charger("a", {50, 105}, "2", R"("ON_STREET")"), charger("b", {50.02, 105}, "2", "null"),
                          charger("c", {60, 105}, "2", "null")});
    EXPECT_THAT(region.prepared().notes,
                testing::Contains(testing::HasSubstr("1 of 3 locations stand where another one stands (to 0.1 m)")));
}

TEST(Chargers, ThoseOfOneCellAreOneSite)
{
    SmallRegion region;
    use_chargers(region,
                 {charger("b", {50.2, 106}, "3", R"("ON_STREET")"), charger("a", {50.9, 106}, "2", R"("ON_STREET")"),
                  charger("c", {400, 400}, "1", R"("ON_STREET")")});
    auto const base = region.prepared();
    ASSERT_EQ(base.sites.size(), 2U);
    EXPECT_FALSE(base.sites[0].entry);  // (400, 400) lies north, hence first; far from any street
    EXPECT_TRUE(rejected_because(base, "no street or path within 30 m"));
    EXPECT_EQ(base.sites[1].evse, 5);
    EXPECT_EQ(base.sites[1].chargers, (std::vector<std::int32_t>{0, 1}));
    EXPECT_EQ(base.sites[1].entry->cell, base.grid.cell_at(at(50.5, 101)));
}

// The line begins at the point, not in the middle of its cell (51.25, 106.25): 0.35 m east, 4.75 m north of the centre
// of the access cell; 1.05 m west and 4.75 m north for the other one.
TEST(Chargers, AWalkBeginsAtThePointItself)
{
    SmallRegion region;
    use_chargers(region, {charger("a", {51.6, 106}, "2", R"("ON_STREET")")});
    auto base = region.prepared();
    EXPECT_EQ(base.sites.at(0).entry->walk_cm, 477);
    use_chargers(region,
                 {charger("a", {50.2, 106}, "2", R"("ON_STREET")"), charger("b", {51.6, 106}, "2", R"("ON_STREET")")});
    base = region.prepared();
    ASSERT_EQ(base.sites.size(), 1U);
    EXPECT_EQ(base.chargers.at(0).entry->walk_cm, 487);
    EXPECT_EQ(base.sites.at(0).entry, base.chargers.at(1).entry) << "the shortest line of the chargers of one cell";
}

}  // namespace
}  // namespace laad::test
