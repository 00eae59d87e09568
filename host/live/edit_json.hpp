// SPDX-License-Identifier: Apache-2.0
// Edits as JSON, as they are asked for and kept.
#pragma once

#include "host/live/edit.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string_view>

namespace laad {

/// Text from outside as JSON: no deeper than a few levels, no number that is not finite.
/// Errors  InputError: it is not (in words)
nlohmann::json json_from(std::string_view text);

/// Errors  InputError: an unknown operation or key, a key that is missing, a number that makes no sense
Edit edit_from(nlohmann::json const&);
nlohmann::json to_json(Edit const&);

/// Errors  InputError: as edit_from
Edits edits_from(nlohmann::json const&);
nlohmann::json to_json(Edits const&);

/// A text of at most `most` bytes under a key; empty: it is not there.
/// Errors  InputError: it is no text, or too long
std::string text_of(nlohmann::json const& object, char const* key, std::size_t most = 200);

}  // namespace laad
