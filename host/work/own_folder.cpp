// SPDX-License-Identifier: Apache-2.0
#include "host/work/own_folder.hpp"

#include "rasters/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>
#include <system_error>

namespace laad {
namespace {

namespace fs = std::filesystem;

// In the lock file, which is the first file that is made.
constexpr std::string_view mark = "laadraster made this folder and may remove all that is in it";

bool is_there(fs::path const& path)
{
    return fs::exists(fs::symlink_status(path));
}

bool is_marked(fs::path const& folder)
{
    auto const file = folder / WorkLock::file_name;
    if (!fs::is_regular_file(fs::symlink_status(file))) return false;
    std::ifstream stream{file};
    std::string line;
    return std::getline(stream, line) && line == mark;
}

/// Also of a run that was killed before it could write the mark.
bool holds_nothing(fs::path const& folder)
{
    return std::all_of(fs::directory_iterator{folder}, fs::directory_iterator{}, [](fs::directory_entry const& entry) {
        return entry.path().filename() == WorkLock::file_name && fs::is_regular_file(entry.symlink_status()) &&
               entry.file_size() == 0;
    });
}

}  // namespace

WorkLock::WorkLock(fs::path const& folder)
{
    std::error_code error;
    fs::create_directory(folder, error);
    if (error)
        throw OutputError{fmt::format("{}: cannot be made ({}), does its parent folder exist and may you write there?",
                                      folder.string(), error.message())};
    auto const file = folder / file_name;
    file_ = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (file_ < 0) throw OutputError{fmt::format("{}: cannot be written ({})", file.string(), std::strerror(errno))};
    if (flock(file_, LOCK_EX | LOCK_NB) == 0) return;
    close(file_);
    throw OutputError{
        fmt::format("{} is in use by another run; wait for it, or choose another folder", folder.string())};
}

WorkLock::~WorkLock()
{
    close(file_);
}

OwnFolder::OwnFolder(fs::path const& folder) : path_{check(folder)}, is_new_{!is_there(path_)}, lock_{path_}
{
    if (is_marked(path_)) return;
    auto const file = path_ / WorkLock::file_name;
    std::ofstream stream{file};
    stream << mark << '\n';
    stream.close();
    if (!stream) throw OutputError{fmt::format("{}: cannot be written, is the disk full?", file.string())};
}

fs::path OwnFolder::check(fs::path const& folder)
{
    fs::path const path = without_trailing_slash(folder);
    auto const status = fs::symlink_status(path);
    if (!fs::exists(status)) return path;
    if (fs::is_symlink(status))
        throw OutputError{fmt::format(
            "{} is a symbolic link (laadraster removes what is in this folder, and does so through no link); remove "
            "the link, or name another folder",
            path.string())};
    if (!fs::is_directory(status))
        throw OutputError{fmt::format("{} is no folder; move it, or name another folder", path.string())};
    if (!is_marked(path) && !holds_nothing(path))
        throw OutputError{fmt::format(
            "{} holds files, and this laadraster did not make it (it lacks the mark in {}), so nothing in it is "
            "touched; move it or name another folder. One that an earlier laadraster made may be removed",
            path.string(), WorkLock::file_name)};
    return path;
}

void OwnFolder::clear() const
{
    for (auto const& entry : fs::directory_iterator{path_})
        if (entry.path().filename() != WorkLock::file_name) fs::remove_all(entry.path());
}

void OwnFolder::remove() const noexcept
{
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

fs::path without_trailing_slash(fs::path const& folder)
{
    fs::path const full = fs::absolute(folder).lexically_normal();
    return full.has_filename() ? full : full.parent_path();
}

void make_subfolder(fs::path const& folder)
{
    if (fs::is_symlink(fs::symlink_status(folder)))
        throw OutputError{fmt::format(
            "{} is a symbolic link (files in it are removed, and that is done through no link); put a folder there",
            folder.string())};
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) throw OutputError{fmt::format("{}: cannot be made ({})", folder.string(), error.message())};
}

}  // namespace laad
