// SPDX-License-Identifier: Apache-2.0
// In which language a command writes for people.
#pragma once

#include "host/language/language.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <optional>

namespace laad {

using AskedLanguage = std::shared_ptr<std::optional<Language>>;

/// Gives every command the option --lang.
AskedLanguage add_language(CLI::App& app);

/// The language of the command that was parsed: --lang, else what [publish] says in the first region.toml or output
/// folder that it names, else Dutch.
Language chosen_language(CLI::App const& app, std::optional<Language> asked);

}  // namespace laad
