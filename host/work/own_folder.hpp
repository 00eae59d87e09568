// SPDX-License-Identifier: Apache-2.0
// The folders in which laadraster removes and replaces what it likes, and how it knows them from those of others.
#pragma once

#include <filesystem>

namespace laad {

/// Keeps a folder to one run at a time. The lock goes with the process, however it ends.
class WorkLock {
  public:
    static constexpr char const* file_name{"lock"};

    /// Makes the folder when it is absent.
    /// Errors  OutputError: it cannot be made, or another run uses it
    explicit WorkLock(std::filesystem::path const& folder);
    ~WorkLock();
    WorkLock(WorkLock const&) = delete;
    WorkLock& operator=(WorkLock const&) = delete;

  private:
    int file_{-1};
};

/// A folder that laadraster made, or that was empty: the first file written into it says so. Nothing is ever removed
/// from another one, nor through a symbolic link. Kept to one run at a time.
class OwnFolder {
  public:
    /// Makes the folder, or goes on in one that is there.
    /// Errors  OutputError: as check; it cannot be made; another run uses it
    explicit OwnFolder(std::filesystem::path const& folder);

    /// The folder, without what may follow its name.
    /// Errors  OutputError: it is a symbolic link, is no folder, or holds what laadraster did not put there
    static std::filesystem::path check(std::filesystem::path const& folder);

    std::filesystem::path const& path() const { return path_; }
    bool is_new() const { return is_new_; }  ///< it was not there before
    /// Removes what is in it.
    /// Errors  OutputError: something cannot be removed
    void clear() const;
    /// Removes it with all that is in it.
    void remove() const noexcept;

  private:
    std::filesystem::path path_;
    bool is_new_;
    WorkLock lock_;
};

/// A folder as named by the user, without what may follow the name: `plan/` is `plan`.
std::filesystem::path without_trailing_slash(std::filesystem::path const& folder);

/// Makes a folder inside an own folder, unless it is there.
/// Errors  OutputError: it is a symbolic link, or cannot be made
void make_subfolder(std::filesystem::path const& folder);

}  // namespace laad
