// SPDX-License-Identifier: Apache-2.0
#include "host/present/folder.hpp"

#include "rasters/error.hpp"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

namespace laad {
namespace {

namespace fs = std::filesystem;

/// With room for what is put behind the name, and for the longest name of a file in the folder.
void check_length(fs::path const& target)
{
    constexpr std::size_t longest_name = 255;
    constexpr std::size_t longest_path = 4095;
    constexpr std::size_t behind = 8;   // .partial
    constexpr std::size_t inside = 80;  // /rasters/demand_density.tif.laadraster-unfinished-journal
    std::size_t const name = target.filename().string().size();
    std::size_t const path = target.string().size();
    if (name + behind > longest_name || path + behind + inside > longest_path)
        throw OutputError{
            fmt::format("{}: the name is too long ({} bytes, {} with its folders; at most {} and {}); "
                        "choose a shorter --out",
                        target.string(), name, path, longest_name - behind, longest_path - behind - inside)};
}

fs::path const& free_name(fs::path const& target)
{
    check_length(target);
    if (fs::exists(fs::symlink_status(target)))
        throw OutputError{fmt::format("{} exists; choose another --out or remove it", target.string())};
    return target;
}

fs::path partial_of(fs::path const& target)
{
    return target.string() + ".partial";
}

}  // namespace

PartialFolder::PartialFolder(fs::path const& target)
    : target_{without_trailing_slash(target)}, folder_{partial_of(free_name(target_))}
{
    folder_.clear();
}

void PartialFolder::check(fs::path const& target)
{
    OwnFolder::check(partial_of(free_name(without_trailing_slash(target))));
}

PartialFolder::~PartialFolder()
{
    if (!published_) folder_.remove();
}

void PartialFolder::publish()
{
    fs::rename(path(), free_name(target_));
    published_ = true;
    fs::remove(target_ / WorkLock::file_name);
}

void make_folder(fs::path const& target, std::function<void(fs::path const&)> const& fill)
{
    try {
        PartialFolder partial{target};
        fill(partial.path());
        partial.publish();
    } catch (fs::filesystem_error const& error) {
        throw OutputError{fmt::format("{}: {}", target.string(), error.what())};
    }
}

void write_text(fs::path const& file, std::string_view content)
{
    std::ofstream stream{file, std::ios::binary};
    stream << content;
    stream.close();
    if (!stream) throw OutputError{fmt::format("{}: cannot be written, is the disk full?", file.string())};
}

}  // namespace laad
