// SPDX-License-Identifier: Apache-2.0
#include "host/present/folder.hpp"

#include "rasters/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdio.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
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

namespace {

fs::path set_aside_name(fs::path const& target)
{
    return target.string() + ".laadraster-before";
}

/// What was written in the file system of a folder, so that a power cut after the exchange leaves the new files.
void to_disk(fs::path const& folder)
{
    int const file = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0) return;
    syncfs(file);
    close(file);
}

/// The names of two folders change places. Errors  OutputError
void exchange(fs::path const& fresh, fs::path const& target)
{
    if (renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, target.c_str(), RENAME_EXCHANGE) == 0) return;
    if (errno != EINVAL && errno != ENOSYS)
        throw OutputError{fmt::format("{}: cannot be replaced ({})", target.string(), std::strerror(errno))};
    fs::path const before = set_aside_name(target);
    fs::rename(target, before);
    fs::rename(fresh, target);
    fs::rename(before, fresh);
}

}  // namespace

void finish_replacing(fs::path const& named)
{
    fs::path const target = without_trailing_slash(named);
    fs::path const before = set_aside_name(target);
    if (!fs::is_directory(fs::symlink_status(before))) return;
    std::error_code error;
    if (fs::exists(target)) {  // the new folder is in its place, with all that is to be kept
        if (fs::exists(before / WorkLock::file_name)) fs::remove_all(before, error);
        return;
    }
    fs::rename(before, target, error);
    if (error) throw OutputError{fmt::format("{}: cannot be renamed ({})", before.string(), error.message())};
}

void replace_folder(fs::path const& named, std::function<void(fs::path const&)> const& fill)
{
    fs::path const target = without_trailing_slash(named);
    auto const status = fs::symlink_status(target);
    if (!fs::exists(status)) return make_folder(target, fill);
    if (!fs::is_directory(status))
        throw OutputError{fmt::format("{} is a link or no folder; move it, or name another folder", target.string())};
    check_length(target);
    OwnFolder const fresh{partial_of(target)};
    auto const give_up = [&] {
        std::error_code ignored;
        fs::remove(target / WorkLock::file_name, ignored);
        fresh.remove();
    };
    try {
        fresh.clear();
        fill(fresh.path());
        to_disk(fresh.path());
        // With the mark what is there now can be removed, also by a later call when this one is ended.
        fs::copy_file(fresh.path() / WorkLock::file_name, target / WorkLock::file_name,
                      fs::copy_options::overwrite_existing);
        exchange(fresh.path(), target);
        fs::remove(target / WorkLock::file_name);
        fresh.remove();
    } catch (fs::filesystem_error const& error) {
        give_up();
        throw OutputError{fmt::format("{}: {}", target.string(), error.what())};
    } catch (...) {
        give_up();
        throw;
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
