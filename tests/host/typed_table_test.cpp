// SPDX-License-Identifier: Apache-2.0
#include "host/present/table.hpp"

#include "tests/host/written_tables.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace laad::typed_table_test {
namespace {

struct Town {
    std::string name;
    int year{};
    std::int64_t demand_wh{};
    std::optional<int> rank;
    bool is_partial{};
    Point at{};
};

std::vector<Town> const towns{{"'s-Gravenhage, a=b", 2028, 1'234'567'890, 1, true, {84000, 446000}},
                              {"=Fryslân\"", 2030, -500, {}, false, {84300, 446400}}};

Table<Town> table()
{
    return {"towns",
            "Two towns",
            {{"", "Town", [](Town const& town) { return town.name + (town.is_partial ? " (partial)" : ""); }},
             {"name", &Town::name},
             {"year", "Year", [](Town const& town) { return Ordinal{town.year}; }},
             {"demand_kwh", "Demand kWh", [](Town const& town) { return Energy{town.demand_wh}; }},
             {"rank", "Rank", &Town::rank},
             {"partial", &Town::is_partial}},
            ShapeKind::point,
            [](Town const& town) { return point(town.at); }};
}

TEST(TypedTable, FillsALayerWithNumbersOfTheirUnitAndNothingWhereNothingIsKnown)
{
    OutputLayer const layer = filled(table(), towns);
    ASSERT_EQ(layer.fields.size(), 5u);
    EXPECT_EQ(layer.fields[1].kind, FieldKind::integer);
    EXPECT_EQ(layer.fields[2].name, "demand_kwh");
    EXPECT_EQ(layer.fields[2].kind, FieldKind::real);
    EXPECT_EQ(layer.fields[3].kind, FieldKind::integer);
    EXPECT_EQ(layer.fields[4].kind, FieldKind::text);
    EXPECT_EQ(layer.features[1].id, 2);
    EXPECT_EQ(layer.features[1].geometry.points.front(), (Point{84300, 446400}));
    EXPECT_EQ(layer.features[0].values,
              (std::vector<Value>{towns[0].name, std::int64_t{2028}, 1234567.89, std::int64_t{1}, std::string{"yes"}}));
    EXPECT_EQ(layer.features[1].values[3], Value{});
}

TEST(TypedTable, SaysTheSameInACsvInAGeoPackageAndOnAPage)
{
    OutputLayer const layer = filled(table(), towns);
    EXPECT_EQ(csv(layer),
              "name,year,demand_kwh,rank,partial\n"
              "\"'s-Gravenhage, a=b\",2028,1234567.89,1,yes\n"
              "\"'=Fryslân\"\"\",2030,-0.5,,no\n");

    Folder const folder;
    write_geopackage(folder.file("towns.gpkg"), 28992, {layer});
    FeatureTable const back = read_layer({.file = folder.file("towns.gpkg"), .layer = "towns"});
    ASSERT_EQ(back.features.size(), 2u);
    for (std::size_t row = 0; row < 2; ++row)
        for (std::size_t column = 0; column < layer.fields.size(); ++column)
            EXPECT_EQ(back.features[row].values[back.column(layer.fields[column].name)],
                      layer.features[row].values[column])
                << layer.fields[column].name;

    PageTable const page = on_page("Towns", table().columns, towns, {10, "towns.csv"});
    ASSERT_EQ(page.columns.size(), 4u);
    EXPECT_FALSE(page.columns[0].is_number);
    EXPECT_TRUE(page.columns[2].is_number);
    EXPECT_EQ(page.rows[0], (std::vector<std::string>{"'s-Gravenhage, a=b (partial)", "2028", "1,234,568", "1"}));
    EXPECT_EQ(page.rows[1], (std::vector<std::string>{"=Fryslân\"", "2030", "0", "-"}));
}

TEST(TypedTable, HashFollowsNamesAndValuesAlone)
{
    auto const hash = [](Table<Town> const& of, std::vector<Town> const& rows) {
        return table_hashes({filled(of, rows)}).front().second;
    };
    std::string const before = hash(table(), towns);
    Table<Town> other = table();
    other.description = "Other words";
    other.columns.erase(other.columns.begin());  // on the page alone
    EXPECT_EQ(hash(other, towns), before);
    other.columns.front().name = "town";
    EXPECT_NE(hash(other, towns), before);
    std::vector<Town> moved = towns;
    moved[0].demand_wh += 1;
    EXPECT_NE(hash(table(), moved), before);
}

TEST(TypedTable, APortionIsRoundedNotCut)
{
    auto const percent_of = [](std::int64_t part, std::int64_t whole) {
        return TableCell<Portion>::value({part, whole});
    };
    EXPECT_EQ(percent_of(6950, 8479), Value{81.97});
    EXPECT_EQ(percent_of(2, 3), Value{66.67});
    EXPECT_EQ(percent_of(1, 3), Value{33.33});
    EXPECT_EQ(percent_of(5, 5), Value{100.0});
    EXPECT_EQ(percent_of(0, 0), Value{});
    EXPECT_EQ(TableCell<Portion>::shown({0, 0}), "-");
}

}  // namespace
}  // namespace laad::typed_table_test
