// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace laad {

/// Remembers in a work folder which files output folders were given, by what is in them, so that a later output folder
/// gets a link instead of a copy. A file whose bytes are no longer those that were written does not count.
class PublishedFiles {
  public:
    /// When a file counts as it was: of equal size and times, else by its bytes; or always by its bytes.
    enum class Check : std::uint8_t { times, bytes };

    /// `work`: the folder that keeps the list; without a name nothing is known.
    explicit PublishedFiles(std::filesystem::path const& work = {}, Check check = Check::times);

    /// Makes `target` a hard link to a file with that content and gives the hash of its bytes; nothing when there is
    /// none.
    std::string link(std::string const& content, std::filesystem::path const& target) const;
    /// Whether a file is known to have bytes of that hash without reading them.
    bool is_known(std::filesystem::path const& file, std::string const& hash) const;
    /// `file`: where it is to stay; `hash`: of its bytes.
    void add(std::string const& content, std::filesystem::path const& file, std::string const& hash);
    /// Errors  OutputError: the list cannot be written
    void save() const;

  private:
    struct Times {
        std::int64_t bytes{-1};
        std::int64_t written{};  ///< ns, when the bytes were changed
        std::int64_t changed{};  ///< ns, when anything was: what sets back the time of writing changes this one

        friend bool operator==(Times const&, Times const&) = default;
    };
    struct File {
        std::filesystem::path path;  ///< relative to the list on disk, so that a region that was moved still links
        Times times;
        std::string hash;
    };
    static Times times_of(std::filesystem::path const&);
    bool is_as_it_was(File const&) const;

    std::filesystem::path list_;
    Check check_;
    std::map<std::string, File> files_;  ///< by content
};

}  // namespace laad
