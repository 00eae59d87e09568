// SPDX-License-Identifier: Apache-2.0
#include "host/usage/kept_sessions.hpp"

#include <algorithm>
#include <vector>

namespace laad {
namespace {

void count(FaultCounts& counts, SessionRecord const& record, UseFault fault)
{
    counts.add(record.file, fault, record.energy_wh);
}

bool is_same(SessionRecord const& a, SessionRecord const& b)
{
    return a.id != 0 && a.id == b.id && a.is_credit == b.is_credit;
}

std::span<SessionRecord> without_repeats(std::span<SessionRecord> records, FaultCounts& counts)
{
    std::size_t kept = 0;
    for (SessionRecord const& record : records)
        if (kept > 0 && is_same(records[kept - 1], record))
            count(counts, record, UseFault::twice);
        else
            records[kept++] = record;
    return records.first(kept);
}

}  // namespace

std::span<SessionRecord> kept_sessions(std::span<SessionRecord> of_site, FaultCounts& counts)
{
    auto const records = without_repeats(of_site, counts);
    std::vector<SessionRecord> credits;
    std::ranges::copy_if(records, std::back_inserter(credits), [](auto const& r) { return r.is_credit != 0; });
    if (credits.empty()) return records;

    std::vector<SessionRecord> sessions;
    std::ranges::copy_if(records, std::back_inserter(sessions), [](auto const& r) { return r.is_credit == 0; });
    std::vector<char> is_gone(sessions.size());
    for (SessionRecord const& credit : credits) {
        auto const found = std::ranges::lower_bound(sessions, credit.user, {}, &SessionRecord::id);
        auto const at = static_cast<std::size_t>(found - sessions.begin());
        if (found == sessions.end() || found->id != credit.user || is_gone[at] != 0) {
            count(counts, credit, UseFault::lone_credit);
            continue;
        }
        is_gone[at] = 1;
        count(counts, credit, UseFault::credit);
        count(counts, *found, UseFault::taken_back);
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < sessions.size(); ++i)
        if (is_gone[i] == 0) of_site[kept++] = sessions[i];
    return of_site.first(kept);
}

}  // namespace laad
