// SPDX-License-Identifier: Apache-2.0
// The use of sites as docs/methods/usage.md defines it, second by second, in the time of the Netherlands.
#pragma once

#include "host/usage/use.hpp"
#include "host/usage/use_sink.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace laad::oracle {

/// What is asked of the oracle. Days are days since 1970.
struct UseQuestion {
    struct File {
        std::optional<std::int64_t> from_day;
        std::optional<std::int64_t> until_day;
    };
    std::vector<File> files;
    std::vector<int> evse;  ///< by site
    int peak_from_hour{17};
    int peak_until_hour{23};
    int chance_days{90};
    std::vector<Session> sessions{};
    std::vector<Sample> samples{};
};

/// Rows and Wh by file and what is wrong with them, by a plain name.
using UseComplaints = std::map<std::pair<int, std::string>, std::pair<std::int64_t, std::int64_t>>;

struct UseAnswer {
    Use use;
    UseComplaints complaints;
    std::int64_t crowded_s{};
};

/// Clocks in the Netherlands since 1996: UTC + 1 h, in summer + 2 h, from the last Sunday of March to that of October at
/// 01:00 UTC.
inline std::int64_t dutch_offset_s(std::int64_t utc_s)
{
    using namespace std::chrono;
    auto const year = year_month_day{floor<days>(sys_seconds{seconds{utc_s}})}.year();
    auto const change = [&](month m) {
        return (sys_days{year / m / Sunday[last]}.time_since_epoch() / seconds{1}) + 3600;
    };
    return utc_s >= change(March) && utc_s < change(October) ? 7200 : 3600;
}

struct DutchTime {
    std::int64_t day{};
    int second{};  ///< by the clock
    Month month{};
    DayType type{};

    explicit DutchTime(std::int64_t utc_s)
    {
        using namespace std::chrono;
        std::int64_t const local = utc_s + dutch_offset_s(utc_s);
        sys_days const date = floor<days>(sys_seconds{seconds{local}});
        day = date.time_since_epoch().count();
        second = static_cast<int>(local - day * 86400);
        year_month_day const ymd{date};
        month = {int{ymd.year()}, static_cast<int>(unsigned{ymd.month()})};
        weekday const w{date};
        type = w == Saturday ? DayType::saturday : w == Sunday ? DayType::sunday : DayType::weekday;
    }
};

class UseOracle {
  public:
    explicit UseOracle(UseQuestion question) : q_{std::move(question)}
    {
        // Of a credit only matters what it takes back.
        for (Session& s : q_.sessions)
            if (s.credits != 0) s.start_s = s.end_s = s.energy_wh = 0;
    }

    UseAnswer answer()
    {
        drop_outside();
        // The days of a file are those in which its sessions begin, whether they count or not.
        for (std::size_t f = 0; f < q_.files.size(); ++f)
            extents_.push_back(extent_of(static_cast<int>(f)));
        auto const told = q_.sessions;
        drop_repeats();
        drop_credits();
        find_range();
        answer_.use.sites.resize(q_.evse.size());
        if (range_until_ > range_from_) number_chance();
        for (std::size_t site = 0; site < q_.evse.size(); ++site)
            add_site(site, told);
        finish_months();
        return std::move(answer_);
    }

  private:
    struct Extent {
        std::int64_t from{};
        std::int64_t until{-1};  ///< the last day
    };
    struct Sum {
        std::int64_t occupied_s{};
        std::int64_t available_min{};
        std::int64_t energy_wh{};
        std::int64_t sessions{};
    };
    struct MonthSum {
        Sum peak;
        Sum elsewhere;
        std::set<std::int64_t> days;
        std::set<std::uint64_t> users;
        int evse{};
        std::int64_t energy_min{};  ///< of quarters that sessions tell of
    };

    void complain(int file, std::string const& what, std::int64_t wh)
    {
        auto& [rows, energy] = answer_.complaints[{file, what}];
        ++rows;
        energy += wh;
    }

    void drop_outside()
    {
        std::erase_if(q_.sessions, [&](Session const& s) {
            if (s.credits != 0) return false;
            auto const& file = q_.files[static_cast<std::size_t>(s.file)];
            std::int64_t const day = DutchTime{s.start_s}.day;
            bool const outside = (file.from_day && day < *file.from_day) || (file.until_day && day > *file.until_day);
            if (outside) complain(s.file, "outside", s.energy_wh);
            return outside;
        });
    }

    Extent extent_of(int file) const
    {
        Extent extent;
        bool any = false;
        for (Session const& s : q_.sessions) {
            if (s.file != file || s.credits != 0) continue;
            std::int64_t const day = DutchTime{s.start_s}.day;
            extent.from = any ? std::min(extent.from, day) : day;
            extent.until = any ? std::max(extent.until, day) : day;
            any = true;
        }
        auto const& stated = q_.files[static_cast<std::size_t>(file)];
        if (any && stated.from_day) extent.from = *stated.from_day;
        if (any && stated.until_day) extent.until = *stated.until_day;
        return extent;
    }

    static auto order(Session const& s)
    {
        return std::tuple{s.file, s.start_s, s.end_s, s.energy_wh, s.evse, s.credits != 0 ? s.credits : s.user,
                          s.knows};
    }

    void drop_repeats()
    {
        std::vector<Session> kept;
        for (std::size_t i = 0; i < q_.sessions.size(); ++i) {
            Session const& a = q_.sessions[i];
            bool again = false;
            for (std::size_t j = 0; j < q_.sessions.size(); ++j) {
                Session const& b = q_.sessions[j];
                bool const same =
                    i != j && a.id != 0 && a.id == b.id && a.site == b.site && (a.credits != 0) == (b.credits != 0);
                again = again || (same && (order(b) < order(a) || (order(b) == order(a) && j < i)));
            }
            if (again)
                complain(a.file, "twice", a.energy_wh);
            else
                kept.push_back(a);
        }
        q_.sessions = kept;
    }

    void drop_credits()
    {
        std::vector<Session> sessions, credits;
        for (Session const& s : q_.sessions)
            (s.credits != 0 ? credits : sessions).push_back(s);
        std::stable_sort(credits.begin(), credits.end(), [](Session const& a, Session const& b) {
            return std::tuple{a.id, order(a)} < std::tuple{b.id, order(b)};
        });
        for (Session const& credit : credits) {
            auto const found = std::find_if(sessions.begin(), sessions.end(), [&](Session const& s) {
                return s.id != 0 && s.id == credit.credits && s.site == credit.site;
            });
            if (found == sessions.end()) {
                complain(credit.file, "lone credit", credit.energy_wh);
                continue;
            }
            complain(credit.file, "credit", credit.energy_wh);
            complain(found->file, "taken back", found->energy_wh);
            sessions.erase(found);
        }
        q_.sessions = sessions;
    }

    /// Of everything, in seconds.
    void find_range()
    {
        std::int64_t last_s = 0;
        range_from_ = std::numeric_limits<std::int64_t>::max();
        auto const include = [&](std::int64_t from_s, std::int64_t until_s) {
            range_from_ = std::min(range_from_, from_s / 86400 * 86400 - 86400);
            last_s = std::max(last_s, until_s);
        };
        for (Extent const& e : extents_)
            if (e.until >= e.from) include(e.from * 86400, begin_of(e.until + 1));
        for (Sample const& s : q_.samples)
            include(s.at_s, s.at_s / 60 * 60 + std::max<std::int64_t>(1, s.lasts_s / 60) * 60);
        if (last_s == 0) return;
        last_day_ = DutchTime{last_s - 1}.day;
        range_until_ = begin_of(last_day_ + 1);
    }

    static std::int64_t begin_of(std::int64_t day)
    {
        std::int64_t at = day * 86400 - 3 * 3600;
        while (DutchTime{at}.day < day)
            at += 900;
        return at;
    }

    void number_chance()
    {
        std::array<std::int32_t, chance_slots> count{};
        for (std::int64_t at = begin_of(last_day_ - q_.chance_days + 1); at < range_until_; at += 900) {
            DutchTime const time{at};
            int const hour = time.second / 3600;
            int const slot = time.type == DayType::weekday ? hour : 24 + hour;
            chance_[at] = {slot, count[static_cast<std::size_t>(slot)]++};
        }
        answer_.use.quarters = FreeQuarters{q_.evse.size(), count};
    }

    void add_site(std::size_t site, std::vector<Session> const& told)
    {
        std::vector<Session> here;
        for (Session const& s : q_.sessions)
            if (s.site == static_cast<int>(site)) here.push_back(s);
        std::set<int> files;
        for (Session const& s : told)
            if (s.site == static_cast<int>(site) && s.credits == 0) files.insert(s.file);

        SiteUse& use = answer_.use.sites[site];
        std::int64_t first_day = std::numeric_limits<std::int64_t>::max();
        for (Session const& s : here) {
            first_day = std::min(first_day, DutchTime{s.start_s}.day);
            if (use.first_s == 0 || s.start_s < use.first_s) use.first_s = s.start_s;
            use.charging_only = use.charging_only || s.knows == Knows::charging;
        }
        std::set<std::int64_t> covered_quarters;
        for (std::int64_t quarter = range_from_ / 900; quarter < range_until_ / 900; ++quarter) {
            std::int64_t const day = DutchTime{quarter * 900}.day;
            bool const in_file = std::any_of(files.begin(), files.end(), [&](int f) {
                Extent const& e = extents_[static_cast<std::size_t>(f)];
                return day >= e.from && day <= e.until;
            });
            if (in_file && day >= first_day) covered_quarters.insert(quarter);
        }
        auto const covered = [&](std::int64_t utc_s) { return covered_quarters.count(utc_s / 900) > 0; };

        // Seconds in which charge points are occupied, energy that has flowed, by second.
        std::size_t const seconds =
            range_until_ > range_from_ ? static_cast<std::size_t>(range_until_ - range_from_) : 0;
        std::vector<int> busy(seconds, 0);
        std::map<std::uint64_t, std::vector<char>> by_evse;
        std::map<std::int64_t, std::int64_t> energy;  // by quarter
        for (Session const& s : here) {
            auto* const own = s.evse == 0 ? nullptr : &by_evse.try_emplace(s.evse, seconds, 0).first->second;
            std::int64_t lost = 0;
            bool sticks_out = false;
            std::int64_t const lasts = s.end_s - s.start_s;
            std::int64_t const sign = s.energy_wh < 0 ? -1 : 1;
            auto const until = [&](std::int64_t at) { return sign * s.energy_wh * (at - s.start_s) / lasts * sign; };
            for (std::int64_t at = s.start_s; at < s.end_s; ++at) {
                std::int64_t const now = until(at + 1) - until(at);
                if (at < range_until_ && covered(at))
                    energy[at / 900] += now;
                else {
                    lost += now;
                    sticks_out = true;
                }
                if (at >= range_until_) continue;
                auto const i = static_cast<std::size_t>(at - range_from_);
                if (own == nullptr)
                    ++busy[i];
                else
                    (*own)[i] = 1;
            }
            if (lasts == 0) energy[s.start_s / 900] += s.energy_wh;
            if (sticks_out) complain(s.file, "sticking out", lost);
        }
        for (auto const& [digest, seconds_of] : by_evse)
            for (std::size_t i = 0; i < seconds; ++i)
                busy[i] += seconds_of[i];
        complain_of_overlaps(here);

        std::map<Month, MonthSum>& months = months_.emplace_back();
        std::array<Sum, day_types * quarters_a_day> cells{};
        std::int64_t const evse = q_.evse[site];
        std::set<std::int64_t> crowded;
        std::set<std::size_t> samples_used;
        for (std::int64_t quarter = range_from_ / 900; quarter < range_until_ / 900; ++quarter) {
            DutchTime const time{quarter * 900};
            Sum sum;
            int known_evse = 0;
            std::optional<bool> is_free;
            if (covered(quarter * 900)) {
                std::int64_t occupied = 0;
                for (std::int64_t at = quarter * 900; at < (quarter + 1) * 900; ++at)
                    occupied += busy[static_cast<std::size_t>(at - range_from_)];
                if (occupied > evse * 900) {
                    answer_.crowded_s += occupied - evse * 900;
                    occupied = evse * 900;
                    crowded.insert(quarter);
                }
                sum = {occupied, evse * 15, energy[quarter], 0};
                months[time.month].energy_min += evse * 15;
                for (Session const& s : here)
                    if (s.start_s / 900 == quarter) ++sum.sessions;
                known_evse = static_cast<int>(evse);
                is_free = busy[static_cast<std::size_t>(quarter * 900 - range_from_)] < evse;
            } else
                see(site, quarter, sum, known_evse, is_free, samples_used, use);
            if (is_free)
                if (auto const chance = chance_.find(quarter * 900); chance != chance_.end())
                    answer_.use.quarters.observe(site, chance->second.first, chance->second.second, *is_free);
            if (sum.available_min == 0) continue;
            int const hour = time.second / 3600;
            bool const peak = time.type == DayType::weekday && hour >= q_.peak_from_hour && hour < q_.peak_until_hour;
            MonthSum& month = months[time.month];
            month.days.insert(time.day);
            month.evse = std::max(month.evse, known_evse);
            for (Sum* const to :
                 {&cells[quarter_of(time.type, time.second / 900)], peak ? &month.peak : &month.elsewhere}) {
                to->occupied_s += sum.occupied_s;
                to->available_min += sum.available_min;
                to->energy_wh += sum.energy_wh;
                to->sessions += sum.sessions;
            }
        }
        for (Session const& s : here) {
            if (s.user != 0) months[DutchTime{s.start_s}.month].users.insert(s.user);
            bool in_crowd = false;
            for (std::int64_t at = s.start_s; at < s.end_s; ++at)
                in_crowd = in_crowd || crowded.count(at / 900) > 0;
            if (in_crowd) complain(s.file, "crowded", 0);
        }
        complain_of_samples(site, samples_used);

        // Whole minutes: those of the first cells together, of those up to here less those up to the one before.
        for (bool const peak : {true, false}) {
            std::int64_t before = 0;
            for (int cell = 0; cell < static_cast<int>(cells.size()); ++cell) {
                int const hour = cell % 96 / 4;
                bool const in_peak = cell < 96 && hour >= q_.peak_from_hour && hour < q_.peak_until_hour;
                if (in_peak != peak) continue;
                Sum const& sum = cells[static_cast<std::size_t>(cell)];
                use.by_quarter[static_cast<std::size_t>(cell)] = minutes(sum, before);
            }
        }
    }

    static UseSums minutes(Sum const& sum, std::int64_t& before_s)
    {
        std::int64_t const after_s = before_s + sum.occupied_s;
        UseSums const whole{after_s / 60 - before_s / 60, sum.available_min, sum.energy_wh, sum.sessions};
        before_s = after_s;
        return whole;
    }

    void complain_of_overlaps(std::vector<Session> const& here)
    {
        auto const before = [](Session const& a, Session const& b) {
            return std::tuple{a.start_s, a.end_s, a.file, a.energy_wh, a.id, a.user, a.knows} <
                   std::tuple{b.start_s, b.end_s, b.file, b.energy_wh, b.id, b.user, b.knows};
        };
        for (std::size_t i = 0; i < here.size(); ++i) {
            bool overlaps = false;
            for (std::size_t j = 0; j < here.size(); ++j)
                overlaps = overlaps || (i != j && here[i].evse != 0 && here[i].evse == here[j].evse &&
                                        (before(here[j], here[i]) || (!before(here[i], here[j]) && j < i)) &&
                                        here[j].end_s > here[i].start_s);
            if (overlaps) complain(here[i].file, "overlapping", 0);
        }
    }

    static std::int64_t at_min(Sample const& s) { return s.at_s / 60; }
    static std::int64_t lasts_min(Sample const& s) { return std::max<std::int64_t>(1, s.lasts_s / 60); }
    static bool touches(Sample const& s, std::int64_t quarter)
    {
        return at_min(s) < (quarter + 1) * 15 && at_min(s) + lasts_min(s) > quarter * 15;
    }

    void see(std::size_t site, std::int64_t quarter, Sum& sum, int& known_evse, std::optional<bool>& is_free,
             std::set<std::size_t>& used, SiteUse& use)
    {
        int file = std::numeric_limits<int>::max();
        for (Sample const& s : q_.samples)
            if (s.site == static_cast<int>(site) && touches(s, quarter)) file = std::min(file, s.file);
        // Samples of one moment are those of parts of the site.
        std::map<std::int64_t, std::vector<Sample>> moments;
        for (std::size_t i = 0; i < q_.samples.size(); ++i) {
            Sample const& s = q_.samples[i];
            if (s.site == static_cast<int>(site) && s.file == file) moments[at_min(s)].push_back(s);
        }
        std::int64_t available = 0, occupied = 0, weight = 0;
        for (auto const& [at, samples] : moments) {
            std::int64_t all_available = 0, all_occupied = 0, lasts = 0, inside_most = 0;
            bool touched = false, charging = false;
            for (Sample const& s : samples) {
                std::int64_t inside = 0;
                for (std::int64_t minute = quarter * 15; minute < quarter * 15 + 15; ++minute)
                    if (minute >= at && minute < at + lasts_min(s)) ++inside;
                touched = touched || inside > 0;
                charging = charging || s.knows == Knows::charging;
                inside_most = std::max(inside_most, inside);
                available += s.available * inside;
                occupied += std::min(s.occupied_permille, 1000 * s.available) * inside;
                all_available += s.available;
                all_occupied += std::min(s.occupied_permille, 1000 * s.available);
                lasts = std::max(lasts, lasts_min(s));
            }
            if (!touched) continue;
            weight += inside_most;
            known_evse = static_cast<int>(std::max<std::int64_t>(known_evse, all_available));
            // The quarter-hour that it is taken in, and as many after it as it lasts.
            bool const is_of_it = quarter < at / 15 + std::max<std::int64_t>(1, lasts / 15);
            if (!is_free && is_of_it) is_free = all_occupied <= 1000 * all_available - 1000;
            if (use.first_s == 0 || at * 60 < use.first_s) use.first_s = at * 60;
            use.charging_only = use.charging_only || charging;
            for (std::size_t i = 0; i < q_.samples.size(); ++i)
                if (q_.samples[i].site == static_cast<int>(site) && q_.samples[i].file == file &&
                    at_min(q_.samples[i]) == at)
                    used.insert(i);
        }
        if (weight == 0) return;
        bool const mean = weight > 15;
        sum.available_min = mean ? available * 15 / weight : available;
        std::int64_t const seconds = occupied * 60 / 1000;
        sum.occupied_s = std::min(mean ? seconds * 15 / weight : seconds, sum.available_min * 60);
    }

    void complain_of_samples(std::size_t site, std::set<std::size_t> const& used)
    {
        for (std::size_t i = 0; i < q_.samples.size(); ++i)
            if (q_.samples[i].site == static_cast<int>(site) && used.count(i) == 0)
                complain(q_.samples[i].file, "told before", 0);
    }

    void finish_months()
    {
        std::set<Month> known;
        for (auto const& site : months_)
            for (auto const& [month, sum] : site)
                if (sum.peak.available_min + sum.elsewhere.available_min > 0) known.insert(month);
        answer_.use.months.assign(known.begin(), known.end());
        for (std::size_t site = 0; site < months_.size(); ++site) {
            std::int64_t peak_s = 0, elsewhere_s = 0;
            for (Month const& month : known) {
                MonthSum const& sum = months_[site][month];
                UseSums const peak = minutes(sum.peak, peak_s);
                UseSums const rest = minutes(sum.elsewhere, elsewhere_s);
                answer_.use.sites[site].months.push_back(
                    {{peak.occupied_min + rest.occupied_min, peak.available_min + rest.available_min,
                      peak.energy_wh + rest.energy_wh, peak.sessions + rest.sessions},
                     peak,
                     sum.users.empty() ? -1 : static_cast<std::int32_t>(sum.users.size()),
                     static_cast<std::int32_t>(sum.days.size()),
                     sum.evse,
                     sum.energy_min});
            }
        }
    }

    UseQuestion q_;
    UseAnswer answer_;
    std::vector<Extent> extents_;
    std::int64_t range_from_{}, range_until_{};  ///< s
    std::int64_t last_day_{};
    std::map<std::int64_t, std::pair<int, std::int32_t>> chance_;
    std::vector<std::map<Month, MonthSum>> months_;
};

}  // namespace laad::oracle
