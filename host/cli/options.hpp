// SPDX-License-Identifier: Apache-2.0
// The options of each command stand beside the command; command_line.cpp adds them to the program.
#pragma once

#include <CLI/CLI.hpp>

#include <functional>
#include <string>

namespace laad {

using Command = std::function<void()>;

/// What is chosen when the words name this command.
inline void run(CLI::App* sub, Command& chosen, Command const& command)
{
    sub->callback([&chosen, command] { chosen = command; });
}

/// For CLI11: what is wrong with the name of a folder; empty: nothing.
inline std::string is_named(std::string const& folder)
{
    return folder.empty() ? "the name of the folder is empty" : "";
}

// One for each command that has a file of its own.
void add_export(CLI::App&, Command& chosen);
void add_propose(CLI::App&, Command& chosen);
void add_publish(CLI::App&, Command& chosen);
void add_reactions(CLI::App&, Command& chosen);
void add_sheets(CLI::App&, Command& chosen);

}  // namespace laad
