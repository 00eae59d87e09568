// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace laad {

/// Remembers in a work folder which files output folders were given, by what is in them, so that a later output folder
/// gets a link instead of a copy. A file that was changed or removed since does not count.
class PublishedFiles {
  public:
    /// `list`: a JSON file, absent at first. Without a name nothing is known.
    explicit PublishedFiles(std::filesystem::path const& list);

    /// Makes `target` a hard link to a file with that content; false when there is none.
    bool link(std::string const& content, std::filesystem::path const& target) const;
    /// `file`: where it is to stay.
    void add(std::string const& content, std::filesystem::path const& file);
    /// Errors  OutputError: the list cannot be written
    void save() const;

  private:
    struct File {
        std::filesystem::path path;  ///< relative to the list on disk, so that a region that was moved still links
        std::int64_t bytes{};
        std::int64_t written{};  ///< time of the last change
    };
    static bool is_as_it_was(File const&);

    std::filesystem::path list_;
    std::map<std::string, File> files_;
};

}  // namespace laad
