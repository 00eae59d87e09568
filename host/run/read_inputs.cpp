// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/prepare.hpp"
#include "host/run/own_folder.hpp"
#include "host/run/run.hpp"
#include "host/scenario/input_files.hpp"
#include "rasters/error.hpp"
#include "rasters/io/file_hashes.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>

#include <chrono>
#include <future>

namespace laad {
namespace {

void check_quotas(Scenario const& scenario, BaseLayers const& base)
{
    std::vector<std::string> names;
    for (Gemeente const& gemeente : base.gemeenten)
        names.push_back(gemeente.name);
    for (Quota const& quota : scenario.placement.quotas)
        if (std::find(names.begin(), names.end(), quota.gemeente) == names.end())
            throw InputError{fmt::format(
                "{}: placement.quota names gemeente \"{}\", which is not in the region{}; there are: {}",
                scenario.file.string(), quota.gemeente, did_you_mean(quota.gemeente, names), fmt::join(names, ", "))};
}

}  // namespace

Codec codec_of(Scenario const& scenario)
{
    return scenario.run.compression == "deflate" ? Codec::deflate : Codec::zstd;
}

Run read_inputs(Scenario scenario, RunScope scope, Work const& work, RunProgress const& progress,
                ReadPrognosis const& table)
{
    auto const begin = std::chrono::steady_clock::now();
    Run run;
    run.scope = scope;
    run.scenario = std::move(scenario);
    // Where no thread can be started the table is read when it is asked for; async has moved from its lambda by then.
    PrognosisConfig const config = run.scenario.prognosis;
    std::future<PrognosisTable> prognosis;
    if (scope == RunScope::plan)
        prognosis = std::async(std::launch::async | std::launch::deferred, [&] { return table(config); });
    auto const folder = work.folder / "base";
    make_subfolder(folder);
    run.base =
        prepare(run.scenario,
                {folder, run.scenario.run.tile_cells, codec_of(run.scenario), run.scenario.run.threads, work.trusted},
                [&](std::string const& what, double part) { progress(what, part * 0.95); });
    check_quotas(run.scenario, run.base);
    if (scope == RunScope::plan) {
        progress("reading the prognosis and the grid", 0.95);
        run.prognosis = RegionPrognosis{run.scenario, run.base, prognosis.get()}.at(run.scenario.prognosis.target_year,
                                                                                    run.scenario.prognosis.scenario);
        run.grid = read_power_grid(run.scenario, run.base, run.prognosis);
    }
    FileHashes hashes{folder / hash_book};
    for (auto const& file : input_files(run.scenario))
        run.input_hashes[file] = hashes.of(file);
    hashes.save();
    run.preparation_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return run;
}

}  // namespace laad
