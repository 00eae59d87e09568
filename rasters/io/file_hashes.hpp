// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace laad {

/// Hashes of files, kept in a book from run to run: a file of the same size, that was not written since, is not read
/// again.
class FileHashes {
  public:
    /// `book`: a file, absent at first. Without one every file is read.
    explicit FileHashes(std::filesystem::path book = {});

    /// Errors  InputError: it cannot be read
    std::string of(std::filesystem::path const& file);
    /// Errors  OutputError: the book cannot be written
    void save() const;

  private:
    struct Entry {
        std::string hash;
        std::uintmax_t bytes{};
        std::int64_t written{};  ///< when, in the clock of the file system
    };

    std::filesystem::path book_;
    std::map<std::string, Entry> entries_;
};

}  // namespace laad
