// SPDX-License-Identifier: Apache-2.0
#include "host/usage/tariffs.hpp"

#include "host/run/run.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/error.hpp"
#include "tests/host/tiny_region.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace laad::tariffs_test {
namespace {

using testing::HasSubstr;
using testing::Optional;

std::string tariff(std::string const& id, std::string const& elements, std::string const& currency = "EUR")
{
    return fmt::format(R"({{"country_code":"NL","party_id":"ABC","id":"{}","currency":"{}","elements":[{}]}})", id,
                       currency, elements);
}
std::string energy(std::string const& price, std::string const& vat, std::string const& more = "")
{
    return fmt::format(R"({{"price_components":[{{"type":"ENERGY","price":{},"vat":{},"step_size":1}}]{}}})", price,
                       vat, more);
}

TEST(Tariff, HasItsPriceWithVat)
{
    ReadTariff const read = read_tariff(tariff("a", energy("0.25", "21.0")));
    EXPECT_EQ(read.id, "NL*ABC*A");
    EXPECT_THAT(read.price, Optional(EnergyPrice{3025, false}));
    EXPECT_THAT(read_tariff(tariff("a", energy("\"0.30\"", "0"))).price, Optional(EnergyPrice{3000, false}));
}

TEST(Tariff, TakesTheElementWithoutRestrictions)
{
    std::string const night = R"(,"restrictions":{"start_time":"22:00","end_time":"06:00"})";
    EXPECT_THAT(read_tariff(tariff("a", energy("0.1", "21", night) + "," + energy("0.2", "21"))).price,
                Optional(EnergyPrice{2420, true}));
    EXPECT_THAT(read_tariff(tariff("a", energy("0.1", "21", night))).price, Optional(EnergyPrice{1210, true}));
    EXPECT_THAT(read_tariff(tariff("a", energy("0.2", "21", R"(,"restrictions":{})"))).price,
                Optional(EnergyPrice{2420, false}));
}

TEST(Tariff, SaysThatThereIsMoreToPay)
{
    std::string const time = R"({"price_components":[{"type":"TIME","price":%,"vat":21}]},)";
    auto const with = [&](std::string const& price) {
        std::string elements = time + energy("0.2", "21");
        elements.replace(elements.find('%'), 1, price);
        return read_tariff(tariff("a", elements)).price;
    };
    EXPECT_THAT(with("1.2"), Optional(EnergyPrice{2420, true}));
    EXPECT_THAT(with("0"), Optional(EnergyPrice{2420, false}));
}

TEST(Tariff, IsSetAsideForAReason)
{
    auto const why = [](std::string const& record) {
        ReadTariff const read = read_tariff(record);
        EXPECT_FALSE(read.price) << record;
        return read.why_not;
    };
    EXPECT_EQ(why("{\"id\":"), NoPrice::broken);
    EXPECT_EQ(why("[1]"), NoPrice::broken);
    EXPECT_EQ(why(tariff("", energy("0.2", "21"))), NoPrice::broken);
    EXPECT_EQ(why(tariff("a", "")), NoPrice::no_energy);
    EXPECT_EQ(why(tariff("a", energy("-0.2", "21"))), NoPrice::no_energy);
    EXPECT_EQ(why(tariff("a", energy("2000", "21"))), NoPrice::no_energy);
    EXPECT_EQ(why(tariff("a", energy("0.2", "21"), "GBP")), NoPrice::not_euro);
    EXPECT_EQ(why(tariff("a", energy("0.2", "null"))), NoPrice::vat_unknown);
}

class PricesOfATown : public testing::Test {
  protected:
    PricesOfATown()
    {
        town.tables["tariffs.json"] = "[" + tariff("dear", energy("0.5", "21")) + "," +
                                      tariff("cheap", energy("0.2", "21")) + "," + tariff("free", "") + "]";
        town.tables["locations.json"] = "[" + location("c1", R"(["dear"],["cheap","dear"],["free"])") + "," +
                                        location("c2", R"(["dear"],[])") + "," + location("elsewhere", R"(["cheap"])") +
                                        "]";
        town.toml += "[usage]\ntariffs = \"tariffs.json\"\nevses = \"locations.json\"\n";
    }
    static std::string location(std::string const& id, std::string const& tariff_ids)
    {
        std::string connectors;
        std::size_t at = 0;
        for (std::size_t end; at < tariff_ids.size(); at = end + 2) {
            end = tariff_ids.find(']', at);
            connectors +=
                fmt::format(R"({}{{"tariff_ids":{}}})", at == 0 ? "" : ",", tariff_ids.substr(at, end + 1 - at));
        }
        return fmt::format(
            R"({{"country_code":"NL","party_id":"abc","id":"{}","evses":[{{"status":"AVAILABLE","connectors":[{}]}},)"
            R"({{"status":"REMOVED","connectors":[{{"tariff_ids":["cheap"]}}]}}]}})",
            id, connectors);
    }
    Inputs read()
    {
        auto const work = temp.path() / "work";
        std::filesystem::create_directories(work);
        return read_inputs(parse_scenario(town.write(temp.path())), RunScope::coverage, work,
                           [](std::string const&, double) {})
            .inputs;
    }

    TempFolder temp;
    TinyRegion town;
};

TEST_F(PricesOfATown, AreThoseOfItsConnectorsByBuurt)
{
    Inputs const inputs = read();
    ASSERT_EQ(inputs.prices.size(), 2u);
    auto const of = [&](std::string const& key) {
        for (PriceRow const& row : inputs.prices)
            if (inputs.base.neighbourhoods[row.neighbourhood].key == key) return row;
        return PriceRow{};
    };
    EXPECT_EQ(of("West").connectors, 2);  // c1: dear, the cheaper of two; one has no price per kWh
    EXPECT_EQ(of("West").lowest, 2420);
    EXPECT_EQ(of("West").median, 2420);
    EXPECT_EQ(of("West").highest, 6050);
    EXPECT_EQ(of("Oost").connectors, 1);
    EXPECT_EQ(of("Oost").median, 6050);
    EXPECT_THAT(inputs.base.notes,
                testing::Contains(HasSubstr("of 2 connectors in the area no price per kWh is known")));
    EXPECT_THAT(inputs.base.notes, testing::Contains(HasSubstr("1 tariffs have no price per kWh")));
}

TEST_F(PricesOfATown, NeedLocations)
{
    town.replace("evses = \"locations.json\"\n", "");
    try {
        read();
        FAIL() << "tariffs without a place";
    } catch (InputError const& problem) {
        EXPECT_THAT(problem.what(), HasSubstr("usage.evses"));
    }
}

TEST_F(PricesOfATown, NeedAList)
{
    town.tables["tariffs.json"] = "{\"id\":1}";
    EXPECT_THROW(read(), InputError);
}

}  // namespace
}  // namespace laad::tariffs_test
