// SPDX-License-Identifier: Apache-2.0
#include "host/usage/site_adder.hpp"

#include "host/usage/kept_sessions.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace laad {
namespace {

void count_users(UseFrame const& frame, std::span<SessionRecord const> kept, SiteUse& use)
{
    std::vector<std::pair<std::size_t, std::uint64_t>> users;
    for (SessionRecord const& session : kept)
        if (session.user != 0) users.emplace_back(frame.month[frame.at(session.start_s() / quarter_s)], session.user);
    std::ranges::sort(users);
    auto const repeats = std::ranges::unique(users);
    users.erase(repeats.begin(), repeats.end());
    for (auto const& [month, user] : users)
        use.months[month].users = std::max(use.months[month].users, 0) + 1;
}

std::vector<std::int32_t> files_of(std::span<SessionRecord const> sessions)
{
    std::vector<std::int32_t> files;
    for (SessionRecord const& session : sessions)
        if (session.is_credit == 0 && (files.empty() || session.file != files.back())) files.push_back(session.file);
    std::ranges::sort(files);
    auto const repeats = std::ranges::unique(files);
    files.erase(repeats.begin(), repeats.end());
    return files;
}

}  // namespace

SiteUse SiteAdder::add_up(SiteRecords const& records)
{
    auto const files = files_of(records.sessions);
    auto const kept = kept_sessions(records.sessions, counts_);
    sessions_.cover(files, kept);
    sessions_.add(kept, records.evse, counts_);
    samples_.add(records.samples, sessions_, counts_);

    bool const both = sessions_.until() > 0 && samples_.until() > 0;
    std::size_t const from =
        both ? std::min(sessions_.from(), samples_.from()) : std::max(sessions_.from(), samples_.from());
    for (std::size_t at = from; at < std::max(sessions_.until(), samples_.until()); ++at)
        add_quarter(records, at);

    SiteUse use = sums_.take();
    count_users(frame_, kept, use);
    use.first_s = samples_.first_s();
    for (SessionRecord const& session : kept)
        if (use.first_s == 0 || session.start_s() < use.first_s) use.first_s = session.start_s();
    use.charging_only =
        samples_.charging_only() || std::ranges::any_of(kept, [](auto const& s) { return s.knows == Knows::charging; });
    sessions_.clear();
    samples_.clear();
    return use;
}

void SiteAdder::add_quarter(SiteRecords const& records, std::size_t at)
{
    auto const observe = [&](bool is_free) {
        if (!frame_.has_chance(at)) return;
        UseFrame::Chance const& chance = frame_.chance[at - frame_.chance_from];
        chance_.observe(records.site, chance.slot, chance.quarter, is_free);
    };
    if (BusyQuarter const& busy = sessions_[at]; busy.is_covered) {
        std::int64_t const minutes = std::int64_t{records.evse} * 15;
        sums_.add(at, {busy.occupied_s, minutes, busy.energy_wh, busy.begin, minutes}, records.evse);
        observe(busy.busy_now < records.evse);
    } else if (SeenQuarter const* const seen = samples_.find(at)) {
        if (seen->available_min() > 0) sums_.add(at, {seen->occupied_s(), seen->available_min(), 0, 0}, seen->most);
        if (seen->now != SeenQuarter::Now::unknown) observe(seen->now == SeenQuarter::Now::free);
    }
}

}  // namespace laad
