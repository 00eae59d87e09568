// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/error.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

namespace laad {

/// A folder for what nobody keeps, gone at the end. Where: TMPDIR, else /tmp.
class ScratchFolder {
  public:
    ScratchFolder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "laadraster-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr)
            throw OutputError{name + ": cannot be made; set TMPDIR to a folder where you may write"};
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
