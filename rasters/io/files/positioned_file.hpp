// SPDX-License-Identifier: Apache-2.0
// A file whose bytes are read and written at given places, by several threads at once.
#pragma once

#include <sys/stat.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace laad {

/// Every failure to write is one OutputError that begins with `name`: the file as the user knows it.
class PositionedFile {
  public:
    /// Opens `file` for reading and writing, and makes it when it is absent.
    PositionedFile(std::filesystem::path const& file, std::string name);
    ~PositionedFile();
    PositionedFile(PositionedFile&&) noexcept;

    std::string const& name() const { return name_; }
    std::int64_t size() const { return status().st_size; }
    void resize(std::int64_t bytes);
    void write(std::int64_t offset, std::span<std::byte const>);
    /// Whether all of it could be read: false when the file is shorter or the disk fails.
    bool read(std::int64_t offset, std::span<std::byte>) const;
    /// Gives the disk space back, where the file system can; the bytes are zero from then on.
    void discard(std::int64_t offset, std::int64_t bytes);
    std::int64_t bytes_on_disk() const;  ///< without those that were given back
    /// Whether the file is now locked by this object: false when another one, of whatever process, holds the lock.
    bool lock();
    void close();  ///< closing can still find that the disk is full

  private:
    struct stat status() const;
    [[noreturn]] void refuse(int error) const;

    int descriptor_{-1};
    std::string name_;
};

/// The bytes of a file that nobody changes; pages are read when they are looked at.
class MappedFile {
  public:
    explicit MappedFile(std::filesystem::path const& file);  ///< without bytes when it cannot be read
    ~MappedFile();
    MappedFile(MappedFile const&) = delete;
    MappedFile& operator=(MappedFile const&) = delete;

    std::span<std::byte const> bytes() const { return bytes_; }

  private:
    std::span<std::byte const> bytes_;
};

}  // namespace laad
