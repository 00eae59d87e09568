// SPDX-License-Identifier: Apache-2.0
#include "host/prognosis/store.hpp"
#include "rasters/io/files/content_hash.hpp"
#include "tests/cli/program.hpp"
#include "tests/host/read_prognosis.hpp"
#include "tests/host/written_tables.hpp"

#include <gmock/gmock.h>

#include <tuple>

namespace laad::prognosis_store_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class Store : public testing::Test {
  protected:
    PrognosisTable table(std::string const& value)
    {
        return read_prognosis_table(folder.write("new.csv",
                                                 "buurt,cbs_year,year,scenario,modality,location_type,quantity,value\n"
                                                 "BU1,2023,2028,midden,auto,publiek,kwh_per_year," +
                                                     value + "\n"));
    }
    StoredPrognosis store(std::string const& value, PrognosisLabel const& label)
    {
        return store_prognosis(region(), table(value), label);
    }
    std::string error(std::string const& value, PrognosisLabel const& label)
    {
        return input_error([&] { store(value, label); });
    }
    std::filesystem::path region() const { return folder.file(""); }
    std::filesystem::path versions() const { return region() / "prognoses"; }

    Folder folder;
    PrognosisLabel const first{"2025.1", "2025-02-01", "us"};
    PrognosisLabel const second{"2026.1", "2026-02-01", "us"};
};

TEST_F(Store, KeepsVersionsSideBySide)
{
    EXPECT_TRUE(stored_prognoses(region()).empty());
    auto const one = store("1", first);
    auto const two = store("2", second);
    EXPECT_EQ(two.content, file_hash(folder.file("new.csv")));
    EXPECT_EQ(two.file, "2026.1-" + two.content.substr(0, 12) + ".csv");
    EXPECT_EQ(contents(versions() / two.file), contents(folder.file("new.csv")));
    auto const all = stored_prognoses(region());
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].file, one.file);
    EXPECT_EQ(all[1].label, second);
    EXPECT_EQ(all[1].cbs_year, 2023);
    EXPECT_EQ(stored_as(versions() / one.file)->label, first);
    EXPECT_EQ(listing(versions()), one.file + " " + two.file + " versions.json ");
}

TEST_F(Store, HasTheSameContentOnce)
{
    auto const one = store("1", first);
    std::string const before = contents(versions() / "versions.json");
    EXPECT_EQ(store("1", {"other", "2020-01-01", "someone"}).file, one.file);
    EXPECT_EQ(contents(versions() / "versions.json"), before);
}

TEST_F(Store, RefusesAVersionThatIsNotNewer)
{
    store("1", second);
    std::string const before = listing(versions()) + contents(versions() / "versions.json");
    EXPECT_THAT(error("2", first), HasSubstr("version 2025.1 of 2025-02-01 is not newer than 2026.1 of 2026-02-01"));
    EXPECT_THAT(error("2", {"2026.2", "2026-02-01", "us"}), HasSubstr("is not newer"));
    EXPECT_THAT(error("2", {"2026.1", "2027-02-01", "us"}), HasSubstr("is in the store with other content"));
    EXPECT_EQ(listing(versions()) + contents(versions() / "versions.json"), before) << "nothing changed";
}

TEST_F(Store, NeedsToKnowWhatItStores)
{
    EXPECT_THAT(error("1", {"", "2026-02-01", "us"}), HasSubstr("the version is not known; give --version"));
    EXPECT_THAT(error("1", {"v", "2026-02-01", ""}), HasSubstr("the source is not known"));
    EXPECT_THAT(error("1", {"v", "2026-02-31", "us"}), HasSubstr("is no day of the calendar"));
    EXPECT_THAT(error("1", {"../v", "2026-02-01", "us"}), HasSubstr("cannot be part of a file name"));
    EXPECT_FALSE(std::filesystem::exists(versions()));
}

TEST_F(Store, KeepsALayerAsACsvOfTheSameRows)
{
    std::string const row = ",2023,2028,midden,\"auto, klein\",publiek,kwh_per_year,";
    folder.write("layers.csv",
                 "buurt,cbs_year,year,scenario,modality,location_type,quantity,value,basis\n"
                 "\"Het \"\"Hof\"\"; oost\"" +
                     row + "0.0625,illustrative\nKade" + row + "12345678.9,\n");
    auto const rows_of = [](PrognosisTable const& t) {
        std::vector<std::tuple<std::string, std::string, std::int64_t, FigureBasis>> rows;
        for (PrognosisRow const& r : t.rows)
            rows.emplace_back(r.neighbourhood, r.modality, r.value, r.basis);
        return rows;
    };
    PrognosisTable layer = read_prognosis_table(folder.file("layers.csv"));
    layer.row_word = "feature";  // as of a GeoPackage
    auto const stored = store_prognosis(region(), layer, first);
    EXPECT_TRUE(stored.file.ends_with(".csv"));
    PrognosisTable const again = read_prognosis_table(versions() / stored.file);
    EXPECT_EQ(rows_of(again), rows_of(layer));
    EXPECT_EQ(again.rows[0].value, 63);
    EXPECT_EQ(again.cbs_year, 2023);
    layer.rows.erase(layer.rows.begin());  // another layer of the same file
    EXPECT_NE(store_prognosis(region(), layer, second).file, stored.file);
    EXPECT_TRUE(stored_prognoses(region())[0].illustrative);
    EXPECT_FALSE(stored_prognoses(region())[1].illustrative);
    EXPECT_TRUE(stored_as(versions() / stored.file));
}

TEST_F(Store, NamesFilesOfItsOwnFolderAlone)
{
    auto const file = versions() / store("1", first).file;
    std::ifstream in{versions() / versions_file};
    std::string list{std::istreambuf_iterator<char>{in}, {}};
    auto const name = file.filename().string();
    for (std::string const other : {"../../outside.csv", "/etc/passwd", "..", ""}) {
        std::string spoilt = list;
        spoilt.replace(spoilt.find(name), name.size(), other);
        std::ofstream{versions() / versions_file} << spoilt;
        EXPECT_THAT(input_error([&] { stored_prognoses(region()); }), HasSubstr("is no file of its own folder"))
            << other;
    }
}

TEST_F(Store, NoticesThatAVersionWasChanged)
{
    auto const file = versions() / store("1", first).file;
    std::ofstream{file, std::ios::app} << "BU1,2023,2030,midden,auto,publiek,kwh_per_year,1\n";
    EXPECT_THAT(input_error([&] { stored_as(file); }),
                AllOf(HasSubstr("is not what was stored as version 2025.1"), HasSubstr("restore it")));
    std::ofstream{file, std::ios::app} << "no row\n";
    Scenario scenario;
    scenario.prognosis.file = file;
    EXPECT_THAT(input_error([&] { read_prognosis(scenario, {}); }), HasSubstr("is not what was stored"));
}

TEST_F(Store, SaysWhenItCannotBeRead)
{
    store("1", first);
    std::ofstream{versions() / "versions.json"} << "{";
    EXPECT_THAT(input_error([&] { stored_prognoses(region()); }), HasSubstr("versions.json: cannot be read"));
}

}  // namespace
}  // namespace laad::prognosis_store_test
