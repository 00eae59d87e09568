// SPDX-License-Identifier: Apache-2.0
// The language in which laadraster speaks to people. English texts stand in the code and are their own keys; nl.json
// holds what each is in Dutch, for pages, maps, QGIS and the web map alike.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace laad {

enum class Language : std::uint8_t { en, nl };

/// nl or en; nothing for another code.
std::optional<Language> language_of(std::string_view code);
std::string_view code_of(Language);

/// What `said` answers in from now on; English until then. To be called once, before anything is written.
void speak(Language);
Language spoken();

/// The text in the language spoken; itself where the catalogue lacks it.
/// Errors  InputError: the catalogue is not where laadraster was installed
std::string said(std::string_view english);

}  // namespace laad
