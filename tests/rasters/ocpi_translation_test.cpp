// SPDX-License-Identifier: Apache-2.0
// The register of charge locations as NDW publishes it (DOT-NL, OCPI 2.2 Locations).
#include "rasters/error.hpp"
#include "tests/rasters/foreign_files.hpp"

namespace laad::ocpi_translation_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

constexpr int rd_new = 28992;
constexpr char const* delft = R"("coordinates": {"latitude": "52.011577", "longitude": "4.357068"})";

std::string evses(std::vector<std::string> const& statuses, std::string const& connectors = "[]")
{
    std::string list;
    for (auto const& status : statuses)
        list += (list.empty() ? "" : ",") + std::string{R"({"uid":"1","status":")"} + status + R"(","connectors":)" +
                connectors + "}";
    return "\"evses\": [" + list + "]";
}

std::string location(std::string const& id, std::string const& more)
{
    return R"({"country_code":"NL","party_id":"EQU","id":")" + id + R"(","publish":true,"name":"Markt [1] {\"a\"}",)" +
           R"("address":"Markt 1","postal_code":"2611GS","city":"Delft","country":"NLD","parking_type":"ON_STREET",)" +
           R"("operator":{"name":"Equans"},"opening_times":{"twentyfourseven":true},)" +
           R"("last_updated":"2026-02-10T08:23:32Z",)" + more + "}";
}

class OcpiTranslation : public Foreign {
  protected:
    FeatureTable read(std::string const& json) const
    {
        return read_layer({.file = write("ocpi.json", json), .epsg = rd_new});
    }
    /// Status and number of charge points of a location with such charge points.
    std::string standing(std::vector<std::string> const& statuses) const
    {
        auto const table = read("[" + location("a", std::string{delft} + "," + evses(statuses)) + "]");
        return column(table, "status").at(0) + " " + column(table, "n_evse").at(0);
    }
};

TEST_F(OcpiTranslation, ARowIsALocation)
{
    auto const file = write("charging_point_locations_ocpi.json",
                            "[" + location("a", std::string{delft} + "," + evses({"AVAILABLE", "CHARGING"})) + ",\n" +
                                location("b", R"("coordinates":{"latitude":52.02,"longitude":4.36})") + "]");
    auto const content = contents_of(file);
    EXPECT_EQ(content.format, "OCPI");
    EXPECT_THAT(layer_names(file), ElementsAre("locations"));
    EXPECT_EQ(content.layers[0].epsg, 4326);
    expect_as_told(file, rd_new);
    auto const table = read_layer({.file = file, .epsg = rd_new});
    ASSERT_THAT(table.features, SizeIs(2));
    EXPECT_NEAR(table.features[0].geometry.points.at(0).x, 84278.5, 1);
    EXPECT_NEAR(table.features[0].geometry.points.at(0).y, 447525.1, 1);
    EXPECT_THAT(column(table, "location_id"), ElementsAre("a", "b"));
    EXPECT_THAT(column(table, "name"), ElementsAre("Markt [1] {\"a\"}", "Markt [1] {\"a\"}"));
    EXPECT_THAT(column(table, "operator"), ElementsAre("Equans", "Equans"));
    EXPECT_THAT(column(table, "open_24_7"), ElementsAre("1", "1"));
    EXPECT_THAT(column(table, "publish"), ElementsAre("1", "1"));
    EXPECT_THAT(column(table, "n_evse"), ElementsAre("2", "")) << "without a list of charge points";
    EXPECT_THAT(column(table, "status"), ElementsAre("AVAILABLE", ""));
}

TEST_F(OcpiTranslation, AnAnswerOfTheInterfaceAndPackedFilesAreReadAlike)
{
    std::string const list = "[" + location("a", delft) + "]";
    EXPECT_THAT(
        column(read(R"({"status_code":1000,"other":[1],"data": )" + list + R"(,"timestamp":"x"})"), "location_id"),
        ElementsAre("a"));
    auto const packed = gzip("ocpi.json.gz", list);
    EXPECT_THAT(layer_names(packed), ElementsAre("locations"));
    EXPECT_THAT(column(read_layer({.file = packed, .epsg = rd_new}), "location_id"), ElementsAre("a"));
}

TEST_F(OcpiTranslation, TheStatusOfALocationFollowsFromItsChargePoints)
{
    EXPECT_EQ(standing({"CHARGING", "OUTOFORDER"}), "AVAILABLE 2");
    EXPECT_EQ(standing({"INOPERATIVE", "OUTOFORDER"}), "INOPERATIVE 2");
    EXPECT_EQ(standing({"REMOVED", "REMOVED"}), "REMOVED 2");
    EXPECT_EQ(standing({"REMOVED", "AVAILABLE"}), "AVAILABLE 1");
    EXPECT_EQ(standing({"PLANNED", "PLANNED", "REMOVED"}), "PLANNED 2");
    EXPECT_EQ(standing({"PLANNED", "BLOCKED"}), "AVAILABLE 1") << "the planned one is not there yet";
    EXPECT_EQ(standing({"available"}), "AVAILABLE 1");
    EXPECT_EQ(standing({"SOMETHING"}), "SOMETHING 1");
    EXPECT_EQ(standing({""}), "UNKNOWN 1");
}

TEST_F(OcpiTranslation, PowerIsThatOfTheStrongestConnector)
{
    auto const of = [&](std::string const& connectors) {
        return column(read("[" + location("a", std::string{delft} + "," + evses({"AVAILABLE"}, connectors)) + "]"),
                      "max_power_kw")
            .at(0);
    };
    EXPECT_EQ(of(R"([{"max_electric_power":22000},{"max_electric_power":11000}])"), "22");
    EXPECT_EQ(of(R"([{"power_type":"AC_3_PHASE","max_voltage":230,"max_amperage":16}])"), "11.04");
    EXPECT_EQ(of(R"([{"power_type":"DC","max_voltage":400,"max_amperage":125}])"), "50");
    EXPECT_EQ(of("[]"), "");
}

TEST_F(OcpiTranslation, BadCoordinatesAreSetAsideWithTheReason)
{
    auto const table = read("[" + location("a", delft) + "," +
                            location("b", R"("coordinates":{"latitude":"52,01","longitude":"4.3"})") + "," +
                            location("c", R"("coordinates":null)") + "," +
                            location("d", R"("coordinates":{"latitude":"0","longitude":"0"})") + "]");
    EXPECT_THAT(column(table, "location_id"), ElementsAre("a"));
    ASSERT_THAT(table.rejected, SizeIs(3));
    EXPECT_EQ(table.rejected[0].reason, "coordinates are not two numbers (latitude \"52,01\", longitude \"4.3\")");
    EXPECT_EQ(table.rejected[1].reason, "coordinates are not two numbers (latitude \"\", longitude \"\")");
    EXPECT_THAT(table.rejected[2].reason, HasSubstr("outside the area of use"));
}

TEST_F(OcpiTranslation, ADamagedFileIsRefused)
{
    auto const refusal = [&](std::string const& json) { return message_of<InputError>([&] { read(json); }); };
    std::string const one = location("a", delft);
    EXPECT_THAT(refusal("[" + one + "," + one.substr(0, 100)), HasSubstr("ocpi.json: ends in the middle"));
    EXPECT_THAT(refusal("[" + one + ",7]"), HasSubstr("element 2 of its list is no OCPI location"));
    EXPECT_THAT(refusal("[" + location("caf\xE9", delft) + "]"), HasSubstr("element 1 of its list is not UTF-8 text"));
    EXPECT_THAT(refusal("{\"rows\":[" + one + "]}"), HasSubstr("holds no list of charge locations"));
}

TEST_F(OcpiTranslation, GeoJsonIsStillGeoJson)
{
    auto const file =
        write("points.json", R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":)"
                             R"({"latitude":"52"},"geometry":{"type":"Point","coordinates":[4.36,52]}}]})");
    EXPECT_EQ(contents_of(file).format, "GeoJSON");
}

}  // namespace
}  // namespace laad::ocpi_translation_test
