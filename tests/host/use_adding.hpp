// SPDX-License-Identifier: Apache-2.0
// Sessions and samples of a few sites, and what they add up to.
#pragma once

#include "host/usage/use_adder.hpp"
#include "rasters/io/files/scratch_folder.hpp"

#include <tbb/task_arena.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace laad {

/// Seconds of UTC.
constexpr std::int64_t utc(int year, int month, int day, int hour = 0, int minute = 0, int second = 0)
{
    std::chrono::sys_days const at = std::chrono::year{year} / month / day;
    return at.time_since_epoch() / std::chrono::seconds{1} + hour * 3600 + minute * 60 + second;
}

struct Adding {
    UsageConfig config{};
    std::vector<int> evse{};
    std::vector<Session> sessions{};
    std::vector<Sample> samples{};

    /// With a file of sessions, which covers what is in it.
    static Adding at_sites(std::vector<int> evse)
    {
        Adding adding;
        adding.evse = std::move(evse);
        adding.config.files.resize(1);
        return adding;
    }

    AddedUse add_up(int threads = 1) const
    {
        ScratchFolder const folder;
        tbb::task_arena arena{threads};
        UseAdder adder{config, evse, folder.path()};
        for (Session const& session : sessions)
            adder.add(session);
        for (Sample const& sample : samples)
            adder.add(sample);
        return arena.execute([&] { return adder.add_up(); });
    }
};

}  // namespace laad
