// SPDX-License-Identifier: Apache-2.0
#include "host/plan_folder/public_rasters.hpp"

#include "host/plan_folder/public_tables.hpp"
#include "rasters/error.hpp"

#include <system_error>

namespace laad {

namespace fs = std::filesystem;

void link_or_copy(fs::path const& from, fs::path const& to)
{
    std::error_code failed;
    fs::create_hard_link(from, to, failed);  // not across file systems
    if (failed) fs::copy_file(from, to, failed);
    if (failed) throw OutputError{to.string() + ": cannot be written (" + failed.message() + "); is there room?"};
}

void link_public_rasters(StoredPlan const& plan, fs::path const& folder)
{
    fs::create_directory(folder);
    for (auto const& entry : fs::directory_iterator{plan.path / plan_files::rasters}) {
        fs::path const& file = entry.path();
        if (file.extension() == ".tif" && !PublicTables::is_private_raster(file.stem().string()))
            link_or_copy(file, folder / file.filename());
    }
}

}  // namespace laad
