// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/region/prognosis_versions.hpp"
#include "host/region/region_folder.hpp"
#include "host/run/run.hpp"

#include <optional>

namespace laad {

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
    void choose(std::vector<StoredPrognosis> const& versions, PrognosisConfig& config) const;

    NewPrognosis const& wanted_;
    RegionFolder const& region_;
    std::optional<PrognosisTable> table_;
    PrognosisLabel label_;
};

}  // namespace laad
