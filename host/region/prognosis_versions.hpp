// SPDX-License-Identifier: Apache-2.0
// The versions of the prognosis that lie beside region.toml.
#pragma once

#include "host/prognosis/store.hpp"
#include "host/region/region_folder.hpp"
#include "host/run/run.hpp"

#include <filesystem>
#include <optional>
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

/// The prognosis of an update: a table to be added, a version of the store, or what region.toml names.
class ChosenPrognosis {
  public:
    /// Makes `config` name it. Without a file the version of `wanted` names one of the store; empty: the newest.
    /// Errors  InputError: no version of that name
    ChosenPrognosis(NewPrognosis const& wanted, RegionFolder const&, PrognosisConfig& config);

    /// Errors  InputError: the table is not right, no newer version, or stored under another label
    PrognosisTable read(PrognosisConfig const& config);
    /// Adds the table to the versions of the region, now that it is known to be right and to fit.
    void store(Inputs&) const;

  private:
    NewPrognosis const& wanted_;
    RegionFolder const& region_;
    std::optional<PrognosisTable> table_;
    PrognosisLabel label_;
};

/// The version of that name in the store of a region; without a name the newest.
/// Errors  InputError: there is none of that name (which there are)
StoredPrognosis version_named(std::string const& name, std::vector<StoredPrognosis> const&,
                              std::filesystem::path const& region_folder);

}  // namespace laad
