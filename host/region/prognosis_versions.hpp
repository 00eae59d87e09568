// SPDX-License-Identifier: Apache-2.0
// The versions of the prognosis that lie beside region.toml.
#pragma once

#include "host/prognosis/store.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace laad {

/// A table to be stored. What is empty its own columns say.
struct NewPrognosis {
    std::filesystem::path file;
    std::string layer;  ///< of a file with several tables
    PrognosisLabel label;
};

struct AddedPrognosis {
    StoredPrognosis stored;
    bool was_there{};  ///< with the same content, so nothing was written
    std::size_t rows{};
    std::string in_words;  ///< its years and scenarios
};
/// Checks a table against the region and stores it as a new version. Figures per cell need a run.
/// Errors  InputError: the table is not right, or of another region; see same_in_store, store_prognosis
AddedPrognosis add_prognosis(std::filesystem::path const& region_toml, NewPrognosis const&);

struct ListedPrognosis {
    StoredPrognosis stored;
    bool in_use{};  ///< region.toml names it
};
/// Oldest first. Errors  InputError: one is no longer what was stored; see stored_prognoses
std::vector<ListedPrognosis> list_prognoses(std::filesystem::path const& region_toml);

}  // namespace laad
