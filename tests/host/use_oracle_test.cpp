// SPDX-License-Identifier: Apache-2.0
// Random sessions and samples against an oracle that looks at every second.
#include "tests/host/use_adding.hpp"
#include "tests/oracles/use.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>

namespace laad::use_oracle_test {
namespace {

std::map<UseFault, std::string> const names{
    {UseFault::outside_days, "outside"},    {UseFault::twice, "twice"},
    {UseFault::taken_back, "taken back"},   {UseFault::credit, "credit"},
    {UseFault::lone_credit, "lone credit"}, {UseFault::overlapping, "overlapping"},
    {UseFault::crowded, "crowded"},         {UseFault::sticking_out, "sticking out"},
    {UseFault::told_before, "told before"},
};

oracle::UseComplaints complaints_of(FaultCounts const& faults)
{
    oracle::UseComplaints complaints;
    for (std::size_t file = 0; file < faults.files(); ++file)
        for (auto const& [fault, name] : names) {
            FaultCount const& count = faults.of(file, fault);
            if (count.rows != 0) complaints[{static_cast<int>(file), name}] = {count.rows, count.energy_wh};
        }
    return complaints;
}

std::string iso(std::int64_t day)
{
    std::chrono::year_month_day const ymd{std::chrono::sys_days{std::chrono::days{day}}};
    return fmt::format("{:04}-{:02}-{:02}", int{ymd.year()}, unsigned{ymd.month()}, unsigned{ymd.day()});
}

/// A few days of a few sites, with repeats, credits, overlaps, gaps and samples, on both clock changes and elsewhere.
class RandomUse {
  public:
    explicit RandomUse(unsigned seed) : random_{seed}
    {
        std::int64_t const middles[] = {utc(2026, 3, 29), utc(2026, 10, 25), utc(2026, 1, 31), utc(2025, 12, 31),
                                        utc(2024, 2, 28)};
        begin_ = middles[seed % std::size(middles)] - 2 * 86400;
        question_.evse = {between(1, 3), between(1, 2), 3, 1};
        question_.files.resize(3);
        if (chance(2)) question_.files[1].from_day = begin_ / 86400 + between(0, 1);
        if (chance(2)) question_.files[1].until_day = begin_ / 86400 + between(1, 4);
        question_.peak_from_hour = between(0, 18);
        question_.peak_until_hour = question_.peak_from_hour + between(0, 6);
        question_.chance_days = between(1, 4);
        for (int i = between(0, 40); i > 0; --i)
            question_.sessions.push_back(session());
        for (int i = between(0, 6); i > 0 && !question_.sessions.empty(); --i)
            repeat_or_credit();
        for (int i = chance(3) ? between(1, 60) : 0; i > 0; --i)
            question_.samples.push_back(sample());
    }

    oracle::UseQuestion const& question() const { return question_; }

    Adding adding()
    {
        Adding adding;
        adding.evse = question_.evse;
        adding.sessions = question_.sessions;
        adding.samples = question_.samples;
        std::ranges::shuffle(adding.sessions, random_);
        std::ranges::shuffle(adding.samples, random_);
        adding.config.peak_from_hour = question_.peak_from_hour;
        adding.config.peak_until_hour = question_.peak_until_hour;
        adding.config.chance_days = question_.chance_days;
        for (auto const& file : question_.files) {
            UsageFile& config = adding.config.files.emplace_back();
            if (file.from_day) config.from = iso(*file.from_day);
            if (file.until_day) config.until = iso(*file.until_day);
        }
        return adding;
    }

  private:
    int between(int least, int most) { return std::uniform_int_distribution<int>{least, most}(random_); }
    bool chance(int one_in) { return between(1, one_in) == 1; }
    std::int64_t moment()
    {
        std::int64_t const second = begin_ + between(0, 5 * 86400);
        return chance(3) ? second / 900 * 900 : second;
    }

    Session session()
    {
        Session session;
        session.id = chance(10) ? 0 : static_cast<std::uint64_t>(between(1, 1000));
        session.user = static_cast<std::uint64_t>(between(0, 5));
        session.evse = static_cast<std::uint64_t>(between(0, 3));
        session.start_s = moment();
        int const longest[] = {0, 1, 800, 4000, 40'000, 150'000};
        int const lasts = between(0, longest[between(0, 5)]);
        session.end_s = session.start_s + (chance(4) ? lasts / 900 * 900 : lasts);
        session.energy_wh = between(chance(8) ? -20'000 : 0, 60'000);
        session.site = between(0, 3);
        session.file = between(0, 2);
        session.knows = chance(6) ? Knows::charging : Knows::connected;
        return session;
    }

    void repeat_or_credit()
    {
        Session another =
            question_.sessions[static_cast<std::size_t>(between(0, static_cast<int>(question_.sessions.size()) - 1))];
        another.file = between(0, 2);
        if (chance(2)) {
            another.credits = chance(4) ? 5000 : another.id;
            another.id = chance(3) ? another.id : static_cast<std::uint64_t>(between(2000, 2003));
        } else if (chance(2))
            another.energy_wh += between(-3, 3);
        question_.sessions.push_back(another);
    }

    Sample sample()
    {
        Sample sample;
        sample.at_s = moment();
        if (!question_.samples.empty() && chance(4)) sample.at_s = question_.samples.back().at_s;
        int const lasts[] = {1, 300, 900, 3600, 1234};
        sample.lasts_s = lasts[between(0, 4)];
        sample.site = between(1, 3);
        sample.file = between(0, 2);
        sample.available = between(0, 3);
        sample.occupied_permille = between(0, 1000 * sample.available + 100);
        sample.knows = chance(6) ? Knows::charging : Knows::connected;
        return sample;
    }

    std::mt19937 random_;
    std::int64_t begin_{};
    oracle::UseQuestion question_;
};

void expect_equal(AddedUse const& ours, oracle::UseAnswer const& theirs)
{
    EXPECT_EQ(complaints_of(ours.faults), theirs.complaints);
    EXPECT_EQ(ours.crowded_s, theirs.crowded_s);
    EXPECT_EQ(ours.use.months, theirs.use.months);
    EXPECT_EQ(ours.use.quarters, theirs.use.quarters);
    ASSERT_EQ(ours.use.sites.size(), theirs.use.sites.size());
    for (std::size_t site = 0; site < ours.use.sites.size(); ++site) {
        SiteUse const& a = ours.use.sites[site];
        SiteUse const& b = theirs.use.sites[site];
        EXPECT_EQ(a.first_s, b.first_s) << site;
        EXPECT_EQ(a.charging_only, b.charging_only) << site;
        EXPECT_EQ(a.months, b.months) << site;
        for (std::size_t cell = 0; cell < a.by_quarter.size(); ++cell)
            EXPECT_EQ(a.by_quarter[cell], b.by_quarter[cell]) << site << " quarter " << cell;
    }
}

class UseOfSites : public testing::TestWithParam<unsigned> {};

TEST_P(UseOfSites, IsWhatTheOracleSees)
{
    for (unsigned seed = GetParam() * 25; seed < (GetParam() + 1) * 25 && !HasFailure(); ++seed) {
        SCOPED_TRACE(fmt::format("seed {}", seed));
        RandomUse random{seed};
        expect_equal(random.adding().add_up(), oracle::UseOracle{random.question()}.answer());
    }
}
INSTANTIATE_TEST_SUITE_P(Seeds, UseOfSites, testing::Range(0U, 12U));

TEST(UseOfSites, SumsAgreeWithEachOther)
{
    std::map<UseFault, int> seeds_with;
    for (unsigned seed = 0; seed < 300 && !testing::Test::HasFailure(); ++seed) {
        SCOPED_TRACE(fmt::format("seed {}", seed));
        Adding const adding = RandomUse{seed}.adding();
        AddedUse const added = adding.add_up();
        for (auto const& [fault, name] : names)
            for (std::size_t file = 0; file < added.faults.files(); ++file)
                if (added.faults.of(file, fault).rows > 0) ++seeds_with[fault];
        for (SiteUse const& site : added.use.sites) {
            UseSums cells, months, peak_cells, peaks;
            auto const add = [](UseSums& to, UseSums const& more) {
                EXPECT_LE(0, more.occupied_min);
                EXPECT_LE(more.occupied_min, more.available_min);
                to.occupied_min += more.occupied_min;
                to.available_min += more.available_min;
                to.energy_wh += more.energy_wh;
                to.sessions += more.sessions;
            };
            for (int quarter = 0; quarter < static_cast<int>(day_types) * quarters_a_day; ++quarter) {
                UseSums const& cell = site.by_quarter[static_cast<std::size_t>(quarter)];
                add(cells, cell);
                if (quarter >= adding.config.peak_from_hour * 4 && quarter < adding.config.peak_until_hour * 4)
                    add(peak_cells, cell);
            }
            for (MonthOfSite const& month : site.months) {
                add(months, month.all);
                add(peaks, month.peak);
                EXPECT_LE(month.peak.occupied_min, month.all.occupied_min);
            }
            EXPECT_EQ(cells, months);
            EXPECT_EQ(peak_cells, peaks);
        }
    }
    for (auto const& [fault, name] : names)
        EXPECT_GT(seeds_with[fault], 20) << name << ": what is made at random has too few of them to tell anything";
}

/// Many sites, sessions enough to go to disk, in another order.
TEST(UseOfSites, AreTheSameOnAnyNumberOfThreadsAndInAnyOrder)
{
    Adding adding = Adding::at_sites({});
    std::mt19937 random{7};
    auto const between = [&](int least, int most) { return std::uniform_int_distribution<int>{least, most}(random); };
    for (int site = 0; site < 700; ++site)
        adding.evse.push_back(between(0, 4));
    for (int i = 0; i < 40'000; ++i) {
        std::int32_t const site = between(0, 1) == 0 ? 3 : between(0, 699);  // half of them at one site
        std::int64_t const start_s = utc(2026, 3, 1) + between(0, 40 * 86400);
        adding.sessions.push_back({.id = static_cast<std::uint64_t>(between(1, 30'000)),
                                   .credits = static_cast<std::uint64_t>(between(0, 50) == 0 ? between(1, 30'000) : 0),
                                   .user = static_cast<std::uint64_t>(between(0, 500)),
                                   .evse = static_cast<std::uint64_t>(between(0, 4)),
                                   .start_s = start_s,
                                   .end_s = start_s + between(0, 50'000),
                                   .energy_wh = between(0, 50'000),
                                   .site = site});
    }
    adding.evse[3] = 2;
    AddedUse const one = adding.add_up(1);
    std::ranges::shuffle(adding.sessions, random);
    AddedUse const four = adding.add_up(4);
    EXPECT_EQ(one.use, four.use);
    EXPECT_EQ(complaints_of(one.faults), complaints_of(four.faults));
    EXPECT_GT(one.faults.of(0, UseFault::twice).rows, 1000);
    EXPECT_GT(one.faults.of(0, UseFault::credit).rows, 10);
    EXPECT_GT(one.use.sites[3].months[0].users, 400);
}

}  // namespace
}  // namespace laad::use_oracle_test
