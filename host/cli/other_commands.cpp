// SPDX-License-Identifier: Apache-2.0
#include "host/cli/commands.hpp"
#include "host/cli/say.hpp"
#include "host/region/region_folder.hpp"
#include "host/report/changes.hpp"
#include "host/report/explain.hpp"
#include "host/scenario/parse.hpp"
#include "kernels/executor.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/versions.hpp"

#include <fmt/format.h>

#include <unistd.h>
#include <fstream>
#include <thread>

namespace laad {

int explain_command(std::filesystem::path const& folder, std::string const& candidate)
{
    say("{}", explain(folder, candidate));
    return 0;
}

int why_command(std::filesystem::path const& folder, std::string const& layer)
{
    say("{}", why(plan_of(folder), layer));
    return 0;
}

int doctor_command()
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
    return 0;
}

int init_command(std::filesystem::path const& file)
{
    if (std::filesystem::exists(std::filesystem::symlink_status(file)))
        throw OutputError{file.string() + " exists; give another name"};
    if (std::error_code failed; file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), failed);
    std::ofstream out{file};
    out << starter_toml();
    out.close();
    if (!out) throw OutputError{file.string() + ": cannot be written; is the folder there and writable?"};
    say("{} written; fill in your files, then run: laadraster inspect {}\n", file.string(), file.string());
    return 0;
}

}  // namespace laad
