// SPDX-License-Identifier: Apache-2.0
// The folder of a region that is kept up to date: region.toml, the versions of its prognosis, what is prepared and
// computed, and one output folder a plan.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace laad {

class RegionFolder {
  public:
    /// Errors  InputError: no folder, no region.toml in it, or a work folder of another version of the program;
    ///         OutputError: `latest` is there and is no link
    explicit RegionFolder(std::filesystem::path folder);

    std::filesystem::path const& path() const { return folder_; }
    std::filesystem::path toml() const { return folder_ / "region.toml"; }
    std::filesystem::path work() const { return folder_ / "work"; }
    std::filesystem::path latest() const { return folder_ / "latest"; }  ///< a link to the plan made last

    /// Writes down in the work folder, which exists, which version of the program fills it.
    /// Errors  OutputError
    void sign() const;
    /// A folder that does not exist yet, in plans/: `name`, else name-2, name-3, ...
    /// Errors  OutputError: plans/ cannot be made
    std::filesystem::path new_plan(std::string const& name) const;
    /// The plans that may hold what an update would make under that name: the latest, then name, name-2, ...
    std::vector<std::filesystem::path> plans(std::string const& name) const;
    bool is_latest(std::filesystem::path const& plan) const;
    /// Errors  OutputError
    void set_latest(std::filesystem::path const& plan) const;

  private:
    /// The number-th folder of that name in plans/: name, name-2, name-3, ...
    std::filesystem::path plan(std::string const& name, int number) const;
    std::filesystem::path program_file() const { return work() / "program"; }

    std::filesystem::path folder_;
};

/// The output folder that a user names: `folder` itself, or the latest plan when it is that of a region.
std::filesystem::path plan_of(std::filesystem::path const& folder);

}  // namespace laad
