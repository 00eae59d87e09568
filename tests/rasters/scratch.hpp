// SPDX-License-Identifier: Apache-2.0
// A folder of its own for each test, and what tests of messages need.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace laad {

/// A fixture whose folder is made for the test and removed with it.
class Scratch : public testing::Test {
  protected:
    Scratch()
    {
        auto const* test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::temp_directory_path() /
                  ("laad_" + std::to_string(getpid()) + "_" + test->test_suite_name() + "_" + test->name());
        std::filesystem::create_directories(folder_);
    }
    ~Scratch() override { std::filesystem::remove_all(folder_); }

    std::filesystem::path path(std::string const& name) const { return folder_ / name; }

    std::filesystem::path write(std::string const& name, std::string const& content) const
    {
        std::ofstream{path(name), std::ios::binary} << content;
        return path(name);
    }

    std::vector<std::string> files() const
    {
        std::vector<std::string> names;
        for (auto const& entry : std::filesystem::directory_iterator{folder_})
            names.push_back(entry.path().filename().string());
        std::sort(names.begin(), names.end());
        return names;
    }

  private:
    std::filesystem::path folder_;
};

inline std::string content_of(std::filesystem::path const& file)
{
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// The message of the Error that `act` throws; the test fails when it throws none.
template <class Error, class Act>
std::string message_of(Act act)
{
    try {
        act();
    } catch (Error const& error) {
        return error.what();
    }
    ADD_FAILURE() << "no error was thrown";
    return "";
}

}  // namespace laad
