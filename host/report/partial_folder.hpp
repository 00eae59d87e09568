// SPDX-License-Identifier: Apache-2.0
// An output folder that appears whole or not at all.
#pragma once

#include "host/run/work_lock.hpp"

#include <filesystem>
#include <string>

namespace laad {

/// The folder `<target>.partial` beside an output folder: what an interrupted run left there goes first, and what is
/// not published goes too.
class PartialFolder {
  public:
    /// Errors  OutputError: the target exists, another run writes it, the folder cannot be made
    explicit PartialFolder(std::filesystem::path const& target);
    ~PartialFolder();
    PartialFolder(PartialFolder const&) = delete;
    PartialFolder& operator=(PartialFolder const&) = delete;

    std::filesystem::path const& path() const { return path_; }
    /// Gives the folder its name. Errors  OutputError: the name was taken in the meantime
    void publish();

  private:
    std::filesystem::path target_;
    std::filesystem::path path_;
    WorkLock lock_;
    bool published_{false};
};

/// Errors  OutputError: cannot be written
void write_text(std::filesystem::path const& file, std::string const& content);

}  // namespace laad
