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

/// Runs a command of the shell in `folder`.
inline Outcome ran(std::filesystem::path const& folder, std::string const& command)
{
    auto const out = folder / "stdout.txt";
    auto const err = folder / "stderr.txt";
    std::string const whole =
        "cd '" + folder.string() + "' && " + command + " >'" + out.string() + "' 2>'" + err.string() + "'";
    int const status = std::system(whole.c_str());
    Outcome const outcome{WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), contents(out),
                          contents(err)};
    std::filesystem::remove(out);
    std::filesystem::remove(err);
    return outcome;
}

/// Runs `laadraster <arguments>` in `folder`, in English unless they say otherwise; `before` is shell text that comes
/// first, e.g. a ulimit.
inline Outcome laadraster(std::filesystem::path const& folder, std::string const& arguments,
                          std::string const& before = "")
{
    bool const is_plain = arguments.starts_with('-') || arguments.empty() || arguments.find("--lang") != arguments.npos;
    return ran(folder, before + " '" LAAD_PROGRAM "' " + arguments + (is_plain ? "" : " --lang en"));
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
