// SPDX-License-Identifier: Apache-2.0
// Rows of use that are at no site: which are listed, and what each place lost.
#include "host/usage/unplaced.hpp"

#include "tests/host/usage_town.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <map>
#include <random>

namespace laad::test::unplaced_test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

struct TestRow {
    std::int64_t record;
    int place;
    std::int64_t energy_wh;
};

std::vector<TestRow> some_rows(int count, int places, std::mt19937& random)
{
    std::vector<TestRow> rows;
    for (int i = 1; i <= count; ++i)
        rows.push_back({i, static_cast<int>(random() % static_cast<unsigned>(places)),
                        static_cast<std::int64_t>(random() % 9000)});
    return rows;
}

/// As read by several threads, in any order.
UseSource counted(std::vector<TestRow> rows, std::size_t threads, std::mt19937& random)
{
    std::vector<UnplacedTally> tallies(threads, UnplacedTally{8, 5});
    std::ranges::shuffle(rows, random);
    for (TestRow const& row : rows)
        tallies[random() % threads].add(
            {row.record, UseRemark::place_unknown, {.location_id = fmt::format("L{}", row.place)}, row.energy_wh});
    UnplacedTally all{8, 5};
    for (UnplacedTally const& one : tallies)
        all += one;
    UseSource source;
    all.fill(source);
    return source;
}

TEST(Unplaced, IsTheSameInAnyOrderAndSumsAreWhole)
{
    std::mt19937 random{20261201};
    auto const rows = some_rows(3000, 60, random);
    std::map<std::string, Unplaced> want;
    std::int64_t energy_wh = 0;
    for (TestRow const& row : rows) {
        Unplaced& place = want[fmt::format("L{}", row.place)];
        if (place.rows == 0) place.record = row.record;
        ++place.rows;
        place.energy_wh += row.energy_wh;
        energy_wh += row.energy_wh;
    }
    UseSource const first = counted(rows, 1, random);
    ASSERT_EQ(first.unplaced_places.size(), 9u) << "8 places and the others";
    std::int64_t listed_rows = 0, listed_wh = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        Unplaced const& place = first.unplaced_places[i];
        EXPECT_EQ(place.rows, want[place.location].rows);
        EXPECT_EQ(place.energy_wh, want[place.location].energy_wh);
        EXPECT_EQ(place.record, want[place.location].record);
        listed_rows += place.rows;
        listed_wh += place.energy_wh;
    }
    EXPECT_TRUE(std::ranges::is_sorted(first.unplaced_places.begin(), first.unplaced_places.end() - 1,
                                       std::ranges::greater{}, &Unplaced::energy_wh));
    Unplaced const& others = first.unplaced_places.back();
    EXPECT_EQ(others.location, "");
    EXPECT_EQ(others.rows, 3000 - listed_rows);
    EXPECT_EQ(others.energy_wh, energy_wh - listed_wh);
    std::vector<std::int64_t> records;
    for (Unplaced const& row : first.unplaced_rows)
        records.push_back(row.record);
    EXPECT_THAT(records, ElementsAre(1, 2, 3, 4, 5));
    for (std::size_t const threads : {1u, 2u, 5u, 40u})
        EXPECT_EQ(counted(rows, threads, random), first) << threads;
}

TEST(Unplaced, AreAllListedWhereThereAreFew)
{
    std::mt19937 random{7};
    UseSource const source = counted(some_rows(100, 8, random), 3, random);
    EXPECT_EQ(source.unplaced_places.size(), 8u);
    EXPECT_TRUE(std::ranges::none_of(source.unplaced_places, [](Unplaced const& p) { return p.location.empty(); }));
}

TEST(Unplaced, SessionsTellTheirLineAndPlaceAndNoPerson)
{
    UsageTown town;
    town.file("sessions.csv",
              "id,start,end,energy_kwh,location_id,evse_id,user\n"
              "1,2026-06-01T10:00Z,2026-06-01T11:00Z,5,north,,card-1\n"
              "\"2\nand more\",2026-06-01T10:00Z,2026-06-01T11:00Z,6,elsewhere,NL*ABC*E1,card-2\n"
              "3,2026-06-01T10:00Z,2026-06-01T11:00Z,7,garage,,card-3\n"
              "4,2026-06-01T12:00Z,2026-06-01T13:00Z,2.5, Elsewhere ,NL*ABC*E1,card-2\n"
              "5,2026-06-01T12:00Z,2026-06-01T13:00Z,4,,,card-4\n"
              "6,2026-06-01T12:00Z,2026-06-01T11:00Z,4,elsewhere,,card-4\n");
    UseSource const source = town.read();
    auto const row = [](std::int64_t record, std::string const& location, std::string const& evse, std::int64_t rows,
                        std::int64_t energy_wh) {
        return AllOf(Field(&Unplaced::record, record), Field(&Unplaced::location, location),
                     Field(&Unplaced::evse, evse), Field(&Unplaced::rows, rows),
                     Field(&Unplaced::energy_wh, energy_wh));
    };
    EXPECT_THAT(source.unplaced_rows,
                ElementsAre(row(3, "elsewhere", "NL*ABC*E1", 1, 6000), row(5, "garage", "", 1, 7000),
                            row(6, "Elsewhere", "NL*ABC*E1", 1, 2500), row(7, "", "", 1, 4000)));
    EXPECT_THAT(source.unplaced_places, ElementsAre(row(3, "elsewhere", "NL*ABC*E1", 2, 8500),
                                                    row(5, "garage", "", 1, 7000), row(7, "", "", 1, 4000)));
    EXPECT_EQ(source.unplaced_places[1].reason, "at a charge location that is not public");
    EXPECT_EQ(source.unplaced_places[2].reason, "tells no place");
}

TEST(Unplaced, RecordsOfJsonHaveTheirNumberAndAPositionAsPlace)
{
    UsageTown town;
    Point const far = town.degrees({85200, 446600});
    town.file(
        "cdrs.json",
        fmt::format(R"([{{"id":"1","start_date_time":"2026-06-01T10:00:00Z","end_date_time":"2026-06-01T11:00:00Z",
 "total_energy":5,"cdr_location":{{"id":"north"}}}},
{{"id":"2","start_date_time":"2026-06-01T10:00:00Z","end_date_time":"2026-06-01T11:00:00Z","total_energy":6,
 "cdr_token":{{"uid":"card-2"}},"cdr_location":{{"coordinates":{{"latitude":"{}","longitude":"{}"}}}}}}])",
                    far.y, far.x));
    UseSource const source = town.read();
    ASSERT_EQ(source.unplaced_places.size(), 1u);
    EXPECT_EQ(source.unplaced_places[0].record, 2);
    EXPECT_EQ(source.unplaced_places[0].location, fmt::format("{:.3f}, {:.3f}", far.y, far.x));
    EXPECT_EQ(source.unplaced_rows, source.unplaced_places);
}

TEST(Unplaced, SamplesAreCountedByTheirPlace)
{
    UsageTown town;
    town.file("hours.csv",
              "location_id,date,hour_local,n_evse,occupancy_pct\n"
              "north,2026-06-02,16,2,50\nnowhere,2026-06-02,16,2,50\nnowhere,2026-06-02,17,2,50\n"
              "nowhere,no day,17,2,50\n");
    UseSource const source = town.read();
    EXPECT_EQ(source.rows, 4);
    EXPECT_EQ(source.used, 1);
    ASSERT_EQ(source.unplaced_places.size(), 1u);
    EXPECT_EQ(source.unplaced_places[0], (Unplaced{3, "nowhere", "", source.unplaced_places[0].reason, 2, 0}));
    EXPECT_EQ(rows_with(source.set_aside, source.unplaced_places[0].reason), 2);
    EXPECT_THAT(town.kept.sessions, IsEmpty());
}

}  // namespace
}  // namespace laad::test::unplaced_test
