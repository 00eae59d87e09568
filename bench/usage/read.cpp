// SPDX-License-Identifier: Apache-2.0
// How long files of use take to be read and added up, and how much memory.
//     use_read LOCATIONS THREADS FILE...
// LOCATIONS as of make_cdrs; every location has 2 EVSE and is a site.
#include "host/usage/read_use.hpp"
#include "rasters/io/files/scratch_folder.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <string>

namespace {

using namespace laad;

/// Sites in a row of cells, by the ids of the locations.
BaseLayers base_of(char const* locations)
{
    BaseLayers base;
    base.grid.epsg = 28992;
    base.grid.cell_cm = 250;
    base.grid.north_cm = 50'000'000;
    base.grid.west_cm = 5'000'000;
    std::ifstream in{locations};
    for (std::string line; std::getline(in, line);) {
        Charger charger;
        charger.id = line.substr(0, line.find(';'));
        charger.cell = {0, static_cast<int>(base.chargers.size())};
        charger.at = {50'000 + 2.5 * charger.cell.col, 500'000};
        charger.evse = 2;
        charger.access = ChargerAccess::is_public;
        Site site;
        site.cell = charger.cell;
        site.evse = 2;
        site.chargers = {ChargerId{base.chargers.size()}};
        base.sites.push_back(site);
        base.chargers.push_back(charger);
    }
    base.grid.shape = {1, static_cast<int>(base.chargers.size())};
    return base;
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc < 4) {
        fmt::print(stderr, "use: use_read LOCATIONS THREADS FILE...\n");
        return 2;
    }
    ScratchFolder const folder;
    Work const work{folder.path()};
    BaseLayers const base = base_of(argv[1]);
    Scenario scenario;
    scenario.file = folder.path() / "region.toml";
    scenario.chargers.id_field = "id";
    scenario.run.threads = std::atoi(argv[2]);
    std::uintmax_t bytes = 0;
    for (int i = 3; i < argc; ++i) {
        scenario.usage.files.emplace_back().file = argv[i];
        bytes += std::filesystem::file_size(argv[i]);
    }
    auto const begin = std::chrono::steady_clock::now();
    ReadUse const read = read_use(scenario, base, work);
    std::chrono::duration<double> const took = std::chrono::steady_clock::now() - begin;
    std::int64_t rows = 0;
    std::int64_t used = 0;
    for (UseSource const& source : read.use.sources) {
        rows += source.rows;
        used += source.used;
        for (auto const* reasons : {&source.set_aside, &source.noticed})
            for (UseReason const& reason : *reasons)
                fmt::print("  {}: {} {}\n", source.file, reason.rows, reason.reason);
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print("{} rows, {} used, {:.1f} GB, {:.1f} s ({:.2f} M rows/s), {} s of CPU, at most {} MiB\n", rows, used,
               static_cast<double>(bytes) * 1e-9, took.count(), static_cast<double>(rows) * 1e-6 / took.count(),
               usage.ru_utime.tv_sec + usage.ru_stime.tv_sec, usage.ru_maxrss / 1024);
    return 0;
}
