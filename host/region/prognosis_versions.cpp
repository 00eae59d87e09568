// SPDX-License-Identifier: Apache-2.0
#include "host/region/prognosis_versions.hpp"

#include "host/prognosis/label.hpp"
#include "host/prognosis/prognosis.hpp"
#include "host/scenario/parse.hpp"
#include "host/work/work_lock.hpp"

namespace laad {
namespace {

namespace fs = std::filesystem;

fs::path folder_of(fs::path const& region_toml)
{
    return region_toml.has_parent_path() ? region_toml.parent_path() : ".";
}

/// What shows that a table cannot be of this region.
void check_for_region(PrognosisTable const& table, Scenario const& scenario)
{
    RegionConfig const& region = scenario.region;
    if (!is_of_cbs_year_of(scenario, table)) return;
    LayerNames known{{}, region.neighbourhoods, region.neighbourhood_key_field, region.epsg};
    check_neighbourhoods_known(table, known);
}

}  // namespace

AddedPrognosis add_prognosis(fs::path const& region_toml, NewPrognosis const& added)
{
    Scenario const scenario = parse_scenario(region_toml);
    PrognosisTable const table = read_prognosis_table(added.file, added.layer, scenario.prognosis.decimal);
    auto const label = agreed(table, table.label, added.label, "the command");
    check_for_region(table, scenario);
    auto const folder = folder_of(region_toml);
    if (auto const there = same_in_store(folder, table, label)) return {*there, true, table.rows.size(), {}};
    WorkLock const lock{folder / store_folder};
    return {store_prognosis(folder, table, label), false, table.rows.size(), in_words(years_and_scenarios(table))};
}

std::vector<ListedPrognosis> list_prognoses(fs::path const& region_toml)
{
    Scenario const scenario = parse_scenario(region_toml);
    auto const folder = folder_of(region_toml);
    std::vector<ListedPrognosis> listed;
    for (StoredPrognosis& one : stored_prognoses(folder)) {
        auto const file = folder / store_folder / one.file;
        stored_as(file);
        listed.push_back({std::move(one), file.lexically_normal() == scenario.prognosis.file.lexically_normal()});
    }
    return listed;
}

}  // namespace laad
