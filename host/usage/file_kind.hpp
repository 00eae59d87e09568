// SPDX-License-Identifier: Apache-2.0
// What a file of use holds, by what is in it.
#pragma once

#include "host/scenario/scenario.hpp"

#include <filesystem>
#include <string>

namespace laad {

enum class UseKind : std::uint8_t {
    cdrs,       ///< OCPI charge detail records (CDR)
    locations,  ///< OCPI Locations with the status of each charge point
    sessions,   ///< a table of sessions
    elaadnl,    ///< open transactions of ElaadNL
    status,     ///< a table evse_uid, status
    occupancy,  ///< a table of locations and hours
};

/// English, with its Dutch in the catalogue.
std::string text_of(UseKind);

/// Whether a file, packed or not, begins as JSON does. Errors  InputError: cannot be read
bool looks_like_json(std::filesystem::path const&);

/// Whether a table is read as UTF-8 text, packed or not, a row at a time. Errors  InputError: cannot be read
bool is_streamed_text(std::filesystem::path const&);

/// Errors  InputError: cannot be read; nothing that is known, with what would be
UseKind kind_of(UsageFile const&);

}  // namespace laad
