// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/names_around.hpp"

#include "host/prepare/prepare.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/millimetres.hpp"
#include "tests/host/tiny_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <random>
#include <tuple>

namespace laad::whereabouts_test {
namespace {

using testing::HasSubstr;

GridSpec const grid{28992, 0, 100000, 250, {400, 400}};  // x 0 .. 1000, y 0 .. 1000

/// Two bays around a point, of which no cell is an entry: the pole stands for it.
Candidate at(Point p)
{
    Candidate candidate;
    candidate.pole = p;
    auto const bay = [](Point c) {
        return Polygon{
            {{c.x - 1, c.y - 1}, {c.x + 1, c.y - 1}, {c.x + 1, c.y + 1}, {c.x - 1, c.y + 1}, {c.x - 1, c.y - 1}}, {}};
    };
    candidate.bays.polygons = {bay({p.x - 1, p.y}), bay({p.x + 1, p.y})};
    candidate.middle = p;
    return candidate;
}

NamedShape street(std::string name, Line line)
{
    return {std::move(name), true, {{}, {std::move(line)}, {}}};
}

TEST(Whereabouts, TheSideIsWhereTheBaysLieFromTheStreet)
{
    NamesAround const east_west{{street("Laan", {{0, 500}, {1000, 500}})}, {}};
    EXPECT_EQ(east_west.of(at({300, 505}), grid).side, "N");
    EXPECT_EQ(east_west.of(at({300, 495}), grid).side, "S");
    EXPECT_EQ(east_west.of(at({300, 500}), grid).side, "") << "on the line";
    EXPECT_EQ(east_west.of(at({300, 551}), grid).street, "") << "farther than 50 m";
    NamesAround const slanting{{street("Dijk", {{0, 0}, {1000, 1000}})}, {}};
    EXPECT_EQ(slanting.of(at({500, 510}), grid).side, "NW");
    EXPECT_EQ(slanting.of(at({510, 500}), grid).side, "SE");
}

TEST(Whereabouts, AStreetGoesBeforeAPathAndTheStreetOfTheAddressComesLast)
{
    NamedShape path = street("Pad", {{0, 502}, {1000, 502}});
    path.is_street = false;
    Address const address{{300, 520}, "Gracht", "7-bis", "2611 AA", "Delft"};
    auto const laan = street("Laan", {{0, 480}, {1000, 480}});
    Candidate const candidate = at({300, 500});
    EXPECT_EQ((NamesAround{{path, laan}, {address}}.of(candidate, grid).street), "Laan");
    EXPECT_EQ((NamesAround{{path}, {address}}.of(candidate, grid).street), "Pad");
    auto const where = NamesAround{{}, {address}}.of(candidate, grid);
    EXPECT_EQ(where.street, "Gracht");
    EXPECT_EQ(where.side, "");
    EXPECT_EQ(where.address, "Gracht 7-bis");
    EXPECT_EQ(where.town, "Delft");
    EXPECT_EQ(where.address_cm, 2000);
}

TEST(Whereabouts, OfEquallyNearAddressesTheLowestNumberCounts)
{
    Point const door{310, 500};
    NamesAround const names{
        {}, {{door, "Gracht", "12", "", ""}, {door, "Gracht", "9", "", ""}, {door, "Gracht", "10", "", ""}}};
    EXPECT_EQ(names.of(at({300, 500}), grid).address, "Gracht 9");
}

/// The definition, looking at everything: shares no code with what it checks.
struct Oracle {
    std::vector<NamedShape> const& shapes;
    std::vector<Address> const& addresses;

    static std::int64_t mm(Point a, Point b) { return std::llround(std::hypot(a.x - b.x, a.y - b.y) * 1000); }
    static std::int64_t mm(NamedShape const& shape, Point p)
    {
        Point const a = shape.shape.lines[0][0], b = shape.shape.lines[0][1];
        double const length = std::hypot(b.x - a.x, b.y - a.y);
        double const t = ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / (length * length);
        double const at = t < 0 ? 0 : t > 1 ? 1 : t;
        return mm({a.x + (b.x - a.x) * at, a.y + (b.y - a.y) * at}, p);
    }
    std::string street(Point p) const
    {
        std::tuple<bool, std::int64_t, std::string> best{true, 1 << 30, ""};
        for (auto const& shape : shapes)
            if (mm(shape, p) <= 50'000) best = std::min(best, {!shape.is_street, mm(shape, p), shape.name});
        return std::get<2>(best);
    }
    std::string address(Point p) const
    {
        std::tuple<std::int64_t, std::string, int> best{250'001, "", 0};
        for (auto const& one : addresses)
            best = std::min(best, {mm(one.at, p), one.street, std::stoi(one.number)});
        return std::get<1>(best).empty() ? "" : std::get<1>(best) + " " + std::to_string(std::get<2>(best));
    }
};

TEST(Whereabouts, IsThatOfLookingAtEverything)
{
    std::mt19937 random{20261130};
    std::uniform_real_distribution<double> place{0, 1000};
    std::uniform_int_distribution<int> number{1, 200};
    int with_street = 0, with_address = 0;
    for (int round = 0; round < 20; ++round) {
        std::vector<NamedShape> shapes;
        std::vector<Address> addresses;
        for (int i = 0; i < 15; ++i) {
            Point const a{place(random), place(random)};
            shapes.push_back(
                street("S" + std::to_string(i % 11), {a, {a.x + place(random) / 5, a.y + place(random) / 5}}));
            shapes.back().is_street = i % 3 != 0;
        }
        for (int i = 0; i < 12; ++i)
            addresses.push_back({{std::round(place(random) / 50) * 50, std::round(place(random) / 50) * 50},
                                 "S" + std::to_string(i % 5),
                                 std::to_string(number(random)),
                                 "",
                                 ""});
        NamesAround const names{shapes, addresses};
        Oracle const oracle{shapes, addresses};
        for (int i = 0; i < 50; ++i) {
            Point const p{std::round(place(random) / 25) * 25, std::round(place(random) / 25) * 25};
            auto const where = names.of(at(p), grid);
            EXPECT_EQ(where.address, oracle.address(p));
            auto const nearest = oracle.street(p);
            if (!nearest.empty()) {
                EXPECT_EQ(where.street, nearest);
            }
            with_street += !nearest.empty();
            with_address += !where.address.empty();
        }
    }
    EXPECT_GT(with_street, 100);
    EXPECT_GT(with_address, 300);
}

/// Streets "Laan 1" ... from south to north, and addresses along them.
TinyRegion named_town()
{
    TinyRegion town;
    auto& streets = town.layer("streets");
    streets.fields.push_back({"naam"});
    for (Feature& one : streets.features) {
        auto const& line = one.geometry.lines.front();
        bool const runs_east = line.front().y == line.back().y;
        one.values.push_back(runs_east ? fmt::format("Laan {:.0f}", (line.front().y - TinyRegion::south + 50) / 100)
                                       : Value{});
    }
    auto& dwellings = town.layer("dwellings");
    dwellings.fields.push_back({"nr", FieldKind::integer});
    std::int64_t number = 0;
    for (Feature& one : dwellings.features)
        one.values.push_back(++number);
    town.replace("bridge_field = \"bridge\"", "bridge_field = \"bridge\"\nname_field = \"naam\"");
    town.replace("layer = \"dwellings\"", "layer = \"dwellings\"\nstreet_field = \"street\"\nnumber_field = \"nr\"");
    return town;
}

Indexed<CandidateId, Candidate> candidates_of(Scenario const& scenario, std::filesystem::path const& work,
                                              int tile_cells)
{
    std::filesystem::create_directory(work);
    return prepare(scenario, {Work{work}, tile_cells}, [](std::string const&, double) {}).candidates;
}

TEST(Whereabouts, OfCandidatesDoNotDependOnTiles)
{
    TempFolder const temp;
    Scenario const scenario = parse_scenario(named_town().write(temp.path()));
    auto const small = candidates_of(scenario, temp.path() / "small", 64);
    auto const large = candidates_of(scenario, temp.path() / "large", 512);
    ASSERT_EQ(small.size(), large.size());
    ASSERT_FALSE(small.empty());
    for (CandidateId const c : small.ids()) {
        EXPECT_EQ(small[c].where, large[c].where);
        if (small[c].bay_ids != "langs") continue;
        EXPECT_EQ(small[c].where.street, "Laan 2");
        EXPECT_EQ(small[c].where.side, "N");
        EXPECT_THAT(small[c].where.address, HasSubstr("street 150"));
        EXPECT_LT(small[c].where.address_cm, 2000);
    }
}

}  // namespace
}  // namespace laad::whereabouts_test
