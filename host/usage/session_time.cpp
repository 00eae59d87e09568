// SPDX-License-Identifier: Apache-2.0
#include "host/usage/session_time.hpp"

#include <algorithm>
#include <cstdlib>

namespace laad {

void SessionTime::cover(std::span<std::int32_t const> files, std::span<SessionRecord const> kept)
{
    if (kept.empty()) return;
    auto const start = std::ranges::min(kept, {}, &SessionRecord::start).start_s() / quarter_s;
    std::size_t station_from = frame_.at(start);
    while (station_from > 0 && frame_.day[station_from - 1] == frame_.day[station_from])
        --station_from;

    from_ = frame_.size();
    for (std::int32_t const file : files) {
        QuarterRange const range = frame_.covered[static_cast<std::size_t>(file)];
        std::size_t const from = std::max(station_from, frame_.at(range.first));
        std::size_t const until = frame_.at(range.end);
        if (from >= until) continue;
        from_ = std::min(from_, from);
        until_ = std::max(until_, until);
        for (std::size_t at = from; at < until; ++at)
            quarters_[at].is_covered = true;
    }
}

void SessionTime::add(std::span<SessionRecord> kept, int evse, FaultCounts& counts)
{
    std::ranges::sort(kept, {}, &SessionRecord::by_evse);
    merge(kept, counts);
    for (SessionRecord const& session : kept) {
        ++quarters_[frame_.at(session.start_s() / quarter_s)].begin;
        spread(session, counts);
    }
    cut(evse);
    if (is_crowded_) count_crowded(kept, counts);
}

/// Sessions that overlap at one charge point are one.
void SessionTime::merge(std::span<SessionRecord const> by_evse, FaultCounts& counts)
{
    std::int64_t begin = 0, end = 0;
    std::uint64_t evse = 0;
    for (SessionRecord const& session : by_evse) {
        if (session.evse == evse && evse != 0 && session.start_s() < end) {
            counts.add(session.file, UseFault::overlapping, 0);
            end = std::max(end, session.end_s());
            continue;
        }
        occupy(begin, end);
        begin = session.start_s();
        end = session.end_s();
        evse = session.evse;
    }
    occupy(begin, end);
}

void SessionTime::occupy(std::int64_t begin_s, std::int64_t end_s)
{
    end_s = std::min(end_s, (frame_.first + static_cast<std::int64_t>(until_)) * quarter_s);
    if (begin_s >= end_s) return;
    auto const add = [&](std::int64_t quarter, std::int64_t seconds) {
        quarters_[frame_.at(quarter)].occupied_s += static_cast<std::int32_t>(seconds);
    };
    std::int64_t const first = begin_s / quarter_s;
    std::int64_t const last = (end_s - 1) / quarter_s;
    if (first == last)
        add(first, end_s - begin_s);
    else {
        add(first, (first + 1) * quarter_s - begin_s);
        add(last, end_s - last * quarter_s);
        ++more_[frame_.at(first + 1)].whole;
        --more_[frame_.at(last)].whole;
    }
    ++more_[frame_.at((begin_s + quarter_s - 1) / quarter_s)].now;
    --more_[frame_.at((end_s + quarter_s - 1) / quarter_s)].now;
}

/// The energy of a session evenly over its time: until a moment, what it is worth until then, rounded down. So the parts
/// are whole Wh and together all of it.
void SessionTime::spread(SessionRecord const& session, FaultCounts& counts)
{
    auto const energy = static_cast<std::uint64_t>(std::abs(std::int64_t{session.energy_wh}));
    std::int64_t const sign = session.energy_wh < 0 ? -1 : 1;
    std::uint64_t const lasts = session.lasts;
    std::size_t at = frame_.at(session.start_s() / quarter_s);
    std::uint64_t const in_first = (static_cast<std::uint64_t>(at) + 1 + static_cast<std::uint64_t>(frame_.first)) *
                                       static_cast<std::uint64_t>(quarter_s) -
                                   static_cast<std::uint64_t>(session.start_s());
    if (lasts <= in_first) {
        quarters_[at].energy_wh += sign * static_cast<std::int64_t>(energy);
        return;
    }
    // ⌊energy · time / lasts⌋ from quarter to quarter, without a division in each.
    std::uint64_t const each = energy * quarter_s / lasts;
    std::uint64_t const each_rest = energy * quarter_s % lasts;
    std::uint64_t part = energy * in_first / lasts;
    std::uint64_t rest = energy * in_first % lasts;
    std::uint64_t told = 0;
    std::uint64_t lost = 0;
    bool sticks_out = false;
    for (std::uint64_t time = in_first;; time += quarter_s, ++at) {
        bool const is_last = time >= lasts;
        std::uint64_t const now = is_last ? energy - told : part;
        if (at < frame_.size() && quarters_[at].is_covered)
            quarters_[at].energy_wh += sign * static_cast<std::int64_t>(now);
        else {
            lost += now;
            sticks_out = true;
        }
        if (is_last) break;
        told += now;
        part = each;
        rest += each_rest;
        if (rest >= lasts) {
            rest -= lasts;
            ++part;
        }
    }
    if (sticks_out) counts.add(session.file, UseFault::sticking_out, sign * static_cast<std::int64_t>(lost));
}

void SessionTime::cut(int evse)
{
    std::int32_t whole = 0;
    std::int32_t now = 0;
    std::int32_t const most = evse * static_cast<std::int32_t>(quarter_s);
    for (std::size_t at = from_; at < until_; ++at) {
        BusyQuarter& quarter = quarters_[at];
        whole += more_[at].whole;
        now += more_[at].now;
        quarter.busy_now = now;
        quarter.occupied_s += whole * static_cast<std::int32_t>(quarter_s);
        if (!quarter.is_covered || quarter.occupied_s <= most) continue;
        crowded_s_ += quarter.occupied_s - most;
        quarter.occupied_s = most;
        quarter.is_crowded = is_crowded_ = true;
    }
}

void SessionTime::count_crowded(std::span<SessionRecord const> kept, FaultCounts& counts) const
{
    std::vector<std::int32_t> before(until_ - from_ + 1);
    for (std::size_t at = from_; at < until_; ++at)
        before[at - from_ + 1] = before[at - from_] + (quarters_[at].is_crowded ? 1 : 0);
    for (SessionRecord const& session : kept) {
        if (session.lasts == 0) continue;
        std::size_t const first = frame_.at(session.start_s() / quarter_s);
        std::size_t const end = std::min(frame_.at((session.end_s() - 1) / quarter_s) + 1, until_);
        if (before[end - from_] > before[first - from_]) counts.add(session.file, UseFault::crowded, 0);
    }
}

void SessionTime::clear()
{
    for (std::size_t at = from_; at < until_; ++at) {
        quarters_[at] = {};
        more_[at] = {};
    }
    if (!more_.empty()) more_[until_] = {};
    from_ = until_ = 0;
    is_crowded_ = false;
}

}  // namespace laad
