// SPDX-License-Identifier: Apache-2.0
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

}  // namespace laad
