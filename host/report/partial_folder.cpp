// SPDX-License-Identifier: Apache-2.0
#include "host/report/partial_folder.hpp"

#include "rasters/error.hpp"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

namespace laad {
namespace {

namespace fs = std::filesystem;

fs::path without_trailing_slash(fs::path const& folder)
{
    fs::path const full = fs::absolute(folder).lexically_normal();
    return full.has_filename() ? full : full.parent_path();
}

fs::path const& free_name(fs::path const& target)
{
    if (fs::exists(target))
        throw OutputError{fmt::format("{} exists; choose another --out or remove it", target.string())};
    return target;
}

}  // namespace

PartialFolder::PartialFolder(fs::path const& target)
    : target_{without_trailing_slash(target)}, path_{free_name(target_).string() + ".partial"}, lock_{path_}
{
    for (auto const& entry : fs::directory_iterator{path_})
        if (entry.path().filename() != WorkLock::file_name) fs::remove_all(entry.path());
}

PartialFolder::~PartialFolder()
{
    std::error_code ignored;
    if (!published_) fs::remove_all(path_, ignored);
}

void PartialFolder::publish()
{
    fs::rename(path_, free_name(target_));
    published_ = true;
    fs::remove(target_ / WorkLock::file_name);
}

void write_text(fs::path const& file, std::string const& content)
{
    std::ofstream stream{file, std::ios::binary};
    stream << content;
    stream.close();
    if (!stream) throw OutputError{fmt::format("{}: cannot be written, is the disk full?", file.string())};
}

}  // namespace laad
