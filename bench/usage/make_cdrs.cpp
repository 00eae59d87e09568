// SPDX-License-Identifier: Apache-2.0
// Writes made sessions as CDRs to standard output, for `gzip -1` or a file.
//     make_cdrs locations COUNT
//     make_cdrs LOCATIONS FORMAT COUNT [FIRST]
// The first makes up locations, one in each square of a kilometre or so of the Netherlands.
// LOCATIONS: lines "id;latitude;longitude"; FORMAT: csv or jsonl (OCPI 2.2.1, a CDR a line). FIRST: number of the first
// session, so that files with other numbers hold other sessions.
#include "bench/usage/made_sessions.hpp"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace laad;

struct Location {
    std::string id;
    std::string latitude;
    std::string longitude;
};

std::vector<Location> locations_in(char const* file)
{
    std::ifstream in{file};
    std::vector<Location> locations;
    for (std::string line; std::getline(in, line);) {
        std::istringstream cells{line};
        Location location;
        std::getline(cells, location.id, ';');
        std::getline(cells, location.latitude, ';');
        std::getline(cells, location.longitude, ';');
        locations.push_back(location);
    }
    return locations;
}

struct Time {
    std::chrono::year_month_day day;
    int hour{}, minute{}, second{};

    explicit Time(std::int64_t utc_s)
        : day{std::chrono::sys_days{std::chrono::days{utc_s / 86400}}},
          hour{static_cast<int>(utc_s / 3600 % 24)},
          minute{static_cast<int>(utc_s / 60 % 60)},
          second{static_cast<int>(utc_s % 60)}
    {
    }
};

using Text = fmt::memory_buffer;

void write(Text& to, Time const& time)
{
    fmt::format_to(std::back_inserter(to), FMT_COMPILE("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z"), int{time.day.year()},
                   unsigned{time.day.month()}, unsigned{time.day.day()}, time.hour, time.minute, time.second);
}

void write_csv(Text& to, MadeSession const& made, Location const& location)
{
    auto const out = std::back_inserter(to);
    fmt::format_to(out, FMT_COMPILE("{},"), made.number);
    write(to, Time{made.start_s});
    to.push_back(',');
    write(to, Time{made.end_s});
    fmt::format_to(out, FMT_COMPILE(",{}.{:03},{},NL*LRB*E{}*{},{:08x},{}\n"), made.energy_wh / 1000,
                   made.energy_wh % 1000, location.id, made.site, made.evse + 1, made.user,
                   made.credits < 0 ? std::string{} : std::to_string(made.credits));
}

void write_json(Text& to, MadeSession const& made, Location const& location)
{
    auto const out = std::back_inserter(to);
    fmt::format_to(out, FMT_COMPILE(R"({{"country_code":"NL","party_id":"LRB","id":"{}","start_date_time":")"),
                   made.number);
    write(to, Time{made.start_s});
    fmt::format_to(out, FMT_COMPILE(R"(","end_date_time":")"));
    write(to, Time{made.end_s});
    fmt::format_to(
        out,
        FMT_COMPILE(
            R"(","cdr_token":{{"uid":"{:08x}","type":"RFID","contract_id":"NL-LRB-C{:08x}"}},"auth_method":"WHITELIST",)"
            R"("cdr_location":{{"id":"{}","address":"Straat 1","city":"Stad","country":"NLD","coordinates":{{"latitude":)"
            R"("{}","longitude":"{}"}},"evse_uid":"{}-{}","evse_id":"NL*LRB*E{}*{}","connector_id":"1",)"
            R"("connector_standard":"IEC_62196_T2","connector_format":"SOCKET","connector_power_type":"AC_3_PHASE"}},)"
            R"("currency":"EUR","charging_periods":[{{"start_date_time":")"),
        made.user, made.user, location.id, location.latitude, location.longitude, made.site, made.evse + 1, made.site,
        made.evse + 1);
    write(to, Time{made.start_s});
    std::int64_t const cents = made.energy_wh * 35 / 1000;
    fmt::format_to(
        out,
        FMT_COMPILE(
            R"(","dimensions":[{{"type":"ENERGY","volume":{0}.{1:03}}}]}}],"total_cost":{{"excl_vat":{2}{3}.{4:02}}},)"
            R"("total_energy":{0}.{1:03},"total_time":{5:.4f},{6}"last_updated":")"),
        made.energy_wh / 1000, made.energy_wh % 1000, made.credits < 0 ? "" : "-", cents / 100, cents % 100,
        static_cast<double>(made.end_s - made.start_s) / 3600,
        made.credits < 0 ? std::string{} : fmt::format(R"("credit":true,"credit_reference_id":"{}",)", made.credits));
    write(to, Time{made.end_s});
    fmt::format_to(out, FMT_COMPILE("\"}}\n"));
}

void print_locations(int count)
{
    int const columns = 160;
    for (int i = 0; i < count; ++i)
        fmt::print("L{:06};{:.6f};{:.6f}\n", i, 51.3 + 0.009 * (i / columns), 3.5 + 0.014 * (i % columns));
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc == 3 && std::string{argv[1]} == "locations") {
        print_locations(std::atoi(argv[2]));
        return 0;
    }
    std::string const format = argc > 2 ? argv[2] : "";
    if (argc < 4 || (format != "csv" && format != "jsonl")) {
        fmt::print(stderr, "use: make_cdrs LOCATIONS csv|jsonl COUNT [FIRST], or make_cdrs locations COUNT\n");
        return 2;
    }
    auto const locations = locations_in(argv[1]);
    if (locations.empty()) {
        fmt::print(stderr, "{}: has no locations, lines \"id;latitude;longitude\" are needed\n", argv[1]);
        return 3;
    }
    MadeSessions const made{static_cast<std::int32_t>(locations.size()), 1'735'689'600};  // 2025
    std::int64_t const first = argc > 4 ? std::atoll(argv[4]) : 0;
    std::int64_t const end = first + std::atoll(argv[3]);
    Text text;
    if (format == "csv")
        fmt::format_to(std::back_inserter(text),
                       "id,start_date_time,end_date_time,total_energy,location_id,evse_id,"
                       "cdr_token_uid,credit_reference_id\n");
    for (std::int64_t i = first; i < end; ++i) {
        MadeSession const one = made[i];
        Location const& location = locations[static_cast<std::size_t>(one.site)];
        if (format == "csv")
            write_csv(text, one, location);
        else
            write_json(text, one, location);
        if (text.size() < (1 << 16) && i + 1 < end) continue;
        if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
            fmt::print(stderr, "cannot be written, is the disk full?\n");
            return 6;
        }
        text.clear();
    }
    return 0;
}
