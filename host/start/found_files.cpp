// SPDX-License-Identifier: Apache-2.0
#include "host/start/found_files.hpp"

#include "rasters/error.hpp"
#include "rasters/interrupt.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace laad {
namespace {

namespace fs = std::filesystem;

/// Files that belong to another one, and documents.
constexpr std::array ignored{".shx", ".prj", ".cpg",  ".qix",  ".sbn", ".sbx", ".fix",      ".dat",      ".id",
                             ".map", ".ind", ".gfs",  ".xsd",  ".qml", ".qgs", ".qgz",      ".sld",      ".lyr",
                             ".pdf", ".md",  ".html", ".docx", ".png", ".jpg", ".gpkg-wal", ".gpkg-shm", ".toml"};

bool is_data(fs::path const& file)
{
    std::string const extension = lower(file.extension().string());
    if (file.filename().string().starts_with('.') || std::ranges::find(ignored, extension) != ignored.end())
        return false;
    bool const is_of_shapefile = extension == ".dbf" && (fs::exists(fs::path{file}.replace_extension(".shp")) ||
                                                         fs::exists(fs::path{file}.replace_extension(".SHP")));
    return !is_of_shapefile;
}

bool is_data_folder(fs::path const& folder)
{
    return lower(folder.extension().string()) == ".gdb";
}

/// What `inspect`, `coverage` and `run` made, and folders that are hidden.
bool is_passed_over(fs::path const& folder)
{
    return folder.filename().string().starts_with('.') || fs::exists(folder / "set_aside.csv");
}

std::vector<fs::path> data_files(fs::path const& folder)
{
    std::vector<fs::path> files;
    for (fs::recursive_directory_iterator at{folder, fs::directory_options::skip_permission_denied}, end; at != end;
         ++at) {
        if (at->is_directory()) {
            if (is_data_folder(at->path())) files.push_back(at->path());
            if (is_data_folder(at->path()) || is_passed_over(at->path())) at.disable_recursion_pending();
        } else if (at->is_regular_file() && is_data(at->path())) {
            files.push_back(at->path());
        }
    }
    std::ranges::sort(files);
    return files;
}

}  // namespace

std::vector<FoundFile> look_into(fs::path const& folder, std::vector<Recipe> const& recipes)
{
    if (!fs::is_directory(folder))
        throw InputError{folder.string() + ": is no folder; name the folder with the files that you downloaded"};
    std::vector<FoundFile> found;
    for (auto const& file : data_files(folder)) {
        stop_if_interrupted();
        FoundFile one{file};
        try {
            one.content = contents_of(file);
            for (Recipe const& recipe : recipes)
                if (RecipeMatch{recipe, one.content}.is_recognised()) one.recipes.push_back(&recipe);
        } catch (InputError const& error) {
            one.problem = error.what();
        }
        found.push_back(std::move(one));
    }
    return found;
}

}  // namespace laad
