// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/prepare.hpp"
#include "host/run/run.hpp"
#include "host/scenario/file_names.hpp"
#include "host/usage/read_use.hpp"
#include "host/work/file_hashes.hpp"
#include "rasters/error.hpp"
#include "rasters/io/vectors/input_formats.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>

#include <chrono>
#include <future>
#include <iterator>
#include <utility>

namespace laad {
namespace {

void check_quotas(Scenario const& scenario, BaseLayers const& base)
{
    std::vector<std::string> names;
    for (Municipality const& municipality : base.municipalities)
        names.push_back(municipality.name);
    for (Quota const& quota : scenario.placement.quotas)
        if (std::ranges::count(names, quota.municipality) == 0)
            throw InputError{
                fmt::format("{}: placement.quota names gemeente \"{}\", which is not in the region{}; there are: {}",
                            scenario.file.string(), quota.municipality, did_you_mean(quota.municipality, names),
                            fmt::join(names, ", "))};
}

void check_logo(Scenario const& scenario)
{
    auto const& logo = scenario.publish.logo;
    if (!logo.empty() && !std::filesystem::is_regular_file(logo))
        throw InputError{fmt::format("{}: is no file; check publish.logo, or leave it out", logo.string())};
}

/// What charging costs; what was set aside goes with the notes of the base layers.
std::vector<PriceRow> read_prices(Scenario const& scenario, BaseLayers& base)
{
    UsageConfig const& usage = scenario.usage;
    if (usage.tariffs.empty()) return {};
    if (usage.evses.empty())
        throw InputError{
            fmt::format("{}: usage.tariffs is given, but not usage.evses, which says where each tariff holds; add it "
                        "(OCPI Locations)",
                        scenario.file.string())};
    Prices read = prices(usage.tariffs, usage.evses, base);
    base.notes.insert(base.notes.end(), read.notes.begin(), read.notes.end());
    return std::move(read.rows);
}

}  // namespace

bool has_prognosis_table(Scenario const& scenario)
{
    std::filesystem::path const& file = scenario.prognosis.file;
    return scenario.prognosis.given() && (!input_parts(file).empty() || std::filesystem::exists(file));
}

RunScope scope_of(RunScope asked, Scenario const& scenario)
{
    if (asked == RunScope::coverage) return asked;
    PrognosisConfig const& prognosis = scenario.prognosis;
    constexpr char const* ways_out =
        "`laadraster coverage` runs without one, and `laadraster prognosis sketch` makes an illustrative one";
    if (!prognosis.given())
        throw InputError{
            fmt::format("{}: no [prognosis] is given, which a plan needs; {}", scenario.file.string(), ways_out)};
    if (!has_prognosis_table(scenario))
        throw InputError{
            fmt::format("{}: does not exist; check prognosis.file; {}", prognosis.file.string(), ways_out)};
    if (prognosis.target_year == 0)
        throw InputError{
            fmt::format("{}: prognosis.target_year is not given, which a plan needs; add it", scenario.file.string())};
    return scenario.grid.given() ? RunScope::plan : RunScope::plan_without_grid;
}

Codec codec_of(Scenario const& scenario)
{
    return scenario.run.compression == "deflate" ? Codec::deflate : Codec::zstd;
}

Run read_inputs(Scenario scenario, RunScope scope, Work const& work, RunProgress const& progress,
                ReadPrognosis const& table)
{
    auto const begin = std::chrono::steady_clock::now();
    Run run;
    run.inputs.scope = scope_of(scope, scenario);
    run.inputs.scenario = std::move(scenario);
    check_logo(run.inputs.scenario);
    // Where no thread can be started the table is read when it is asked for; async has moved from its lambda by then.
    PrognosisConfig const config = run.inputs.scenario.prognosis;
    std::future<PrognosisTable> prognosis;
    if (run.inputs.is_plan())
        prognosis = std::async(std::launch::async | std::launch::deferred, [&] { return table(config); });
    run.inputs.base = prepare(run.inputs.scenario,
                              {work, run.inputs.scenario.run.usual_tile_cells(), codec_of(run.inputs.scenario),
                               run.inputs.scenario.run.threads},
                              [&](std::string const& what, double part) { progress(what, part * 0.95); });
    run.inputs.prices = read_prices(run.inputs.scenario, run.inputs.base);
    check_quotas(run.inputs.scenario, run.inputs.base);
    if (run.inputs.scenario.usage.given()) {
        progress("reading the use of the network", 0.95);
        ReadUse read = read_use(run.inputs.scenario, run.inputs.base, work);
        run.inputs.use = std::move(read.use);
        std::ranges::move(read.notes, std::back_inserter(run.inputs.base.notes));
    }
    run.inputs.monitor = read_monitor_tables(run.inputs.scenario, run.inputs.base);
    if (run.inputs.is_plan()) run.inputs.review = apply_review(run.inputs.scenario, run.inputs.base);
    if (run.inputs.is_plan()) {
        progress("reading the prognosis and the grid", 0.95);
        run.inputs.prognosis = region_prognosis(run.inputs.scenario, run.inputs.base, prognosis.get());
        run.inputs.grid = read_power_grid(run.inputs.scenario, run.inputs.base, run.inputs.prognosis);
    }
    FileHashes hashes{work};
    for (auto const& file : input_files(run.inputs.scenario))
        for (auto const& part : input_parts(file))
            run.inputs.file_hashes[part] = hashes.of(part);
    run.log.preparation_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return run;
}

}  // namespace laad
