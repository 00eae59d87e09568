// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/files/positioned_file.hpp"

#include "rasters/error.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>
#include <cerrno>
#include <system_error>
#include <utility>

namespace laad {

PositionedFile::PositionedFile(std::filesystem::path const& file, std::string name)
    : descriptor_{::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)}, name_{std::move(name)}
{
    if (descriptor_ < 0) refuse(errno);
}

PositionedFile::~PositionedFile()
{
    if (descriptor_ >= 0) ::close(descriptor_);
}

PositionedFile::PositionedFile(PositionedFile&& other) noexcept
    : descriptor_{std::exchange(other.descriptor_, -1)}, name_{std::move(other.name_)}
{
}

struct stat PositionedFile::status() const
{
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0) refuse(errno);
    return status;
}

void PositionedFile::resize(std::int64_t bytes)
{
    if (::ftruncate(descriptor_, bytes) != 0) refuse(errno);
}

void PositionedFile::write(std::int64_t offset, std::span<std::byte const> bytes)
{
    while (!bytes.empty()) {
        ssize_t const written = ::pwrite(descriptor_, bytes.data(), bytes.size(), offset);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) refuse(written < 0 ? errno : ENOSPC);
        offset += written;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
}

bool PositionedFile::read(std::int64_t offset, std::span<std::byte> bytes) const
{
    while (!bytes.empty()) {
        ssize_t const got = ::pread(descriptor_, bytes.data(), bytes.size(), offset);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        offset += got;
        bytes = bytes.subspan(static_cast<std::size_t>(got));
    }
    return true;
}

void PositionedFile::discard(std::int64_t offset, std::int64_t bytes)
{
    static_cast<void>(::fallocate(descriptor_, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, offset, bytes));
}

std::int64_t PositionedFile::bytes_on_disk() const
{
    return std::int64_t{status().st_blocks} * 512;
}

bool PositionedFile::lock()
{
    return ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0;
}

void PositionedFile::close()
{
    if (::close(std::exchange(descriptor_, -1)) != 0) refuse(errno);
}

void PositionedFile::refuse(int error) const
{
    throw OutputError{name_ + ": cannot be written (" + std::system_category().message(error) +
                      "); is there room, and may you write there?"};
}

MappedFile::MappedFile(std::filesystem::path const& file)
{
    std::error_code error;
    auto const size = std::filesystem::file_size(file, error);
    int const descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (!error && size > 0 && descriptor >= 0) {
        void* const bytes = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
        if (bytes != MAP_FAILED) bytes_ = {static_cast<std::byte const*>(bytes), size};
    }
    if (descriptor >= 0) close(descriptor);
}

MappedFile::~MappedFile()
{
    if (!bytes_.empty()) munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
}

}  // namespace laad
