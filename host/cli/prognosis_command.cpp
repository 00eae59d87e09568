// SPDX-License-Identifier: Apache-2.0
#include "host/cli/commands.hpp"
#include "host/cli/say.hpp"
#include "host/prognosis/label.hpp"
#include "host/prognosis/prognosis.hpp"
#include "host/prognosis/store.hpp"
#include "host/run/work_lock.hpp"
#include "host/scenario/parse.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laad {
namespace {

std::filesystem::path folder_of(std::filesystem::path const& region)
{
    return region.has_parent_path() ? region.parent_path() : ".";
}

/// What shows that a table cannot be of this region; figures per cell need a run.
void check_for_region(PrognosisTable const& table, Scenario const& scenario)
{
    RegionConfig const& region = scenario.region;
    if (!is_of_cbs_year_of(scenario, table)) return;
    LayerNames known{{}, region.buurten, region.buurt_key_field, region.epsg};
    check_buurten_known(table, known);
}

}  // namespace

int add_prognosis_command(AddPrognosis const& options)
{
    Scenario const scenario = parse_scenario(options.region);
    PrognosisTable const table = read_prognosis_table(options.file, options.layer, scenario.prognosis.decimal);
    auto const label = agreed(table, table.label, {options.version, options.date, options.source}, "the command");
    check_for_region(table, scenario);
    auto const folder = folder_of(options.region);
    if (auto const there = same_in_store(folder, table, label)) {
        say("{} is in the store already, as version {} of {} ({}); nothing to do\n", options.file.string(),
            there->label.version, there->label.date, there->file);
        return 0;
    }
    WorkLock const lock{folder / store_folder};
    auto const added = store_prognosis(folder, table, label);
    say("version {} of {} is stored: {} rows for {}\n", added.label.version, added.label.date, table.rows.size(),
        in_words(years_and_scenarios(table)));
    say("to use it, write in region.toml under [prognosis]: file = \"{}/{}\"\n", store_folder, added.file);
    return 0;
}

int list_prognoses_command(std::filesystem::path const& region)
{
    Scenario const scenario = parse_scenario(region);
    auto const folder = folder_of(region);
    auto const versions = stored_prognoses(folder);
    if (versions.empty()) say("no prognosis is stored; `laadraster prognosis add` stores one\n");
    for (StoredPrognosis const& one : versions) {
        auto const file = folder / store_folder / one.file;
        stored_as(file);
        bool const in_use = file.lexically_normal() == scenario.prognosis.file.lexically_normal();
        say("{:<12} {}  CBS {}  {}  {}{}{}\n", one.label.version, one.label.date, one.cbs_year, one.file,
            one.label.source, one.illustrative ? ", ILLUSTRATIVE" : "", in_use ? "  (in use)" : "");
    }
    return 0;
}

}  // namespace laad
