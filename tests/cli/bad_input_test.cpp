// SPDX-License-Identifier: Apache-2.0
// Each bad input gets one clear error and its exit code, and nothing half-written remains.
#include "tests/cli/program.hpp"
#include "tests/host/tiny_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace laad::bad_input_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Matcher;
using testing::Not;

class BadInput : public testing::Test {
  protected:
    /// Runs the spoilt region and checks the exit code, the message, and that the folder holds what it held.
    void expect_error(int exit_code, Matcher<std::string const&> message, std::string const& before = "")
    {
        town.write(temp.path());
        if (spoil) spoil(temp.path());
        std::string const there = listing(temp.path());
        Outcome const outcome = laadraster(temp.path(), "run region.toml --out plan --device cpu --quiet", before);
        EXPECT_EQ(outcome.exit_code, exit_code) << outcome.err;
        EXPECT_THAT(outcome.err, message);
        EXPECT_EQ(outcome.out, "");
        EXPECT_EQ(outcome.err.find("laadraster: "), outcome.err.rfind("laadraster: "))
            << "one message: " << outcome.err;
        EXPECT_EQ(listing(temp.path()), there) << "nothing half-written remains";
    }
    void expect_input_error(Matcher<std::string const&> message) { expect_error(3, std::move(message)); }

    void append(std::string const& table, std::string const& row) { town.tables[table] += row + "\n"; }

    TempFolder temp;
    TinyRegion town;
    std::function<void(std::filesystem::path const&)> spoil;
};

TEST_F(BadInput, MissingFile)
{
    spoil = [](auto const& folder) { std::filesystem::remove(folder / "town.gpkg"); };
    expect_input_error(HasSubstr("town.gpkg"));
}

TEST_F(BadInput, MissingLayerNamesTheNearest)
{
    town.replace("layer = \"dwellings\"", "layer = \"dwelings\"");
    expect_input_error(AllOf(HasSubstr("dwelings"), HasSubstr("did you mean \"dwellings\"?")));
}

TEST_F(BadInput, MissingFieldNamesTheNearest)
{
    town.replace("evse_field = \"evse\"", "evse_field = \"evses\"");
    expect_input_error(AllOf(HasSubstr("evses"), HasSubstr("did you mean \"evse\"?")));
}

TEST_F(BadInput, TruncatedGeoPackage)
{
    spoil = [](auto const& folder) { std::filesystem::resize_file(folder / "town.gpkg", 3000); };
    expect_input_error(HasSubstr("town.gpkg"));
}

TEST_F(BadInput, WrongCrsLeavesNothingInside)
{
    town.epsg = 32631;  // coordinates of RD New called UTM
    expect_input_error(HasSubstr("town.gpkg"));
}

TEST_F(BadInput, NoCrs)
{
    spoil = [](auto const& folder) {
        std::ofstream{folder / "area.csv"}
            << "id,WKT\n1,\"POLYGON ((100000 450000,100500 450000,100500 450500,100000 450000))\"\n";
    };
    town.replace("area = {file = \"town.gpkg\", layer = \"area\"}", "area = {file = \"area.csv\", layer = \"area\"}");
    expect_input_error(AllOf(HasSubstr("area.csv"), HasSubstr("CRS")));
}

TEST_F(BadInput, SwappedAxes)
{
    for (auto& feature : town.layer("dwellings").features)
        for (auto& p : feature.geometry.points)
            std::swap(p.x, p.y);
    expect_input_error(AllOf(HasSubstr("dwellings"), HasSubstr("swapped")));
}

TEST_F(BadInput, EmptyLayer)
{
    town.layer("streets").features.clear();
    expect_input_error(AllOf(HasSubstr("streets"), HasSubstr("no features")));
}

TEST_F(BadInput, UnknownTomlKey)
{
    town.replace("width_m = 5.0", "widht_m = 5.0");
    expect_input_error(AllOf(HasSubstr("region.toml:"), HasSubstr("did you mean \"width_m\"?")));
}

TEST_F(BadInput, WrongTomlType)
{
    town.replace("stations = 3", "stations = \"three\"");
    expect_input_error(HasSubstr("placement.quota.stations must be a whole number"));
}

TEST_F(BadInput, QuotaOfAnUnknownMunicipality)
{
    town.replace("gemeente = \"Proefstad\"", "gemeente = \"Proefstadt\"");
    expect_input_error(AllOf(HasSubstr("Proefstadt"), HasSubstr("did you mean \"Proefstad\"?")));
}

TEST_F(BadInput, UnknownNeighbourhoodInThePrognosis)
{
    append("prognosis.csv", "Noord,2023,2028,midden,personenauto,publiek,kwh_per_year,1,");
    expect_input_error(AllOf(HasSubstr("prognosis.csv"), HasSubstr("5"), HasSubstr("Noord")));
}

TEST_F(BadInput, NegativePrognosis)
{
    append("prognosis.csv", "West,2023,2028,midden,personenauto,werk,kwh_per_year,-4,");
    expect_input_error(AllOf(HasSubstr("prognosis.csv"), HasSubstr("-4")));
}

TEST_F(BadInput, PrognosisThatIsNotANumber)
{
    append("prognosis.csv", "West,2023,2028,midden,personenauto,werk,kwh_per_year,NaN,");
    expect_input_error(AllOf(HasSubstr("prognosis.csv"), HasSubstr("NaN")));
}

TEST_F(BadInput, DuplicatePrognosisRow)
{
    append("prognosis.csv", "Oost,2023,2028,midden,personenauto,publiek,kwh_per_year,30000,");
    expect_input_error(AllOf(HasSubstr("prognosis.csv"), HasSubstr("Oost")));
}

TEST_F(BadInput, PrognosisOfAnotherCbsYear)
{
    town.replace("buurt_key_field = \"buurt\"", "buurt_key_field = \"buurt\"\nbuurt_cbs_year = 2025");
    expect_input_error(AllOf(HasSubstr("prognosis.csv: cbs_year 2023 is not the CBS year"), HasSubstr("2025")));
}

TEST_F(BadInput, PrognosisInMixedUnits)
{
    append("prognosis.csv", "West,2023,2028,midden,personenauto,werk,charge_points,4,");
    expect_input_error(HasSubstr("line 5: quantity charge_points differs from kwh_per_year on line 2"));
}

TEST_F(BadInput, PrognosisWithoutTheScenario)
{
    town.replace("target_year = 2028", "target_year = 2028\nscenario = \"hoog\"");
    expect_input_error(HasSubstr("no row is for 2028 hoog, since none is for scenario hoog; there are 2028 midden"));
}

TEST_F(BadInput, SharesThatDoNotSumToOne)
{
    town.replace("target_year = 2028", "target_year = 2028\nshares = {publiek = 0.4, thuis = 0.5}");
    expect_input_error(HasSubstr("prognosis.shares sum to 0.9, not to 1"));
}

TEST_F(BadInput, YearThatThePrognosisLacks)
{
    town.replace("target_year = 2028", "target_year = 2031");
    expect_input_error(AllOf(HasSubstr("2031"), HasSubstr("2028")));
}

TEST_F(BadInput, GridAssetWithAnUnknownParent)
{
    append("assets.csv", "F3,lv_feeder,TT,100380,450250,100,1.0,1,huis,0.01,2026,2026-06-07,assumed,test");
    expect_input_error(AllOf(HasSubstr("assets.csv"), HasSubstr("TT")));
}

TEST_F(BadInput, GridAssetWithoutRating)
{
    append("assets.csv", "F3,lv_feeder,T,100380,450250,0,1.0,1,huis,0.01,2026,2026-06-07,assumed,test");
    expect_input_error(AllOf(HasSubstr("assets.csv"), HasSubstr("rating")));
}

TEST_F(BadInput, DuplicateNeighbourhood)
{
    town.layer("buurten").features.push_back(town.layer("buurten").features.front());
    expect_input_error(AllOf(HasSubstr("West"), HasSubstr("buurten")));
}

TEST_F(BadInput, AreaWithNaN)
{
    town.layer("area").features.front().geometry.polygons.front().outer[1].x = std::numeric_limits<double>::quiet_NaN();
    expect_input_error(HasSubstr("area"));
}

TEST_F(BadInput, DeviceThatDoesNotExist)
{
    town.write(temp.path());
    Outcome const outcome = laadraster(temp.path(), "run region.toml --out plan --device cuda:99");
    EXPECT_EQ(outcome.exit_code, 5);
    EXPECT_THAT(outcome.err, HasSubstr("--device auto or cpu"));
}

TEST_F(BadInput, TooLittleMemoryIsRefusedBeforeTheRun)
{
    town.toml += "\n[run]\nhost_memory_mib = 64\ntile_cells = 512\n";
    town.replace("cell_m = 2.5", "cell_m = 0.5");
    town.toml += "\n[demand]\ndensity_radius_m = 150\n";
    expect_error(4, AllOf(HasSubstr("run.host_memory_mib allows 64"), HasSubstr("raise it to")));
}

TEST_F(BadInput, DiskFull)
{
    town.write(temp.path());
    Outcome const outcome =
        laadraster(temp.path(), "run region.toml --out plan --device cpu --quiet", "trap '' XFSZ; ulimit -f 20;");
    EXPECT_EQ(outcome.exit_code, 6) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr("plan"));
    EXPECT_FALSE(std::filesystem::exists(temp.path() / "plan"));
    EXPECT_FALSE(std::filesystem::exists(temp.path() / "plan.partial"));
    EXPECT_EQ(laadraster(temp.path(), "run region.toml --out plan --device cpu --quiet").exit_code, 0)
        << "with room again the same command goes on";
}

TEST_F(BadInput, OutputExists)
{
    spoil = [](auto const& folder) { std::filesystem::create_directory(folder / "plan"); };
    expect_error(6, HasSubstr("plan exists; choose another --out or remove it"));
}

TEST_F(BadInput, OutputFolderThatCannotBeMade)
{
    town.write(temp.path());
    Outcome const outcome = laadraster(temp.path(), "run region.toml --out absent/plan --device cpu");
    EXPECT_EQ(outcome.exit_code, 6);
    EXPECT_THAT(outcome.err, HasSubstr("absent"));
    EXPECT_FALSE(std::filesystem::exists(temp.path() / "absent"));
}

// What can be set aside is set aside: counted, listed with its reason, and the run goes on.
class SetAside : public BadInput {
  protected:
    std::string inspect()
    {
        town.write(temp.path());
        Outcome const outcome = laadraster(temp.path(), "inspect region.toml");
        EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
        return outcome.out;
    }
};

TEST_F(SetAside, RowsOfOneLocationAreAddedUpAndTold)
{
    town.layer("chargers").features.push_back(TinyRegion::charger(61, 53, "c1", 2, "ON_STREET"));
    EXPECT_THAT(inspect(), AllOf(HasSubstr("3 locations"), HasSubstr("1 locations have several rows at one place")));
}

TEST_F(SetAside, ChargersOutsideTheRegion)
{
    town.layer("chargers").features.push_back(TinyRegion::charger(5000, 53, "far", 2, "ON_STREET"));
    EXPECT_THAT(inspect(), AllOf(HasSubstr("3 locations"), HasSubstr("outside")));
}

TEST_F(SetAside, AbsurdEvseCount)
{
    town.layer("chargers").features.push_back(TinyRegion::charger(62, 53, "many", 100000, "ON_STREET"));
    town.layer("chargers").features.push_back(TinyRegion::charger(63, 53, "minus", -2, "ON_STREET"));
    EXPECT_THAT(inspect(), AllOf(HasSubstr("3 locations"), HasSubstr("charge location: 2 rows (town.gpkg, chargers)")));
}

TEST_F(SetAside, InvalidGeometry)
{
    Geometry bow_tie;
    bow_tie.polygons.push_back({{{100010, 450010}, {100010, 450010}, {100010, 450010}, {100010, 450010}}, {}});
    town.layer("buildings").features.push_back(TinyRegion::shape(bow_tie, {}));
    EXPECT_THAT(inspect(), HasSubstr("building: 1 rows (town.gpkg, buildings)"));
}

TEST_F(SetAside, NeighbourhoodWithoutWeight)
{
    town.layer("buurten").features.push_back(TinyRegion::shape(TinyRegion::box(0, 0, 20, 20), {"Leeg"}));
    town.layer("buurten").features[0].geometry.polygons[0].outer = TinyRegion::ring(0, 20, 250, 500);
    append("prognosis.csv", "Leeg,2023,2028,midden,personenauto,publiek,kwh_per_year,77,");
    EXPECT_THAT(inspect(), HasSubstr("Leeg"));
}

TEST_F(BadInput, UnknownCommandNamesTheNearest)
{
    Outcome const outcome = laadraster(temp.path(), "inspct region.toml");
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("no command is \"inspct\""), HasSubstr("did you mean \"inspect\"?")));
}

TEST_F(BadInput, CrsInDegrees)
{
    town.replace("snap_m = 100", "snap_m = 100\nepsg = 4326");
    expect_input_error(HasSubstr("EPSG:4326 (WGS 84) is not a projected CRS in metres"));
}

TEST_F(BadInput, EmptyNameOfTheOutputFolder)
{
    Outcome const outcome = laadraster(temp.path(), "run region.toml --out ''");
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_THAT(outcome.err, HasSubstr("the name of the folder is empty"));
}

TEST_F(BadInput, DeviceThatIsNoDevice)
{
    Outcome const outcome = laadraster(temp.path(), "run region.toml --device tpu");
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_THAT(outcome.err, HasSubstr("use auto, cpu or cuda:N"));
}

TEST_F(BadInput, OutputIsALinkToNowhere)
{
    spoil = [](auto const& folder) { std::filesystem::create_symlink("nowhere", folder / "plan"); };
    expect_error(6, HasSubstr("plan exists; choose another --out or remove it"));
}

TEST_F(BadInput, StandardOutputThatIsFull)
{
    Outcome const outcome = laadraster(temp.path(), "doctor", "exec 3>/dev/full; f() { \"$@\" >&3; }; f");
    EXPECT_EQ(outcome.exit_code, 6);
    EXPECT_THAT(outcome.err, HasSubstr("the standard output cannot be written"));
}

}  // namespace
}  // namespace laad::bad_input_test
