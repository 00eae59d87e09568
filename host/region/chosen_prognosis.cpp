// SPDX-License-Identifier: Apache-2.0
#include "host/region/chosen_prognosis.hpp"

#include "host/prognosis/label.hpp"
#include "host/work/work_lock.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/content_hash.hpp"

#include <fmt/format.h>

namespace laad {
namespace {

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

ChosenPrognosis::ChosenPrognosis(NewPrognosis const& wanted, RegionFolder const& region, PrognosisConfig& config)
    : wanted_{wanted}, region_{region}
{
    if (!wanted.file.empty())
        use(config, wanted);
    else if (auto const versions = stored_prognoses(region.path()); !versions.empty())
        choose(versions, config);
    else if (!wanted.label.version.empty())
        throw InputError{
            fmt::format("{}: no prognosis is stored; give a table with --prognosis", region.path().string())};
}

void ChosenPrognosis::choose(std::vector<StoredPrognosis> const& versions, PrognosisConfig& config) const
{
    std::string const& name = wanted_.label.version;
    std::string names;
    for (auto one = versions.rbegin(); one != versions.rend(); ++one) {
        if (name.empty() || one->label.version == name)
            return use(config, {region_.path() / store_folder / one->file, {}, {}});
        names += (names.empty() ? "" : ", ") + one->label.version;
    }
    throw InputError{
        fmt::format("{}: no prognosis version \"{}\" is stored; there are: {}", region_.path().string(), name, names)};
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

}  // namespace laad
