// SPDX-License-Identifier: Apache-2.0
#include "rasters/error.hpp"
#include "tests/host/small_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laad::test::chargers_test {
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
    EXPECT_TRUE(rejected_because(base, "the id of a charger occurs more than once"));
    EXPECT_TRUE(rejected_because(base, "outside the region and its context"));
    EXPECT_TRUE(rejected_because(base, "a count of charge points (EVSE) that is not plausible (1 to 500)"));
    EXPECT_TRUE(rejected_because(base, "REMOVED"));
    EXPECT_EQ(base.rejected.size(), 5U);
}

TEST(Chargers, WhatOneOperatorHasTwiceAtOnePlaceCountsOnce)
{
    auto const row = [](char const* id, double x, char const* type, char const* who, char const* updated) {
        return point(x, 105,
                     fmt::format(R"("id":"{}","evse":2,"type":{},"who":"{}","updated":"{}")", id, type, who, updated));
    };
    SmallRegion region;
    use_chargers(region,
                 {row("z", 50, R"("ON_STREET")", "Equans", "2020-01-01T00:00:00Z"),
                  row("a", 50.01, "null", " equans", "2026-01-01T00:00:00Z"),
                  row("other", 50, R"("ON_STREET")", "Vattenfall", "2026-01-01T00:00:00Z"),
                  row("old", 60, "null", "Equans", "2025-01-01T00:00:00Z"),
                  row("new", 60, "null", "Equans", "2026-01-01T00:00:00Z"), row("first", 70, "null", "Equans", ""),
                  row("second", 70, "null", "Equans", ""), row("near", 70.2, "null", "Equans", ""),
                  row("x", 80, "null", "", ""), row("y", 80, "null", "", "")});
    auto& config = region.scenario.chargers;
    config.open_24_7_field = config.status_field = "";
    auto const ids = [](BaseLayers const& base) {
        std::vector<std::string> found;
        for (Charger const& charger : base.chargers)
            found.push_back(charger.id);
        return found;
    };
    EXPECT_EQ(region.prepared().chargers.size(), 10U);
    config.operator_field = "who";
    config.updated_field = "updated";
    auto const base = region.prepared();
    EXPECT_THAT(ids(base), testing::ElementsAre("first", "near", "new", "other", "x", "y", "z"));
    EXPECT_EQ(base.rejected.size(), 3U);
    EXPECT_TRUE(rejected_because(base, "the same operator has another location at this place"));
}

std::string pole(std::string const& id, std::string const& name, std::string const& type, int evse = 2)
{
    return point(
        50, 105,
        fmt::format(R"("id":"{}","who":"Laad","name":"{}","type":{},"evse":{},"open":true)", id, name, type, evse));
}

std::vector<std::string> kept_of(std::vector<std::string> const& features, BaseLayers& base)
{
    SmallRegion region;
    use_chargers(region, features);
    region.scenario.chargers.status_field = "";
    region.scenario.chargers.operator_field = "who";
    region.scenario.chargers.name_field = "name";
    base = region.prepared();
    std::vector<std::string> ids;
    for (Charger const& charger : base.chargers)
        ids.push_back(charger.id);
    return ids;
}

TEST(Chargers, PolesOfOneOperatorSideBySideAllCount)
{
    BaseLayers base;
    EXPECT_THAT(
        kept_of({pole("a", "Veerhaven, paal 1", R"("ON_STREET")"), pole("b", "Veerhaven, paal 2", R"("ON_STREET")"),
                 pole("c", "links", "null"), pole("d", "rechts", "null")},
                base),
        testing::ElementsAre("a", "b"));
    EXPECT_THAT(kept_of({pole("c", "links", "null"), pole("d", "rechts", "null")}, base),
                testing::ElementsAre("c", "d"));
}

TEST(Chargers, ALocationOfAnotherFeedCountsOnceAndItsPointsAreTold)
{
    BaseLayers base;
    EXPECT_THAT(kept_of({pole("1", "Moutmolen 12", "null", 4), pole("2", "SGZH 8926", R"("ON_STREET")", 4),
                         pole("3", "sgzh 8926 ", "null", 3)},
                        base),
                testing::ElementsAre("2"));
    std::int64_t lost = 0;
    for (auto const& row : base.rejected)
        lost += row.cost;
    EXPECT_EQ(lost, 4 + 3);
}

TEST(Chargers, StreetsOfAPartOfTheAreaAreWarnedOf)
{
    auto const warned = [](int beside_the_street, int far_from_it) {
        SmallRegion region;
        std::vector<std::string> features;
        for (int i = 0; i < beside_the_street + far_from_it; ++i)
            features.push_back(charger(fmt::format("c{}", i), {20.0 + 20 * i, i < beside_the_street ? 105.0 : 400.0},
                                       "2", R"("ON_STREET")"));
        use_chargers(region, features);
        auto const notes = region.prepared().notes;
        return std::ranges::any_of(notes, [](std::string const& note) {
            return note.starts_with("WARNING") && note.find("seem to cover a part") != std::string::npos;
        });
    };
    EXPECT_TRUE(warned(4, 8));
    EXPECT_FALSE(warned(8, 4));
    EXPECT_FALSE(warned(2, 4)) << "too few to tell";
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

TEST(Chargers, StatusIsReadWithoutRegardToCaseAndBlanks)
{
    SmallRegion region;
    std::string const street = R"("ON_STREET")";
    use_chargers(region,
                 {charger("a", {50, 105}, "1", street, "removed"), charger("b", {60, 105}, "1", street, "REMOVED "),
                  charger("c", {70, 105}, "1", street, "planned"), charger("d", {80, 105}, "1", street, "Inoperative"),
                  charger("e", {90, 105}, "1", street, "OUTOFORDER"), charger("f", {100, 105}, "1", street, "stuk"),
                  charger("g", {110, 105}, "1", street, "Stuk "), charger("h", {120, 105}, "1", street, ""),
                  charger("i", {130, 105}, "1", street, "BLOCKED"), charger("j", {140, 105}, "1", street, "Weg")});
    region.scenario.chargers.dropped_status = {" weg"};
    auto const base = region.prepared();
    ASSERT_EQ(base.chargers.size(), 7U);
    for (Charger const& one : base.chargers)
        EXPECT_EQ(one.planned, one.id == "c") << one.id;
    EXPECT_TRUE(rejected_because(base, "status REMOVED is left out"));
    EXPECT_TRUE(rejected_because(base, "status WEG is left out"));
    EXPECT_THAT(base.notes, testing::Contains(testing::HasSubstr("values that OCPI does not know: \"STUK\" (2); these "
                                                                 "rows count as existing")));
    EXPECT_THAT(base.notes, testing::Contains(testing::HasSubstr("2 rows of chargers have status INOPERATIVE or")));
}

TEST(Chargers, ParkingTypeIsReadWithoutRegardToCaseAndBlanks)
{
    SmallRegion region;
    use_chargers(region,
                 {charger("a", {50, 105}, "1", R"("on_street ")"), charger("b", {60, 105}, "1", R"("Langs weg")"),
                  charger("c", {70, 105}, "1", R"("parking_lot")"), charger("d", {80, 105}, "1", R"("langs weg")")});
    auto const base = region.prepared();
    EXPECT_EQ(base.sites.size(), 1U);
    EXPECT_THAT(base.notes,
                testing::Contains(testing::HasSubstr("OCPI does not know: \"LANGS WEG\" (2); these rows are "
                                                     "semi-public, list in chargers.on_street_values")));
    EXPECT_THAT(base.notes, testing::Not(testing::Contains(testing::HasSubstr("WARNING"))));
}

TEST(Chargers, AWarningSaysWhyNoneIsPublic)
{
    SmallRegion region;
    use_chargers(region, {charger("a", {50, 105}, "1", "null"), charger("b", {60, 105}, "1", R"("Langs weg")")});
    auto& config = region.scenario.chargers;
    config.open_24_7_field = "";
    config.on_street_values = {};
    EXPECT_THAT(
        region.prepared().notes,
        testing::Contains(testing::AllOf(
            testing::HasSubstr("WARNING: 0 of 2 charge locations are public"),
            testing::HasSubstr("1 have no parking type (an empty type) and no chargers.open_24_7_field is given: "
                               "chargers.unknown_type_is_public = true"),
            testing::HasSubstr("\"LANGS WEG\" (1); chargers.on_street_values (empty) lists what is public"))));
    config.unknown_type_is_public = true;
    auto const base = region.prepared();
    EXPECT_EQ(base.sites.size(), 1U);
    EXPECT_TRUE(base.chargers[ChargerId{0}].access_inferred);
    EXPECT_THAT(base.notes,
                testing::Contains(testing::HasSubstr("1 of 2 locations are taken as public because their type "
                                                     "is unknown and they are not inside a building")));
}

TEST(Chargers, StreetParkingOfOcpiNeedsNoSetting)
{
    EXPECT_EQ(ChargerConfig{}.on_street_values, std::vector<std::string>{"ON_STREET"});
}

TEST(Chargers, RowsOfOneIdAtOnePlaceAreOneLocation)
{
    SmallRegion region;
    std::string const street = R"("ON_STREET")";
    use_chargers(region, {charger("a", {50, 105}, "1", street), charger("b", {60, 105}, "2", street),
                          charger("a", {50.3, 105}, "2", street), charger("c", {70, 105}, "null", street),
                          charger("c", {70, 105}, "null", street), charger("c", {70, 105}, "null", street),
                          charger("a", {50, 105}, "4", street, "PLANNED"), charger("b", {90, 105}, "2", street)});
    auto const base = region.prepared();
    ASSERT_EQ(base.chargers.size(), 4U);
    EXPECT_EQ(base.chargers[ChargerId{0}].id, "a");
    EXPECT_EQ(base.chargers[ChargerId{0}].evse, 3);
    EXPECT_FALSE(base.chargers[ChargerId{0}].planned);
    EXPECT_EQ(base.chargers[ChargerId{1}].evse, 4);
    EXPECT_TRUE(base.chargers[ChargerId{1}].planned);
    EXPECT_EQ(base.chargers[ChargerId{2}].evse, 2);
    EXPECT_EQ(base.chargers[ChargerId{3}].evse, 3) << "a row without a count is one point of its location";
    EXPECT_TRUE(base.chargers[ChargerId{3}].evse_assumed);
    EXPECT_EQ(base.rejected.size(), 1U);
    EXPECT_TRUE(
        rejected_because(base, "the id of a charger occurs more than once, here more than 8 m from its first row"));
    EXPECT_THAT(base.notes,
                testing::Contains(testing::HasSubstr("2 locations have several rows at one place, 5 together")));
}

TEST(Chargers, UnknownTypeIsPublicUnlessInsideABuilding)
{
    SmallRegion region;
    region.add_surface(Surface::building, 0, {box(300, 110, 340, 140)});
    use_chargers(region, {charger("a", {50, 105}, "null", "null"), charger("b", {320, 125}, "1", "null"),
                          charger("c", {60, 105}, "1", R"("PARKING_LOT")")});
    auto const base = region.prepared();
    ASSERT_EQ(base.chargers.size(), 3U);
    EXPECT_EQ(base.chargers[ChargerId{0}].access, ChargerAccess::is_public);
    EXPECT_TRUE(base.chargers[ChargerId{0}].access_inferred);
    EXPECT_TRUE(base.chargers[ChargerId{0}].evse_assumed);
    EXPECT_EQ(base.chargers[ChargerId{0}].evse, 2);
    EXPECT_EQ(base.chargers[ChargerId{1}].access, ChargerAccess::semi_public);
    EXPECT_EQ(base.chargers[ChargerId{2}].access, ChargerAccess::semi_public);
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
    EXPECT_TRUE(rejected_because(base, "a count of charge points (EVSE) that is not plausible"));
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
    EXPECT_EQ(base.sites[1].chargers, (std::vector{ChargerId{0}, ChargerId{1}}));
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
}  // namespace laad::test::chargers_test
