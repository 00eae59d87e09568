// SPDX-License-Identifier: Apache-2.0
// The commands of the program; each prints its answer to stdout.
#pragma once

#include "host/backtest/backtest.hpp"
#include "host/region/compare_versions.hpp"
#include "host/region/make_plan.hpp"
#include "host/region/update_plan.hpp"
#include "host/serve/serve.hpp"
#include "host/sketch/sketch_grid.hpp"
#include "host/sketch/sketch_prognosis.hpp"
#include "host/start/start_region.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace laad {

void run_command(PlanRequest const&, bool dry_run, bool quiet);
void update_command(UpdateRequest const&, bool quiet);
/// The first figures of a run.
void print_summary(Run const&, std::filesystem::path const& folder);
/// `folder`: the output folder of a run, or the folder of a region.
void why_command(std::filesystem::path const& folder, std::string const& layer);

void add_prognosis_command(std::filesystem::path const& region, NewPrognosis const&);
void list_prognoses_command(std::filesystem::path const& region);
void sketch_prognosis_command(PrognosisSketchRequest const&, bool quiet);
void sketch_grid_command(GridSketchRequest const&, bool quiet);

struct CompareOptions {
    std::vector<std::filesystem::path> folders;  ///< old and new; with `robust` any number from two
    std::filesystem::path out;
    bool robust{};
    bool quiet{};
};
void compare_command(CompareOptions const&);
/// Two versions of the prognosis of a region, over all years and scenarios.
void compare_all_command(VersionsRequest const&, bool quiet);

struct InspectRequest {
    std::filesystem::path region;  ///< region.toml
    std::filesystem::path out;     ///< folder for pictures and tables; empty: none
};
void inspect_command(InspectRequest const&);
void explain_command(std::filesystem::path const& folder, std::string const& candidate);
void backtest_command(BacktestRequest const&, std::filesystem::path const& folder);
/// Answers until it is told to end. Errors  Interrupted
void serve_command(ServeRequest const&, bool quiet);
void doctor_command();
void init_command(std::filesystem::path const& file);
/// From a folder of downloads.
void init_from_command(StartRequest const&);

}  // namespace laad
