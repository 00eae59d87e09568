// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace laad {

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
