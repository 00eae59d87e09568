// SPDX-License-Identifier: Apache-2.0
// How long made sessions take to be added up, without reading any file, and how much memory.
//     use_add_up [SESSIONS] [SITES] [THREADS] [SCRATCH]
#include "bench/usage/made_sessions.hpp"
#include "host/usage/use_adder.hpp"
#include "rasters/io/files/scratch_folder.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>

#include <chrono>
#include <cstdlib>
#include <span>
#include <thread>

namespace {

using namespace laad;
using Clock = std::chrono::steady_clock;

struct Moment {
    Clock::time_point at{Clock::now()};
    double cpu_s{};

    Moment()
    {
        rusage used{};
        getrusage(RUSAGE_SELF, &used);
        cpu_s = static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) * 1e-6;
    }
};

void say(char const* what, Moment const& from, Moment const& until)
{
    fmt::print("{:12} {:7.1f} s, {:7.1f} s of CPU\n", what, std::chrono::duration<double>(until.at - from.at).count(),
               until.cpu_s - from.cpu_s);
}

void add(MadeSessions const& made, std::int64_t sessions, UseSink& sink)
{
    tbb::parallel_for(tbb::blocked_range<std::int64_t>{0, sessions, 100'000}, [&](auto const& range) {
        for (std::int64_t i = range.begin(); i < range.end(); ++i) {
            MadeSession const one = made[i];
            sink.add(Session{.id = static_cast<std::uint64_t>(one.number + 1) * 0x9e3779b97f4a7c15U,
                             .credits = static_cast<std::uint64_t>(one.credits + 1) * 0x9e3779b97f4a7c15U,
                             .user = static_cast<std::uint64_t>(one.user) + 1,
                             .evse = static_cast<std::uint64_t>(one.evse) + 1,
                             .start_s = one.start_s,
                             .end_s = one.end_s,
                             .energy_wh = one.energy_wh,
                             .site = one.site});
        }
    });
}

}  // namespace

int main(int argc, char** argv)
{
    auto const argument = [&](int at, std::int64_t usual) { return argc > at ? std::atoll(argv[at]) : usual; };
    std::int64_t const sessions = argument(1, 10'000'000);
    auto const sites = static_cast<std::int32_t>(argument(2, 25'000));
    auto const threads = static_cast<std::size_t>(argument(3, std::thread::hardware_concurrency()));
    tbb::global_control const limit{tbb::global_control::max_allowed_parallelism, threads};
    ScratchFolder const folder{argc > 4 ? std::filesystem::path{argv[4]} : temporary_files()};

    UsageConfig config;
    config.files.resize(1);
    fmt::print("{} sessions at {} sites, {} threads\n", sessions, sites, threads);
    UseAdder adder{config, std::vector<int>(static_cast<std::size_t>(sites), 2), folder.path()};
    Moment const begin;
    add(MadeSessions{sites, 1'735'689'600}, sessions, adder);  // 2025
    Moment const taken;
    AddedUse const added = adder.add_up();
    Moment const end;
    say("made, taken", begin, taken);
    say("added up", taken, end);
    std::int64_t counted = 0;
    for (SiteUse const& site : added.use.sites)
        for (UseSums const& sums : site.by_quarter)
            counted += sums.sessions;
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    fmt::print("{} sessions counted, {} repeats, {} credits; at most {} MiB\n", counted,
               added.faults.of(0, UseFault::twice).rows, added.faults.of(0, UseFault::credit).rows,
               used.ru_maxrss / 1024);
    return 0;
}
