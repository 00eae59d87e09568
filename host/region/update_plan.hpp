// SPDX-License-Identifier: Apache-2.0
// Brings the plan of a region folder up to date: a run in its work folder, which computes only what changed.
#pragma once

#include "host/region/make_plan.hpp"
#include "host/region/prognosis_versions.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace laad {

struct UpdateRequest {
    std::filesystem::path folder;  ///< of the region
    NewPrognosis prognosis;        ///< without a file its version names one of the store
    std::optional<int> year;
    std::optional<std::string> scenario;
    MachineChoice machine;
    bool keep_latest{};  ///< `latest` stays the link that it is
    bool verify{};       ///< prove by a full run that the result equals that of one
};

/// The content hash of a layer or table of an update, beside that of a full run.
struct HashPair {
    std::string name;
    std::string update;
    std::string full_run;  ///< empty: it has none of that name at that place
};
struct Verification {
    std::vector<HashPair> hashes;
    bool manifests_agree{};

    /// Errors  ContractError: something differs
    void check() const;
};

struct Update {
    Run run;
    std::filesystem::path plan;  ///< its output folder
    bool is_new{};               ///< false: the plan was there already, and stands
    bool became_latest{};        ///< the link `latest` was set to it
    std::optional<Verification> verification;
};

/// Errors  as RegionFolder, ChosenPrognosis, compute and write_results. After an input that was refused all is as it
/// was.
Update update_plan(UpdateRequest const&, Listener const&);

}  // namespace laad
