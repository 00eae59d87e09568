// SPDX-License-Identifier: Apache-2.0
#include "host/region/region_folder.hpp"

#include "rasters/error.hpp"
#include "rasters/io/files/unfinished_file.hpp"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

namespace laad {

namespace fs = std::filesystem;

RegionFolder::RegionFolder(fs::path folder) : folder_{std::move(folder)}
{
    if (!fs::is_directory(folder_))
        throw InputError{fmt::format("{}: is no folder; give the folder that holds region.toml", folder_.string())};
    if (!fs::exists(toml()))
        throw InputError{
            fmt::format("{}: holds no region.toml; `laadraster init` writes one to start from", folder_.string())};
    auto const link = fs::symlink_status(latest());
    if (fs::exists(link) && !fs::is_symlink(link))
        throw OutputError{fmt::format(
            "{} is no link to a plan (was the folder copied with its links followed?); move it away: the next update "
            "makes the link anew",
            latest().string())};
    std::ifstream stream{program_file()};
    std::string program;
    if (stream && std::getline(stream, program) && program != LAAD_VERSION)
        throw InputError{fmt::format(
            "{}: was made by laadraster {}, this is {}; remove {} (plans and prognoses stay), the next update fills it "
            "again",
            folder_.string(), program, LAAD_VERSION, work().string())};
}

void RegionFolder::sign() const
{
    write_whole_file(program_file(), std::string{LAAD_VERSION} + "\n");
}

fs::path RegionFolder::new_plan(std::string const& name) const
{
    fs::path const plans = folder_ / "plans";
    std::error_code error;
    fs::create_directories(plans, error);
    if (error) throw OutputError{fmt::format("{}: cannot be made ({})", plans.string(), error.message())};
    int number = 1;
    while (fs::exists(fs::symlink_status(plan(name, number))))
        ++number;
    return plan(name, number);
}

fs::path RegionFolder::plan(std::string const& name, int number) const
{
    return folder_ / "plans" / (number == 1 ? name : fmt::format("{}-{}", name, number));
}

std::vector<fs::path> RegionFolder::plans(std::string const& name) const
{
    std::vector<fs::path> all;
    std::error_code absent;
    if (auto const latest_plan = fs::read_symlink(latest(), absent); !absent) all.push_back(folder_ / latest_plan);
    for (int number = 1; fs::is_directory(plan(name, number)); ++number)
        all.push_back(plan(name, number));
    return all;
}

bool RegionFolder::is_latest(fs::path const& plan) const
{
    std::error_code absent;
    return fs::equivalent(latest(), plan, absent) && !absent;
}

void RegionFolder::set_latest(fs::path const& plan) const
{
    fs::path const fresh = folder_ / "latest.laadraster-unfinished";
    std::error_code error;
    if (fs::is_symlink(fs::symlink_status(fresh))) fs::remove(fresh, error);  // of an update that was killed
    fs::create_directory_symlink(plan.lexically_relative(folder_), fresh, error);
    if (!error) fs::rename(fresh, latest(), error);
    if (error) throw OutputError{fmt::format("{}: cannot be made ({})", latest().string(), error.message())};
}

fs::path plan_of(fs::path const& folder)
{
    return fs::exists(folder / "region.toml") && fs::exists(folder / "latest") ? folder / "latest" : folder;
}

}  // namespace laad
