// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/error.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

namespace laad {

/// A folder for what nobody keeps, gone at the end. Where: in `parent`; TMPDIR, else /tmp, when none is given.
class ScratchFolder {
  public:
    explicit ScratchFolder(std::filesystem::path const& parent = std::filesystem::temp_directory_path())
    {
        std::string name = (parent / "laadraster-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr)
            throw OutputError{name + ": cannot be made; may you write there? (TMPDIR names another folder than /tmp)"};
        path_ = name;
    }
    ~ScratchFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    ScratchFolder(ScratchFolder const&) = delete;
    ScratchFolder& operator=(ScratchFolder const&) = delete;

    std::filesystem::path const& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace laad
