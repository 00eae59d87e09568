// SPDX-License-Identifier: Apache-2.0
// The tables of a plan as the public may have them. Whatever is published of a plan is read through this.
#pragma once

#include "host/plan_folder/plan_folder.hpp"
#include "host/plan_folder/withheld.hpp"

#include <map>
#include <string>
#include <vector>

namespace laad {

/// Layers of plankaart.gpkg without what tells of fewer than `least_told` dwellings (withheld.hpp). A count that is
/// withheld is NULL, and the row says "yes" in a column `few`, which tables with such counts have more.
class PublicTables {
  public:
    /// Errors  InputError: plankaart.gpkg is damaged
    explicit PublicTables(StoredPlan const&);

    /// The tables that this plan has, those with shapes first.
    std::vector<std::string> names() const;
    bool has(std::string const& name) const;
    /// Errors  InputError: plankaart.gpkg is damaged; ContractError: it is none of names()
    FeatureTable read(std::string const& name) const;

    /// Rasters that tell of single dwellings, and so are never published.
    static bool is_private_raster(std::string const& layer);

  private:
    /// Of the row of key figures with this level, gemeente and name: the columns that are withheld.
    using WithheldColumns = std::map<std::string, std::vector<std::string>>;

    FeatureTable layer(std::string const& name) const;
    void withhold_key_figures(FeatureTable&) const;

    StoredPlan const& plan_;
    WithheldColumns withheld_;
};

}  // namespace laad
