// SPDX-License-Identifier: Apache-2.0
#include "host/region/prognosis_versions.hpp"

#include "host/prognosis/label.hpp"
#include "host/prognosis/prognosis.hpp"
#include "host/scenario/parse.hpp"
#include "host/work/own_folder.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/content_hash.hpp"

#include <fmt/format.h>

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
    if (!is_of_cbs_year_of(scenario, table) || region.neighbourhoods.file.empty()) return;
    LayerNames known{{}, region.neighbourhoods, region.neighbourhood_key_field, region.epsg};
    check_neighbourhoods_known(table, known);
}

/// What region.toml says about its own table does not hold for another one.
void use(PrognosisConfig& config, NewPrognosis const& table)
{
    config.file = table.file;
    config.layer = table.layer;
    config.version = table.label.version;
    config.date = table.label.date;
    config.source = table.label.source;
}

}  // namespace

AddedPrognosis add_prognosis(fs::path const& region_toml, NewPrognosis const& added)
{
    Scenario const scenario = parse_scenario(region_toml);
    TableShape shape = shape_of(scenario.prognosis);
    shape.layer = added.layer;
    PrognosisTable const table = read_prognosis_table(added.file, shape);
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

ChosenPrognosis::ChosenPrognosis(NewPrognosis const& wanted, RegionFolder const& region, PrognosisConfig& config)
    : wanted_{wanted}, region_{region}
{
    if (!wanted.file.empty())
        use(config, wanted);
    else if (auto const versions = stored_prognoses(region.path()); !versions.empty() || !wanted.label.version.empty())
        use(config,
            {region.path() / store_folder / version_named(wanted.label.version, versions, region.path()).file, {}, {}});
}

PrognosisTable ChosenPrognosis::read(PrognosisConfig const& config)
{
    PrognosisTable table = prognosis_table(config);
    if (wanted_.file.empty()) return table;
    label_ = agreed(table, table.label, wanted_.label, "the command");
    auto const same = same_in_store(region_.path(), table, label_);
    if (same && same->label != label_)
        table.refuse(
            fmt::format("is in the store already, as version {0} of {1} ({2}); to use it, give --version {0} and no "
                        "--prognosis",
                        same->label.version, same->label.date, same->label.source));
    table_ = table;
    return table;
}

void ChosenPrognosis::store(Inputs& inputs) const
{
    if (!table_) return;
    WorkLock const lock{region_.path() / store_folder};
    auto const stored = store_prognosis(region_.path(), *table_, label_);
    PrognosisConfig& config = inputs.scenario.prognosis;
    inputs.file_hashes.erase(config.file);
    use(config, {region_.path() / store_folder / stored.file, {}, {}});
    inputs.file_hashes[config.file] = file_hash(config.file);
}

StoredPrognosis version_named(std::string const& name, std::vector<StoredPrognosis> const& versions,
                              fs::path const& region_folder)
{
    if (versions.empty())
        throw InputError{
            fmt::format("{}: no prognosis is stored; give a table with --prognosis", region_folder.string())};
    std::string names;
    for (auto one = versions.rbegin(); one != versions.rend(); ++one) {
        if (name.empty() || one->label.version == name) return *one;
        names += (names.empty() ? "" : ", ") + one->label.version;
    }
    throw InputError{
        fmt::format("{}: no prognosis version \"{}\" is stored; there are: {}", region_folder.string(), name, names)};
}

}  // namespace laad
