// SPDX-License-Identifier: Apache-2.0
// Tables in a folder of their own, for tests of readers; and what a reader says about them.
#pragma once

#include "rasters/error.hpp"

#include <gtest/gtest.h>

#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <string>

namespace laad {

class Folder {
  public:
    Folder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "laad-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no temporary folder"};
        path_ = name;
    }
    ~Folder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;

    std::filesystem::path file(std::string const& name) const { return path_ / name; }
    std::filesystem::path write(std::string const& name, std::string const& content) const
    {
        std::ofstream{file(name)} << content;
        return file(name);
    }

  private:
    std::filesystem::path path_;
};

/// The message of the InputError that `read` throws; empty when it throws none.
template <class Read>
std::string input_error(Read read)
{
    try {
        read();
    } catch (InputError const& error) {
        return error.what();
    }
    return "";
}

}  // namespace laad
