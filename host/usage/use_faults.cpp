// SPDX-License-Identifier: Apache-2.0
#include "host/usage/use_faults.hpp"

#include "host/language/to_say.hpp"
#include "rasters/error.hpp"

#include <algorithm>
#include <string>
#include <tuple>

namespace laad {
namespace {

std::string reason_of(UseFault fault)
{
    switch (fault) {
        case UseFault::unknown_place:
            return to_say("a place that is no public station of the region");
        case UseFault::not_standing:
            return to_say("a station that is planned, of which no charge point stands there");
        case UseFault::impossible:
            return to_say("an end before its start, or a time or energy that cannot be");
        case UseFault::outside_days:
            return to_say("begins outside of the days that its file is said to cover");
        case UseFault::twice:
            return to_say("the same session again");
        case UseFault::taken_back:
            return to_say("a session that a credit takes back");
        case UseFault::credit:
            return to_say("a credit that takes back a session");
        case UseFault::lone_credit:
            return to_say("a credit of which the session is not there");
        case UseFault::overlapping:
            return to_say("begins before an earlier session at its charge point ended: their time counts once");
        case UseFault::crowded:
            return to_say("at a time with more cars than the station has charge points: occupied counts up to those");
        case UseFault::sticking_out:
            return to_say("lasts beyond the days that are covered: time and energy beyond them do not count");
        case UseFault::told_before:
            return to_say("sessions, or a file that is named earlier, tell of the same time: those count");
    }
    throw ContractError{"a fault without words"};
}

void add(std::vector<UseReason>& reasons, std::string const& reason, FaultCount const& count)
{
    auto found = std::ranges::find(reasons, reason, &UseReason::reason);
    if (found == reasons.end()) found = reasons.insert(found, UseReason{reason});
    found->rows += count.rows;
    found->energy_wh += count.energy_wh;
}

void order(std::vector<UseReason>& reasons)
{
    std::ranges::sort(reasons, [](UseReason const& a, UseReason const& b) {
        return std::tie(b.rows, a.reason) < std::tie(a.rows, b.reason);
    });
}

}  // namespace

void tell(FaultCounts const& counts, std::vector<UseSource>& sources)
{
    expect(sources.size() == counts.files(), "there is a source for each file of [usage]");
    for (std::size_t file = 0; file < sources.size(); ++file) {
        UseSource& source = sources[file];
        for (std::size_t f = 0; f < use_faults; ++f) {
            auto const fault = static_cast<UseFault>(f);
            FaultCount const& count = counts.of(file, fault);
            if (count.rows == 0) continue;
            add(is_used(fault) ? source.noticed : source.set_aside, reason_of(fault), count);
            if (!is_used(fault)) source.used -= count.rows;
            source.energy_wh -= count.energy_wh;
        }
        order(source.set_aside);
        order(source.noticed);
    }
}

}  // namespace laad
