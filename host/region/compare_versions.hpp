// SPDX-License-Identifier: Apache-2.0
// A new prognosis version arrived: what does it change, over all years and scenarios?
#pragma once

#include "host/compare/versions.hpp"
#include "host/region/make_plan.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace laad {

struct VersionsRequest {
    std::filesystem::path folder;  ///< of the region
    std::string old_version;       ///< of its store
    std::string new_version;
    std::vector<int> years;              ///< only these; empty: all that both versions have
    std::vector<std::string> scenarios;  ///< likewise
    std::filesystem::path out;
};

/// Makes the plan of both versions for every year and scenario that both have, as update_plan; compares each pair, and
/// holds the plans of the new version against each other where there are several. Plans stay in the region folder,
/// whose `latest` stays as it is. `out` gets report.html, versions.csv, places.csv, a folder for each comparison and
/// robust/: all of it or nothing.
/// Errors  as update_plan, write_comparison and write_robust; InputError: no such version, year or scenario in both
///         (which there are), or the second version is not newer; OutputError: `out` exists
VersionsComparison compare_versions(VersionsRequest const&, Listener const&);

/// The years and scenarios of both versions that are asked for, by year, then from low to high.
/// Errors  InputError: there are none, or one that is asked for is not in both
std::vector<YearScenario> in_both(std::vector<YearScenario> const& older, std::vector<YearScenario> const& newer,
                                  VersionsRequest const&);

/// The two versions of a request. Errors  InputError: no version of that name; the second is not newer
std::pair<StoredPrognosis, StoredPrognosis> two_of(std::vector<StoredPrognosis> const&, VersionsRequest const&);

}  // namespace laad
