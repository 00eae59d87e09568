// SPDX-License-Identifier: Apache-2.0
#include "host/region/compare_versions.hpp"

#include "host/compare/compare.hpp"
#include "host/compare/versions_report.hpp"
#include "host/present/folder.hpp"
#include "host/region/prognosis_versions.hpp"
#include "host/region/update_plan.hpp"
#include "host/run/parts/part_info.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <tuple>
#include <utility>

namespace laad {
namespace {

namespace fs = std::filesystem;

std::size_t place_of(std::string const& scenario)
{
    return static_cast<std::size_t>(std::ranges::find(scenario_names, scenario) - scenario_names.begin());
}

/// Refuses what is asked for and not there.
template <class T>
void check_there(char const* what, std::vector<T> const& asked, std::vector<YearScenario> const& both,
                 T YearScenario::*member)
{
    std::set<T> there;
    for (YearScenario const& one : both)
        there.insert(one.*member);
    for (T const& one : asked)
        if (!there.contains(one))
            throw InputError{
                fmt::format("{} {} is not in both versions; there are: {}", what, one, fmt::join(there, ", "))};
}

std::vector<YearScenario> years_and_scenarios_of(StoredPrognosis const& version, RegionFolder const& region)
{
    auto const file = region.path() / store_folder / version.file;
    stored_as(file);
    auto const decimal = parse_scenario(region.toml()).prognosis.decimal;
    return years_and_scenarios(read_prognosis_table(file, {}, decimal));
}

/// A part of the whole, in which `what` is done.
Listener part_of(Listener const& whole, std::string const& what, double from, double to)
{
    Listener part = whole;
    part.progress = [&whole, what, from, to](std::string const& step, double done) {
        whole.progress(fmt::format("{}, {}", what, step), from + (to - from) * done);
    };
    return part;
}

UpdateCost cost_of(Update const& update, double seconds)
{
    RunLog const& log = update.run.log;
    auto const parts = std::ranges::count_if(
        part_infos(), [&](PartInfo const& part) { return part.is_in(RunScope::plan, update.run.inputs.scenario); });
    UpdateCost cost{seconds, 0, 0, static_cast<std::int64_t>(log.computed.size()),
                    static_cast<std::int64_t>(parts) * static_cast<std::int64_t>(log.tiles.size())};
    if (!update.is_new) return cost;
    for (auto const& entry : fs::recursive_directory_iterator{update.plan})
        if (entry.is_regular_file())
            (entry.hard_link_count() > 1 ? cost.linked_bytes : cost.written_bytes) +=
                static_cast<std::int64_t>(entry.file_size());
    return cost;
}

/// Makes both plans and compares them in `folder`. `listener`: of this year and scenario.
VersionPair compared(VersionsRequest const& request, YearScenario const& wanted, fs::path const& folder,
                     Listener const& listener)
{
    auto const made = [&](std::string const& version, double from, double to) {
        UpdateRequest update;
        update.folder = request.folder;
        update.prognosis.label.version = version;
        update.year = wanted.year;
        update.scenario = wanted.scenario;
        update.keep_latest = true;
        return update_plan(update, part_of(listener, "version " + version, from, to));
    };
    fs::path const old_plan = made(request.old_version, 0, 0.4).plan;
    auto const begin = std::chrono::steady_clock::now();
    auto const [new_plan, cost, notes] = [&] {  // the run itself is much memory, and not needed any more
        Update update = made(request.new_version, 0.4, 0.8);
        double const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        return std::tuple{update.plan, cost_of(update, seconds), std::move(update.run.findings.notes)};
    }();
    auto const out = folder / fmt::format("{}-{}", wanted.year, wanted.scenario);
    return {write_comparison(old_plan, new_plan, out, part_of(listener, "comparison", 0.8, 1).progress), cost, notes};
}

}  // namespace

std::pair<StoredPrognosis, StoredPrognosis> two_of(std::vector<StoredPrognosis> const& versions,
                                                   VersionsRequest const& request)
{
    if (versions.empty())
        throw InputError{
            fmt::format("{}: no prognosis is stored; `laadraster prognosis add` stores one", request.folder.string())};
    auto before = version_named(request.old_version, versions, request.folder);
    auto after = version_named(request.new_version, versions, request.folder);
    if (before.label.date >= after.label.date)  // a store takes only newer versions: exchanged, or one twice
        throw InputError{
            fmt::format("version {} ({}) is not newer than {} ({}); give the old one first, then a newer one",
                        after.label.version, after.label.date, before.label.version, before.label.date)};
    return {std::move(before), std::move(after)};
}

std::vector<YearScenario> in_both(std::vector<YearScenario> const& older, std::vector<YearScenario> const& newer,
                                  VersionsRequest const& request)
{
    auto const is_in = [](auto const& list, auto const& one) { return std::ranges::find(list, one) != list.end(); };
    auto both = older;
    std::erase_if(both, [&](YearScenario const& one) { return !is_in(newer, one); });
    if (both.empty()) throw InputError{"the two versions have no year and scenario in common"};
    check_there("year", request.years, both, &YearScenario::year);
    check_there("scenario", request.scenarios, both, &YearScenario::scenario);
    std::erase_if(both, [&](YearScenario const& one) {
        return (!request.years.empty() && !is_in(request.years, one.year)) ||
               (!request.scenarios.empty() && !is_in(request.scenarios, one.scenario));
    });
    if (both.empty()) throw InputError{"no year of those asked for has a scenario of those asked for in both versions"};
    std::ranges::sort(both, {}, [](YearScenario const& one) { return std::pair{one.year, place_of(one.scenario)}; });
    return both;
}

VersionsComparison compare_versions(VersionsRequest const& request, Listener const& listener)
{
    PartialFolder::check(request.out);
    RegionFolder const region{request.folder};
    auto [before, after] = two_of(stored_prognoses(region.path()), request);
    auto const wanted = in_both(years_and_scenarios_of(before, region), years_and_scenarios_of(after, region), request);
    VersionsComparison versions{std::move(before), std::move(after), {}, {}};
    make_folder(request.out, [&](fs::path const& folder) {
        std::vector<fs::path> plans;
        double const share = 0.95 / static_cast<double>(wanted.size());
        for (YearScenario const& one : wanted) {
            auto const done = plans.size();
            std::string const what = fmt::format("{} of {}: {} {}", done + 1, wanted.size(), one.year, one.scenario);
            double const from = share * static_cast<double>(done);
            versions.pairs.push_back(compared(request, one, folder, part_of(listener, what, from, from + share)));
            plans.push_back(versions.pairs.back().comparison.new_plan.path);
            listener.note(fmt::format("{}, update {:.1f} s", what, versions.pairs.back().cost.seconds));
        }
        if (plans.size() > 1)
            versions.robust = write_robust(plans, folder / "robust", part_of(listener, "robust", 0.95, 1).progress);
        write_versions(versions, folder);
    });
    return versions;
}

}  // namespace laad
