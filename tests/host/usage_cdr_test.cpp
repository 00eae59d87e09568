// SPDX-License-Identifier: Apache-2.0
#include "rasters/error.hpp"
#include "tests/host/usage_town.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace laad::test::usage_cdr_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::ThrowsMessage;

/// A record of OCPI 2.2.1 with what is asked for changed: `more` is the end of its JSON object.
struct Cdr {
    std::string id{"c1"};
    std::string start{"2026-06-01T17:00:00Z"};
    std::string end{"2026-06-01T19:00:00Z"};
    std::string location{R"("id":"north","evse_uid":"1","evse_id":"NL*ABC*E1","connector_power_type":"AC_3_PHASE")"};
    std::string energy{"14.25"};
    std::string periods{
        R"([{"start_date_time":"2026-06-01T17:00:00Z","dimensions":[{"type":"ENERGY","volume":14.25}]}])"};
    std::string cost{R"({"excl_vat":4.10,"incl_vat":4.96})"};
    std::string more{};

    std::string json() const
    {
        return fmt::format(
            R"({{"country_code":"NL","party_id":"ABC","id":"{}","start_date_time":"{}","end_date_time":"{}",)"
            R"("cdr_token":{{"uid":"04AB","type":"RFID","contract_id":"NL-ABC-C1"}},"cdr_location":{{{}}},)"
            R"("currency":"EUR","charging_periods":{},"total_cost":{},"total_energy":{},"last_updated":"x"{}}})",
            id, start, end, location, periods, cost, energy, more);
    }
};

UseSource read_one(UsageTown& town, Cdr const& cdr)
{
    town.file("cdrs.json", "[" + cdr.json() + "]");
    return town.read();
}

void expect_set_aside(Cdr const& cdr, std::string const& reason)
{
    UsageTown town;
    UseSource const source = read_one(town, cdr);
    EXPECT_EQ(source.rows, 1);
    EXPECT_EQ(source.used, 0);
    EXPECT_EQ(rows_with(source.set_aside, reason), 1) << reason;
    EXPECT_EQ(source.set_aside.size(), 1U);
    EXPECT_TRUE(town.kept.sessions.empty());
}

/// The only session, which is used and about which so much is noticed.
Session expect_noticed(UsageTown& town, Cdr const& cdr, std::string const& remark)
{
    UseSource const source = read_one(town, cdr);
    EXPECT_EQ(source.used, 1);
    EXPECT_EQ(rows_with(source.noticed, remark), 1) << remark;
    EXPECT_EQ(source.noticed.size(), 1U);
    EXPECT_EQ(town.kept.sessions.size(), 1U);
    return town.kept.sessions.empty() ? Session{} : town.kept.sessions.front();
}

TEST(UsageCdr, ARecordOfVersion221)
{
    UsageTown town;
    UseSource const source = read_one(town, {});
    ASSERT_EQ(town.kept.sessions.size(), 1U);
    Session const& one = town.kept.sessions.front();
    EXPECT_EQ(one.site, 0);
    EXPECT_EQ(one.start_s, utc(1, 17));
    EXPECT_EQ(one.end_s, utc(1, 19));
    EXPECT_EQ(one.energy_wh, 14250);
    EXPECT_EQ(one.credits, 0U);
    EXPECT_NE(one.user, 0U);
    EXPECT_NE(one.evse, 0U);
    EXPECT_EQ(one.knows, Knows::connected);
    EXPECT_EQ(source.file, "cdrs.json");
    EXPECT_EQ(source.format, "OCPI charge detail records (CDR)");
    EXPECT_EQ(source.energy_wh, 14250);
    EXPECT_EQ(source.first_s, one.start_s);
    EXPECT_EQ(source.last_s, one.end_s);
    EXPECT_TRUE(source.set_aside.empty());
    EXPECT_TRUE(source.noticed.empty());
}

TEST(UsageCdr, ARecordOfVersion211)
{
    UsageTown town;
    town.file(
        "cdrs.json",
        R"([{"id":"12345","start_date_time":"2026-06-01T17:00:00Z","stop_date_time":"2026-06-01T19:00:00",)"
        R"("auth_id":"DE8ACC12E46L89","auth_method":"WHITELIST","location":{"id":"south","type":"ON_STREET",)"
        R"("coordinates":{"latitude":"52.0","longitude":"4.35"},"evses":[{"uid":"7","evse_id":"NL*ABC*E7",)"
        R"("status":"AVAILABLE","connectors":[{"id":"1","power_type":"AC_3_PHASE"}]}]},"currency":"EUR",)"
        R"("charging_periods":[{"start_date_time":"2026-06-01T17:00:00Z","dimensions":[{"type":"TIME","volume":2}]}],)"
        R"("total_cost":4.00,"total_energy":15.342,"total_time":2.0,"total_parking_time":1.2}])");
    town.read();
    ASSERT_EQ(town.kept.sessions.size(), 1U);
    EXPECT_EQ(town.kept.sessions[0].site, 1);
    EXPECT_EQ(town.kept.sessions[0].end_s, utc(1, 19));
    EXPECT_EQ(town.kept.sessions[0].energy_wh, 15342);
    EXPECT_NE(town.kept.sessions[0].user, 0U);
}

TEST(UsageCdr, ARecordOfVersion230HasTaxesInItsCost)
{
    UsageTown town;
    Cdr cdr;
    cdr.cost = R"({"before_taxes":4.1,"taxes":[{"name":"VAT","amount":0.86}]})";
    EXPECT_EQ(read_one(town, cdr).used, 1);
}

TEST(UsageCdr, ListsAnswersLinesAndPackedFilesAreOne)
{
    Cdr first, second;
    second.id = "c2";
    second.start = "2026-06-01T18:00:00Z";
    std::string const list = "[" + first.json() + " ,\n" + second.json() + "]";
    std::vector<Session> expected;
    for (std::string const& text :
         {list, R"({"status_code":1000,"data":)" + list + R"(,"timestamp":"2026-06-02T00:00:00Z"})",
          first.json() + "\n" + second.json() + "\n", "\xEF\xBB\xBF" + list, packed(list),
          packed("[" + first.json() + ",") + packed(second.json() + "]"),
          R"({"data":)" + first.json() + "}\n" + second.json()}) {
        UsageTown town;
        town.scenario.usage.key_file = town.write("key", "0123456789abcdef");
        town.file("cdrs.bin", text);
        EXPECT_EQ(town.read().used, 2) << text.substr(0, 40);
        if (expected.empty()) expected = town.kept.sessions;
        EXPECT_EQ(town.kept.sessions, expected);
    }
}

TEST(UsageCdr, ManyRecordsAreCutRightWhereverPiecesOfTheFileEnd)
{
    std::string text = "[";
    constexpr int count = 9000;
    for (int i = 0; i < count; ++i) {
        Cdr cdr;
        cdr.id = fmt::format("c{}", i);
        cdr.energy = fmt::format("{}.5", i % 40);
        cdr.more =
            fmt::format(R"(,"remark":"]}},{{[ \"quoted\" \\ {}")", std::string(static_cast<std::size_t>(i % 97), 'x'));
        text += (i > 0 ? "," : "") + cdr.json();
    }
    text += "]";
    ASSERT_GT(text.size(), 5'000'000U);
    UsageTown town;
    town.file("cdrs.json", text);
    UseSource const source = town.read();
    EXPECT_EQ(source.rows, count);
    EXPECT_EQ(source.used, count);
    EXPECT_EQ(source.energy_wh, [] {
        std::int64_t sum = 0;
        for (int i = 0; i < count; ++i)
            sum += i % 40 * 1000 + 500;
        return sum;
    }());
    std::set<std::uint64_t> ids;
    for (Session const& one : town.kept.sessions)
        ids.insert(one.id);
    EXPECT_EQ(ids.size(), static_cast<std::size_t>(count));
}

TEST(UsageCdr, ACreditSaysWhatItTakesBack)
{
    UsageTown town;
    Cdr first, credit;
    credit.id = "c9";
    credit.cost = R"({"excl_vat":-4.10,"incl_vat":-4.96})";
    credit.more = R"(,"credit":true,"credit_reference_id":"C1")";
    town.file("cdrs.json", "[" + first.json() + "," + credit.json() + "]");
    UseSource const source = town.read();
    EXPECT_EQ(source.used, 2);
    EXPECT_EQ(source.energy_wh, 14250);
    ASSERT_EQ(town.kept.sessions.size(), 2U);
    bool const first_is_credit = town.kept.sessions[0].credits != 0;
    EXPECT_EQ(town.kept.sessions[first_is_credit ? 0 : 1].credits, town.kept.sessions[first_is_credit ? 1 : 0].id);
    EXPECT_NE(town.kept.sessions[0].id, town.kept.sessions[1].id);
}

TEST(UsageCdr, ACreditCountsWhateverItsTimesAre)
{
    UsageTown town;
    Cdr credit;
    credit.start = credit.end = "1970-01-01T00:00:00Z";
    credit.more = R"(,"credit":true,"credit_reference_id":"c1")";
    EXPECT_EQ(read_one(town, credit).used, 1);
    EXPECT_NE(town.kept.sessions.at(0).credits, 0U);
}

TEST(UsageCdr, ACreditOfNothingKnownIsSetAside)
{
    Cdr credit;
    credit.more = R"(,"credit":true)";
    expect_set_aside(credit, "a credit that does not say");
    Cdr negative;
    negative.cost = "-4.10";
    expect_set_aside(negative, "a credit that does not say");
}

TEST(UsageCdr, TimesThatCannotBeAreSetAside)
{
    auto const from_to = [](std::string start, std::string end) {
        Cdr cdr;
        cdr.start = std::move(start);
        cdr.end = std::move(end);
        return cdr;
    };
    expect_set_aside(from_to("1970-1-1", "2026-06-01T19:00:00Z"), "begin or end is absent");
    expect_set_aside(from_to("1970-01-01T00:00:00Z", "2026-06-01T19:00:00Z"), "begin or end is 1970-01-01");
    expect_set_aside(from_to("1970-1-1 00:00:00", "2026-06-01T19:00:00Z"), "begin or end is 1970-01-01");
    expect_set_aside(from_to("2026-06-01T17:00:00Z", "yesterday"), "begin or end is absent");
    expect_set_aside(from_to("2026-06-31T17:00:00Z", "2026-07-01T17:00:00Z"), "begin or end is absent");
    expect_set_aside(from_to("2026-06-01T19:00:00Z", "2026-06-01T17:00:00Z"), "ends before it begins");
    expect_set_aside(from_to("2008-12-31T23:00:00Z", "2009-01-01T01:00:00Z"), "lies before 2009");
    expect_set_aside(from_to("2926-06-01T17:00:00Z", "2926-06-01T19:00:00Z"), "lies in the future");
    expect_set_aside(from_to("2026-05-01T00:00:00Z", "2026-06-01T00:00:01Z"), "takes more than 31 days");
}

TEST(UsageCdr, ADayAndMoreCountsAsPluggedIn)
{
    UsageTown town;
    Cdr cdr;
    cdr.start = "2026-06-01T00:00:00+02:00";
    cdr.end = "2026-06-02T00:00:01+02:00";
    Session const one = expect_noticed(town, cdr, "takes more than a day");
    EXPECT_EQ(one.start_s, utc(1, 0) - 7200);
    EXPECT_EQ(one.end_s - one.start_s, 86401);
}

TEST(UsageCdr, AReservationThatNeverChargedIsSetAside)
{
    Cdr cdr;
    cdr.location = R"("id":"north","evse_uid":"#NA","evse_id":"#NA","connector_id":"#NA")";
    cdr.energy = "0";
    expect_set_aside(cdr, "a reservation that never charged");
    Cdr periods;
    periods.energy = "0.0";
    periods.periods =
        R"([{"start_date_time":"2026-06-01T17:00:00Z","dimensions":[{"type":"RESERVATION_TIME","volume":0.5}]}])";
    expect_set_aside(periods, "a reservation that never charged");
}

TEST(UsageCdr, AReservationBeforeTheCarIsCutOff)
{
    UsageTown town;
    Cdr cdr;
    cdr.periods =
        R"([{"start_date_time":"2026-06-01T17:00:00Z","dimensions":[{"type":"RESERVATION_TIME","volume":0.5}]},)"
        R"({"start_date_time":"2026-06-01T17:30:00Z","dimensions":[{"type":"PARKING_TIME","volume":0.1}]},)"
        R"({"start_date_time":"2026-06-01T17:36:00Z","dimensions":[{"type":"ENERGY","volume":14.25}]}])";
    Session const one = expect_noticed(town, cdr, "begins with a reservation");
    EXPECT_EQ(one.start_s, utc(1, 17, 30));
    EXPECT_EQ(one.end_s, utc(1, 19));
}

TEST(UsageCdr, ParkingTimeChangesNothing)
{
    UsageTown plain, parked;
    plain.scenario.usage.key_file = parked.scenario.usage.key_file = plain.write("key", "0123456789abcdef");
    read_one(plain, {});
    Cdr cdr;
    cdr.periods = R"([{"start_date_time":"2026-06-01T17:00:00Z","dimensions":[{"type":"ENERGY","volume":14.25}]},)"
                  R"({"start_date_time":"2026-06-01T18:00:00Z","dimensions":[{"type":"PARKING_TIME","volume":1.0}]}])";
    cdr.more = R"(,"total_parking_time":1.0)";
    read_one(parked, cdr);
    EXPECT_EQ(parked.kept.sessions, plain.kept.sessions);
}

TEST(UsageCdr, EnergyThatIsOddIsNoticed)
{
    Cdr negative;
    negative.energy = "-3.2";
    UsageTown gave_back, none, in_wh;
    EXPECT_EQ(expect_noticed(gave_back, negative, "negative energy").energy_wh, -3200);
    Cdr absent;
    absent.energy = "null";
    EXPECT_EQ(expect_noticed(none, absent, "the energy is not told").energy_wh, 0);
    Cdr thousandfold;
    thousandfold.energy = "14250";
    EXPECT_EQ(expect_noticed(in_wh, thousandfold, "more energy than a car can take").energy_wh, 14250);
    Cdr absurd;
    absurd.energy = "1e9";
    expect_set_aside(absurd, "a figure that cannot be read or cannot be");
}

TEST(UsageCdr, PowerThatAlternatingCurrentSeldomHasIsNoticed)
{
    UsageTown town, fast;
    Cdr cdr;
    cdr.energy = "80";
    expect_noticed(town, cdr, "alternating current at more than 35 kW");
    cdr.location = R"("id":"north","connector_power_type":"DC")";
    EXPECT_TRUE(read_one(fast, cdr).noticed.empty());
}

TEST(UsageCdr, AStatedDurationThatDiffersIsNoticed)
{
    UsageTown same, other;
    Cdr cdr;
    cdr.more = R"(,"total_time":1.99)";
    EXPECT_TRUE(read_one(same, cdr).noticed.empty());
    cdr.more = R"(,"total_time":1.5)";
    EXPECT_EQ(expect_noticed(other, cdr, "the stated duration").end_s, utc(1, 19));
}

TEST(UsageCdr, RecordsThatCannotBeReadAreCounted)
{
    UsageTown town;
    town.file("cdrs.json", "[" + Cdr{}.json() + R"(,null,7,"text",[1,2],{"id":},{"id" "x"}])");
    UseSource const source = town.read();
    EXPECT_EQ(source.rows, 7);
    EXPECT_EQ(source.used, 1);
    EXPECT_EQ(rows_with(source.set_aside, "cannot be read as a record"), 6);
}

TEST(UsageCdr, ABrokenLineCostsThatLineAlone)
{
    UsageTown town;
    town.file("cdrs.jsonl",
              Cdr{}.json() + "\n{\"id\": tru, \"a\"}\n" + std::string("{\"id\":\"\xff\xfe\"}\n") + Cdr{}.json());
    UseSource const source = town.read();
    EXPECT_EQ(source.rows, 4);
    EXPECT_EQ(source.used, 2);
    EXPECT_EQ(rows_with(source.set_aside, "cannot be read as a record"), 2);
}

void expect_refused(std::string const& text, std::string const& part)
{
    UsageTown town;
    town.file("cdrs.json", text);
    EXPECT_THAT([&] { town.read(); }, ThrowsMessage<InputError>(HasSubstr(part))) << text.substr(0, 40);
}

TEST(UsageCdr, FilesThatAreCutOffOrDamagedAreRefused)
{
    std::string const list = "[" + Cdr{}.json() + "]";
    expect_refused(list.substr(0, list.size() / 2), "ends in the middle");
    expect_refused("[" + Cdr{}.json() + R"(,{"id":"never closed)", "ends in the middle");
    std::string const gz = packed(list);
    expect_refused(gz.substr(0, gz.size() - 6), "ends in the middle (.gz)");
    std::string damaged = gz;
    damaged[gz.size() / 2] = static_cast<char>(~damaged[gz.size() / 2]);
    expect_refused(damaged, ".gz");
    expect_refused(R"([{"id":"c1"}])", "neither charging sessions nor charge locations");
    expect_refused(R"([{"id":"c1","start_date_time":"x","kwh":3}])", "OCPI Sessions");
    expect_refused(list + "]", "a bracket closes that never opened");
    expect_refused(list + " and more", "is no JSON list");
}

TEST(UsageCdr, ARecordWithoutEndIsOneError)
{
    expect_refused("[" + Cdr{}.json() + R"(,{"remark":")" + std::string(20 << 20, 'x'), "more than 16 MB");
    expect_refused("[" + Cdr{}.json() + "," + std::string(20 << 20, '{'), "more than 16 MB");
}

TEST(UsageCdr, DeepNestingAndZeroBytesAreSetAside)
{
    std::string const deep = R"({"id":)" + std::string(100'000, '[') + std::string(100'000, ']') + "}";
    UsageTown town;
    town.file("cdrs.json", "[" + Cdr{}.json() + "," + deep + "," + std::string("{\0\"id\":\"x\"}", 11) + "]");
    UseSource const source = town.read();
    EXPECT_EQ(source.rows, 3);
    EXPECT_EQ(source.used, 1);
}

TEST(UsageCdr, IdsOfPersonsAreDigestsWithAKey)
{
    auto const users = [](std::string const& key) {
        UsageTown town;
        if (!key.empty()) town.scenario.usage.key_file = town.write("key", key);
        Cdr same, other;
        same.id = "c2";
        other.id = "c3";
        std::string third = other.json();
        third.replace(third.find("NL-ABC-C1"), 9, "NL-ABC-C2");
        town.file("cdrs.json", "[" + Cdr{}.json() + "," + same.json() + "," + third + "]");
        town.read();
        std::multiset<std::uint64_t> all;
        for (Session const& one : town.kept.sessions)
            all.insert(one.user);
        return all;
    };
    auto const first = users("0123456789abcdef");
    EXPECT_EQ(std::set<std::uint64_t>(first.begin(), first.end()).size(), 2U);
    EXPECT_EQ(users("0123456789abcdef"), first);
    EXPECT_NE(users("fedcba9876543210"), first);
    EXPECT_NE(users(""), users(""));
    EXPECT_THAT([&] { users("short"); }, ThrowsMessage<InputError>(HasSubstr("fewer than 16 bytes")));
}

TEST(UsageCdr, NoErrorShowsWhatNamesAPerson)
{
    UsageTown town;
    std::string text = "[" + Cdr{}.json();
    town.file("cdrs.json", text.substr(0, text.size() - 3));
    EXPECT_THAT([&] { town.read(); }, ThrowsMessage<InputError>(Not(HasSubstr("NL-ABC"))));
}

}  // namespace
}  // namespace laad::test::usage_cdr_test
