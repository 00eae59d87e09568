// SPDX-License-Identifier: Apache-2.0
#include "host/usage/read_use.hpp"

#include "host/language/to_say.hpp"
#include "host/prepare/standing.hpp"
#include "host/usage/read_files.hpp"
#include "host/usage/stored_use.hpp"
#include "host/usage/use_adder.hpp"
#include "kernels/executor.hpp"
#include "rasters/io/files/keyed_store.hpp"

#include <tbb/task_arena.h>

#include <algorithm>

namespace laad {
namespace {

std::vector<std::string> notes_of(AddedUse const& added)
{
    std::vector<std::string> notes;
    if (std::int64_t const hours = added.crowded_s / 3600; hours > 0)
        notes.push_back(to_say_count(
            hours, "{} hour in which more cars were at a station than it has charge points does not count as occupied",
            "{} hours in which more cars were at a station than it has charge points do not count as occupied", hours));
    auto const charging = std::ranges::count_if(added.use.sites, &SiteUse::charging_only);
    if (charging > 0)
        notes.push_back(to_say_count(
            charging,
            "of {} station sources tell when a car charges, not how long it is plugged in: it was occupied for longer",
            "of {} stations sources tell when cars charge, not how long they are plugged in: those were occupied for "
            "longer",
            charging));
    return notes;
}

ReadUse fresh(Scenario const& scenario, BaseLayers const& base, Work const& work)
{
    UseAdder adder{scenario.usage, standing_evse(base), work.folder};
    auto sources = read_files(scenario, base, adder);
    AddedUse added = adder.add_up();
    tell(added.faults, sources);
    auto notes = notes_of(added);
    ReadUse read{std::move(added.use), std::move(notes)};
    read.use.sources = std::move(sources);
    return read;
}

}  // namespace

std::vector<int> standing_evse(BaseLayers const& base)
{
    std::vector<int> evse;
    for (Site const& site : base.sites)
        evse.push_back(standing(base, site).evse);
    return evse;
}

ReadUse read_use(Scenario const& scenario, BaseLayers const& base, Work const& work)
{
    FileHashes hashes{work};
    auto const key = use_key(scenario, base, hashes);
    ReadUse read;
    if (load(*work.store, key, base.sites.size(), read)) return read;
    tbb::task_arena arena{CpuExec{scenario.run.threads}.threads()};
    read = arena.execute([&] { return fresh(scenario, base, work); });
    store(read, key, *work.store);
    return read;
}

}  // namespace laad
