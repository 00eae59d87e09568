// SPDX-License-Identifier: Apache-2.0
// Versions of the prognosis side by side in the folder of a region: prognoses/<version>-<content>.csv, never changed,
// and prognoses/versions.json that says what they are. A CSV is kept byte for byte, any other table as a CSV.
#pragma once

#include "host/prognosis/prognosis_table.hpp"

#include <filesystem>
#include <optional>
#include <vector>

namespace laad {

inline constexpr char const* store_folder = "prognoses";
inline constexpr char const* versions_file = "versions.json";

struct StoredPrognosis {
    PrognosisLabel label;
    int cbs_year{};
    bool illustrative{};  ///< a row says so
    std::string content;  ///< hash of the stored file's bytes
    std::string file;     ///< name in the store
};

/// The versions in `<region_folder>/prognoses`, oldest first; none when there is no store.
/// Errors  InputError: versions.json cannot be read
std::vector<StoredPrognosis> stored_prognoses(std::filesystem::path const& region_folder);

/// What a file in a store is; nothing for a file elsewhere.
/// Errors  InputError: its content is no longer what was stored; versions.json cannot be read
std::optional<StoredPrognosis> stored_as(std::filesystem::path const& file);

/// Whether a table can be added as the version `label`: nothing when it can, what is there when a version has the same
/// content already. Writes nothing.
/// Errors  InputError: version, date or source is missing or malformed; the version is there with other content; its
///         date is not after that of the newest version
std::optional<StoredPrognosis> same_in_store(std::filesystem::path const& region_folder, PrognosisTable const&,
                                             PrognosisLabel const& label);

/// Adds a table, unless its content is there already; one process at a time.
/// Errors  as same_in_store; OutputError: the store cannot be written. It is then as it was.
StoredPrognosis store_prognosis(std::filesystem::path const& region_folder, PrognosisTable const&,
                                PrognosisLabel const& label);

}  // namespace laad
