// SPDX-License-Identifier: Apache-2.0
// Runs the program as a user does, and keeps what it says.
#pragma once

#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace laad {

struct Outcome {
    int exit_code{};
    std::string out;
    std::string err;
};

inline std::string contents(std::filesystem::path const& file)
{
    std::ifstream in{file, std::ios::binary};
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// Runs `laadraster <arguments>` in `folder`; `before` is shell text that comes first, e.g. a ulimit.
inline Outcome laadraster(std::filesystem::path const& folder, std::string const& arguments,
                          std::string const& before = "")
{
    auto const out = folder / "stdout.txt";
    auto const err = folder / "stderr.txt";
    std::string const command = "cd '" + folder.string() + "' && " + before + " '" LAAD_PROGRAM "' " + arguments +
                                " >'" + out.string() + "' 2>'" + err.string() + "'";
    int const status = std::system(command.c_str());
    Outcome const outcome{WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), contents(out),
                          contents(err)};
    std::filesystem::remove(out);
    std::filesystem::remove(err);
    return outcome;
}

/// Names of what lies in a folder, sorted.
inline std::string listing(std::filesystem::path const& folder)
{
    std::vector<std::string> names;
    for (auto const& entry : std::filesystem::directory_iterator{folder})
        names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    std::string text;
    for (auto const& name : names)
        text += name + " ";
    return text;
}

}  // namespace laad
