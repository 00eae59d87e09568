// SPDX-License-Identifier: Apache-2.0
#include "host/usage/sample_time.hpp"

#include <algorithm>

namespace laad {
namespace {

constexpr std::int64_t quarter_min = quarter_s / 60;

}  // namespace

std::int64_t SeenQuarter::occupied_s() const
{
    std::int64_t const all = occupied_permille * 60 / 1000;
    return std::min(minutes > quarter_min ? all * quarter_min / minutes : all, available_min() * 60);
}

void SampleTime::add(std::span<SampleRecord const> of_site, SessionTime const& sessions, FaultCounts& counts)
{
    if (of_site.empty()) return;
    if (quarters_.empty()) quarters_.resize(frame_.size());
    from_ = frame_.size();
    for (std::size_t i = 0; i < of_site.size();) {
        std::size_t end = i;
        while (end < of_site.size() && of_site[end].file == of_site[i].file && of_site[end].at == of_site[i].at)
            ++end;
        auto const moment = of_site.subspan(i, end - i);
        if (!add_moment(moment, sessions))
            for (SampleRecord const& sample : moment)
                counts.add(sample.file, UseFault::told_before, 0);
        i = end;
    }
    from_ = std::min(from_, until_);
}

/// Whether anything of it counts.
bool SampleTime::add_moment(std::span<SampleRecord const> samples, SessionTime const& sessions)
{
    SampleRecord const& one = samples.front();
    std::int64_t lasts = 0;
    std::int64_t available = 0;
    std::int64_t occupied = 0;
    bool charging = false;
    for (SampleRecord const& sample : samples) {
        lasts = std::max<std::int64_t>(lasts, sample.lasts_min);
        available += sample.available;
        occupied += sample.occupied_permille;
        charging = charging || sample.knows == Knows::charging;
    }
    std::int64_t const begin = one.at_min();
    std::int64_t const first = begin / quarter_min;
    std::int64_t const now_end = first + std::max<std::int64_t>(1, lasts / quarter_min);
    bool counts = false;
    for (std::int64_t quarter = first; quarter * quarter_min < begin + lasts; ++quarter) {
        std::size_t const at = frame_.at(quarter);
        SeenQuarter& seen = quarters_[at];
        if (sessions[at].is_covered || (seen.file >= 0 && seen.file != one.file)) continue;
        seen.file = one.file;
        auto const inside = [&](std::int64_t minutes) {
            return std::max<std::int64_t>(
                0, std::min(begin + minutes, (quarter + 1) * quarter_min) - std::max(begin, quarter * quarter_min));
        };
        for (SampleRecord const& sample : samples) {
            seen.available += sample.available * inside(sample.lasts_min);
            seen.occupied_permille += sample.occupied_permille * inside(sample.lasts_min);
        }
        seen.minutes += static_cast<std::int32_t>(inside(lasts));
        seen.most = static_cast<std::int32_t>(std::max<std::int64_t>(seen.most, available));
        if (seen.now == SeenQuarter::Now::unknown && quarter < now_end)
            seen.now = occupied <= 1000 * available - 1000 ? SeenQuarter::Now::free : SeenQuarter::Now::full;
        from_ = std::min(from_, at);
        until_ = std::max(until_, at + 1);
        counts = true;
    }
    if (!counts) return false;
    charging_only_ = charging_only_ || charging;
    if (first_s_ == 0 || begin * 60 < first_s_) first_s_ = begin * 60;
    return true;
}

void SampleTime::clear()
{
    for (std::size_t at = from_; at < until_; ++at)
        quarters_[at] = {};
    from_ = until_ = 0;
    first_s_ = 0;
    charging_only_ = false;
}

}  // namespace laad
