// SPDX-License-Identifier: Apache-2.0
// All of an output file or nothing of it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace laad {

/// The `<file>.laadraster-unfinished` that is written next to `file` and then renamed to it. Until `publish` succeeds
/// the destructor removes it, with whatever a library left beside it: names that begin with it, as no file of a user
/// does.
class UnfinishedFile {
  public:
    explicit UnfinishedFile(std::filesystem::path file);
    ~UnfinishedFile();
    UnfinishedFile(UnfinishedFile const&) = delete;
    UnfinishedFile& operator=(UnfinishedFile const&) = delete;

    std::string path() const { return unfinished_.string(); }
    void publish();  ///< throws OutputError when the name cannot be taken

  private:
    void remove_all() const noexcept;

    std::filesystem::path file_;
    std::filesystem::path unfinished_;
};

/// Writes a file, all of it or nothing. Errors  OutputError
void write_whole_file(std::filesystem::path const& file, std::span<std::byte const> content);
void write_whole_file(std::filesystem::path const& file, std::string_view content);

}  // namespace laad
