// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

namespace laad {

/// What the words of the command line ask for; prints help, version or what is wrong with them and gives an exit code
/// when nothing is left to do.
struct CommandLine {
    std::function<void()> command;
    int exit_code{};
};
CommandLine command_line(int argc, char** argv);

}  // namespace laad
