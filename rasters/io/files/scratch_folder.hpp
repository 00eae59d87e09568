// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/error.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

namespace laad {

/// TMPDIR, else /tmp. Errors  OutputError: there is no such folder
inline std::filesystem::path temporary_files()
{
    std::error_code problem;
    auto folder = std::filesystem::temp_directory_path(problem);
    if (problem) throw OutputError{"TMPDIR names no folder (" + problem.message() + "); set it to one with room"};
    return folder;
}

/// A folder for what nobody keeps, gone at the end.
class ScratchFolder {
  public:
    explicit ScratchFolder(std::filesystem::path const& parent = temporary_files())
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

/// The scratch folder of this process: made when it is first asked for, gone when the program ends, also when it ends
/// because of a signal it looks for.
std::filesystem::path const& process_scratch();

}  // namespace laad
