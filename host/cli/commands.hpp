// SPDX-License-Identifier: Apache-2.0
// The commands of the program; each prints its answer to stdout and returns an exit code.
#pragma once

#include "host/backtest/backtest.hpp"
#include "host/run/results.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace laad {

struct RunOptions {
    RunScope scope{RunScope::plan};
    std::filesystem::path region;
    std::filesystem::path out;
    std::filesystem::path work;  ///< empty: beside `out`, gone when the run is complete
    std::optional<std::string> device;
    std::optional<int> threads;
    bool dry_run{};
    bool quiet{};
};
int run_command(RunOptions const&);

struct AddPrognosis {
    std::filesystem::path region;
    std::filesystem::path file;
    std::string layer;  ///< of a file with several tables
    std::string version;
    std::string date;
    std::string source;
};

struct UpdateOptions {
    std::filesystem::path folder;  ///< of the region
    AddPrognosis prognosis;        ///< `region` is not used; without a file `version` names one of the store
    std::optional<int> year;
    std::optional<std::string> scenario;
    std::optional<std::string> device;
    std::optional<int> threads;
    bool verify{};
    bool quiet{};
};
int update_command(UpdateOptions const&);
int why_command(std::filesystem::path const& folder, std::string const& layer);

int add_prognosis_command(AddPrognosis const&);
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
