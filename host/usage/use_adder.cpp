// SPDX-License-Identifier: Apache-2.0
#include "host/usage/use_adder.hpp"

#include "host/scenario/iso_date.hpp"
#include "host/usage/site_adder.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <chrono>
#include <limits>

namespace laad {
namespace {

constexpr std::size_t buckets = 256;
constexpr std::int64_t most_wh = std::numeric_limits<std::int32_t>::max();

std::int32_t day_number(UsageFile const& file, std::string const& day, char const* key)
{
    if (!is_iso_date(day))
        throw InputError{fmt::format("{}: usage.file.{} \"{}\" is no day of the calendar, write it like 2026-07-01",
                                     file.file.string(), key, day)};
    auto const number = [&](std::size_t at, std::size_t digits) { return std::stoi(day.substr(at, digits)); };
    std::chrono::sys_days const at = std::chrono::year{number(0, 4)} / number(5, 2) / number(8, 2);
    return static_cast<std::int32_t>(at.time_since_epoch().count());
}

void lower(std::atomic<std::int64_t>& least, std::int64_t value)
{
    for (std::int64_t now = least.load(std::memory_order_relaxed); value < now;)
        if (least.compare_exchange_weak(now, value, std::memory_order_relaxed)) return;
}

void raise(std::atomic<std::int64_t>& most, std::int64_t value)
{
    for (std::int64_t now = most.load(std::memory_order_relaxed); value > now;)
        if (most.compare_exchange_weak(now, value, std::memory_order_relaxed)) return;
}

/// Months that no site knows anything of are left out, and every site has all others. Sites have those from the month
/// `first` on, of the frame, that they know something of.
void align_months(std::vector<SiteUse>& sites, std::vector<std::int32_t> const& first, UseFrame const& frame,
                  std::vector<Month>& months)
{
    std::vector<std::size_t> number(frame.months(), 0);
    for (std::size_t site = 0; site < sites.size(); ++site)
        for (std::size_t m = 0; m < sites[site].months.size(); ++m)
            if (sites[site].months[m].all.available_min > 0) number[static_cast<std::size_t>(first[site]) + m] = 1;
    for (std::size_t m = 0; m < number.size(); ++m)
        if (number[m] != 0) {
            months.push_back(month_of(frame.first_month + static_cast<std::int32_t>(m)));
            number[m] = months.size();
        }
    MonthOfSite nothing;
    nothing.users = -1;
    for (std::size_t site = 0; site < sites.size(); ++site) {
        std::vector<MonthOfSite> all(months.size(), nothing);
        for (std::size_t m = 0; m < sites[site].months.size(); ++m)
            if (std::size_t const at = number[static_cast<std::size_t>(first[site]) + m]; at != 0)
                all[at - 1] = sites[site].months[m];
        sites[site].months = std::move(all);
    }
}

/// Leaves the months from the first to the last of which something is known; the number of the first.
std::int32_t trim(std::vector<MonthOfSite>& months)
{
    auto const is_known = [](MonthOfSite const& month) { return month.all.available_min > 0; };
    auto const first = std::ranges::find_if(months, is_known);
    auto const before = static_cast<std::int32_t>(first - months.begin());
    auto end = months.end();
    while (end != first && !is_known(*(end - 1)))
        --end;
    months = std::vector<MonthOfSite>(first, end);
    return before;
}

}  // namespace

UseAdder::UseAdder(UsageConfig const& config, std::vector<int> evse_of_site, std::filesystem::path const& scratch)
    : config_{config},
      evse_{std::move(evse_of_site)},
      calendar_{config.time_zone},
      files_(config.files.size()),
      sessions_{scratch, "sessions.unnamed", buckets},
      samples_{scratch, "samples.unnamed", buckets},
      faults_{config.files.size()}
{
    for (std::size_t i = 0; i < files_.size(); ++i) {
        UsageFile const& file = config.files[i];
        if (!file.from.empty()) files_[i].from_s = calendar_.begin_of(day_number(file, file.from, "from"));
        if (!file.until.empty()) files_[i].until_s = calendar_.begin_of(day_number(file, file.until, "until") + 1);
        if (files_[i].from_s >= files_[i].until_s)
            throw InputError{fmt::format("{}: usage.file.until {} is before usage.file.from {}; swap the two",
                                         file.file.string(), file.until, file.from)};
    }
}

bool UseAdder::is_wrong(UseFault fault, std::int32_t file, std::int64_t energy_wh)
{
    std::scoped_lock const lock{mutex_};
    faults_.add(file, fault, energy_wh);
    return true;
}

bool UseAdder::stands(std::int32_t site, std::int32_t file, std::int64_t energy_wh)
{
    expect(file >= 0 && static_cast<std::size_t>(file) < files_.size(), "a record is of a file of [usage]");
    if (site < 0 || static_cast<std::size_t>(site) >= evse_.size())
        return !is_wrong(UseFault::unknown_place, file, energy_wh);
    return evse_[static_cast<std::size_t>(site)] > 0 || !is_wrong(UseFault::not_standing, file, energy_wh);
}

void UseAdder::add(Session const& session)
{
    // Of a credit only matters what it takes back: its times may be unknown, and its energy was never counted.
    bool const is_credit = session.credits != 0;
    std::int64_t const energy_wh = is_credit ? 0 : session.energy_wh;
    if (!stands(session.site, session.file, energy_wh)) return;
    SessionRecord record{session.id, session.user, session.evse, 0, 0, 0, session.site, session.file, 0, session.knows};
    if (is_credit) {
        record.is_credit = 1;
        record.user = session.credits;
    } else {
        auto const refuse = [&](UseFault fault) { is_wrong(fault, session.file, energy_wh); };
        if (session.start_s < earliest_s || session.end_s > latest_s || session.end_s < session.start_s ||
            energy_wh > most_wh || energy_wh < -most_wh)
            return refuse(UseFault::impossible);
        FileTime& file = files_[static_cast<std::size_t>(session.file)];
        if (session.start_s < file.from_s || session.start_s >= file.until_s) return refuse(UseFault::outside_days);
        lower(file.first_s, session.start_s);
        raise(file.last_s, session.start_s);
        record.start = static_cast<std::uint32_t>(session.start_s - earliest_s);
        record.lasts = static_cast<std::uint32_t>(session.end_s - session.start_s);
        record.energy_wh = static_cast<std::int32_t>(energy_wh);
    }
    sessions_.add(static_cast<std::size_t>(session.site) % buckets, record);
}

void UseAdder::add(Sample const& sample)
{
    if (!stands(sample.site, sample.file, 0)) return;
    if (sample.at_s < earliest_s || sample.lasts_s <= 0 || sample.at_s > latest_s - sample.lasts_s ||
        sample.available < 0 || sample.occupied_permille < 0) {
        is_wrong(UseFault::impossible, sample.file, 0);
        return;
    }
    std::int64_t const at_min = sample.at_s / 60;
    std::int64_t const lasts_min = std::max<std::int64_t>(1, sample.lasts_s / 60);
    lower(sampled_from_min_, at_min);
    raise(sampled_until_min_, at_min + lasts_min);
    std::int64_t const occupied =
        std::min<std::int64_t>(sample.occupied_permille, std::int64_t{1000} * sample.available);
    samples_.add(static_cast<std::size_t>(sample.site) % buckets,
                 {static_cast<std::uint32_t>(at_min - earliest_s / 60), static_cast<std::uint32_t>(lasts_min),
                  sample.site, sample.file, sample.available, static_cast<std::int32_t>(occupied), sample.knows});
}

QuarterRange UseAdder::covered(FileTime const& file) const
{
    if (file.last_s < file.first_s) return {};
    std::int64_t const from =
        file.from_s > earliest_s ? file.from_s : calendar_.begin_of(calendar_.day_of(file.first_s));
    std::int64_t const until =
        file.until_s < latest_s ? file.until_s : calendar_.begin_of(calendar_.day_of(file.last_s) + 1);
    return {from / quarter_s, until / quarter_s};
}

AddedUse UseAdder::add_up()
{
    UseExtent extent;
    for (FileTime const& file : files_)
        extent.covered.push_back(covered(file));
    extent.sampled = {sampled_from_min_ / 15, (sampled_until_min_ + 14) / 15};
    UseFrame const frame{std::move(extent), config_, calendar_};

    AddedUse added{{}, faults_, 0};
    added.use.sites.resize(evse_.size());
    if (frame.size() > 0) added.use.quarters = FreeQuarters{evse_.size(), frame.chance_quarters};
    std::vector<std::int32_t> first_months(evse_.size());
    tbb::parallel_for(std::size_t{0}, buckets,
                      [&](std::size_t bucket) { add_bucket(bucket, frame, added, first_months); });
    align_months(added.use.sites, first_months, frame, added.use.months);
    return added;
}

void UseAdder::add_bucket(std::size_t bucket, UseFrame const& frame, AddedUse& to,
                          std::vector<std::int32_t>& first_months)
{
    auto sessions = sessions_.take(bucket);
    auto samples = samples_.take(bucket);
    if (sessions.empty() && samples.empty()) return;
    std::ranges::sort(sessions, {}, &SessionRecord::by_identity);
    std::ranges::sort(samples, {}, &SampleRecord::by_time);

    FaultCounts faults{files_.size()};
    SiteAdder adder{frame, to.use.quarters, faults};
    auto session = sessions.begin();
    auto sample = samples.begin();
    for (std::size_t site = bucket; site < evse_.size(); site += buckets) {
        auto const is_here = [&](auto const& record) { return static_cast<std::size_t>(record.site) == site; };
        auto const session_end = std::find_if_not(session, sessions.end(), is_here);
        auto const sample_end = std::find_if_not(sample, samples.end(), is_here);
        if (session != session_end || sample != sample_end) {
            SiteUse& use = to.use.sites[site];
            use = adder.add_up({site, evse_[site], {session, session_end}, {sample, sample_end}});
            first_months[site] = trim(use.months);
        }
        session = session_end;
        sample = sample_end;
    }
    std::scoped_lock const lock{mutex_};
    to.faults.add(faults);
    to.crowded_s += adder.crowded_s();
}

}  // namespace laad
