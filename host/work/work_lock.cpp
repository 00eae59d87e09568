// SPDX-License-Identifier: Apache-2.0
#include "host/work/work_lock.hpp"

#include "rasters/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace laad {

WorkLock::WorkLock(std::filesystem::path const& folder)
{
    std::error_code error;
    std::filesystem::create_directory(folder, error);
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

}  // namespace laad
