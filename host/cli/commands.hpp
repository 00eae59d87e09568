// SPDX-License-Identifier: Apache-2.0
// The commands of the program; each prints its answer to stdout and returns an exit code.
#pragma once

#include "host/backtest/backtest.hpp"
#include "host/region/make_plan.hpp"
#include "host/region/update_plan.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace laad {

int run_command(PlanRequest const&, bool dry_run, bool quiet);
int update_command(UpdateRequest const&, bool quiet);
/// `folder`: the output folder of a run, or the folder of a region.
int why_command(std::filesystem::path const& folder, std::string const& layer);

int add_prognosis_command(std::filesystem::path const& region, NewPrognosis const&);
int list_prognoses_command(std::filesystem::path const& region);

struct CompareOptions {
    std::vector<std::filesystem::path> folders;  ///< old and new; with `robust` any number from two
    std::filesystem::path out;
    bool robust{};
    bool quiet{};
};
int compare_command(CompareOptions const&);

int inspect_command(std::filesystem::path const& region);
int explain_command(std::filesystem::path const& folder, std::string const& candidate);
int backtest_command(BacktestRequest const&, std::filesystem::path const& folder);
int doctor_command();
int init_command(std::filesystem::path const& file);

}  // namespace laad
