// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/work/work.hpp"
#include "rasters/io/files/archive.hpp"

#include <cstdint>
#include <string>

namespace laad {

/// Remembers in a work folder which files output folders were given, by what is in them, so that a later output folder
/// gets a link instead of a copy. A file whose bytes are no longer those that were written does not count.
class PublishedFiles {
  public:
    /// When a file counts as it was: of equal size and times, else by its bytes; or always by its bytes.
    enum class Check : std::uint8_t { times, bytes };

    PublishedFiles() = default;  ///< nothing is known
    explicit PublishedFiles(Work const& work, Check check = Check::times)
        : store_{work.store}, folder_{std::filesystem::absolute(work.folder).lexically_normal()}, check_{check}
    {
    }

    /// Whether there is a file with that content.
    bool has(std::string const& content) const;
    /// Makes `target` a hard link to a file with that content and gives the hash of its bytes; nothing when there is
    /// none.
    std::string link(std::string const& content, std::filesystem::path const& target) const;
    /// Whether a file is known to have bytes of that hash without reading them.
    bool is_known(std::filesystem::path const& file, std::string const& hash) const;
    /// `file`: where it is to stay; `hash`: of its bytes. Errors  OutputError: cannot be kept
    void add(std::string const& content, std::filesystem::path const& file, std::string const& hash);
    /// Forgets files that are gone. Errors  OutputError: cannot be written
    void forget_gone();

  private:
    struct Times {
        std::int64_t bytes{-1};
        std::int64_t written{};  ///< ns, when the bytes were changed
        std::int64_t changed{};  ///< ns, when anything was: what sets back the time of writing changes this one

        friend bool operator==(Times const&, Times const&) = default;
    };
    struct File {
        std::string path;  ///< from the work folder, so that a region that was moved still links
        Times times;
        std::string hash;
    };
    friend auto fields(Is<File> auto& v) { return std::tie(v.path, v.times, v.hash); }

    static Times times_of(std::filesystem::path const&);
    std::filesystem::path path_of(File const& file) const { return (folder_ / file.path).lexically_normal(); }
    bool is_as_it_was(File const&) const;
    template <class Use>
    void for_each(Use) const;

    std::shared_ptr<KeyedStore> store_;
    std::filesystem::path folder_;
    Check check_{};
};

}  // namespace laad
