// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/scenario/scenario.hpp"

#include <optional>

namespace laad {

/// Reads region.toml; relative paths are relative to its folder.
/// Errors  InputError with file and line: not TOML, an unknown key (with the nearest valid one), a wrong type, a value
///         out of range, a required key that is missing
Scenario parse_scenario(std::filesystem::path const& file);
/// As above, with relative paths relative to `base`: for the effective configuration stored with a result.
Scenario parse_scenario(std::filesystem::path const& file, std::filesystem::path const& base);

/// What [publish] of a region.toml says of the language; nothing where it does not, or the file cannot be read.
std::optional<Language> stated_language(std::filesystem::path const& file);

/// What no single key can show to be wrong.
/// Errors  InputError: what is wrong, and what to do
void check_together(Scenario const&);

/// Whether a run can be asked for this device: auto, cpu or cuda:N.
bool is_device(std::string const& device);

/// The configuration with every default filled in, as TOML; parsing it again gives the same scenario.
std::string effective_toml(Scenario const&);

/// A commented region.toml to start from.
std::string starter_toml();

}  // namespace laad
