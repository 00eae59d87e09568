// SPDX-License-Identifier: Apache-2.0
#include "host/cli/commands.hpp"
#include "host/cli/say.hpp"
#include "host/region/region_folder.hpp"
#include "host/report/changes.hpp"
#include "host/report/explain.hpp"
#include "kernels/executor.hpp"
#include "rasters/io/files/region_crs.hpp"

#include <unistd.h>
#include <thread>

namespace laad {

void explain_command(std::filesystem::path const& folder, std::string const& candidate)
{
    say("{}", explain(folder, candidate));
}

void why_command(std::filesystem::path const& folder, std::string const& layer)
{
    say("{}", why(plan_of(folder), layer));
}

void add_prognosis_command(std::filesystem::path const& region, NewPrognosis const& prognosis)
{
    AddedPrognosis const added = add_prognosis(region, prognosis);
    StoredPrognosis const& stored = added.stored;
    if (added.was_there) {
        say("{} is in the store already, as version {} of {} ({}); nothing to do\n", prognosis.file.string(),
            stored.label.version, stored.label.date, stored.file);
        return;
    }
    say("version {} of {} is stored: {} rows for {}\n", stored.label.version, stored.label.date, added.rows,
        added.in_words);
    say("to use it, write in region.toml under [prognosis]: file = \"{}/{}\"\n", store_folder, stored.file);
}

void list_prognoses_command(std::filesystem::path const& region)
{
    auto const versions = list_prognoses(region);
    if (versions.empty()) say("no prognosis is stored; `laadraster prognosis add` stores one\n");
    for (auto const& [one, in_use] : versions)
        say("{:<12} {}  CBS {}  {}  {}{}{}\n", one.label.version, one.label.date, one.cbs_year, one.file,
            one.label.source, one.illustrative ? ", ILLUSTRATIVE" : "", in_use ? "  (in use)" : "");
}

void doctor_command()
{
    double const memory_gib = static_cast<double>(sysconf(_SC_PHYS_PAGES)) *
                              static_cast<double>(sysconf(_SC_PAGE_SIZE)) / (1024.0 * 1024 * 1024);
    say("laadraster {}\n", LAAD_VERSION);
    for (auto const& [what, version] : library_versions())
        say("{:<10} {}\n", what, version);
    say("RD New     {}\n", rd_transformation());
    say("memory     {:.1f} GiB, {} threads\n", memory_gib, std::thread::hardware_concurrency());
    CudaDevices const cuda = cuda_devices();
    if (cuda.devices.empty()) say("GPU        none ({}); everything runs on the CPU\n", cuda.why_none);
    for (CudaDevice const& device : cuda.devices)
        say("GPU        cuda:{} {}, {:.1f} GiB, {} multiprocessors\n", device.ordinal, device.name,
            static_cast<double>(device.memory_bytes) / (1024.0 * 1024 * 1024), device.multiprocessors);
}

}  // namespace laad
