// SPDX-License-Identifier: Apache-2.0
#include "host/cli/commands.hpp"
#include "host/cli/say.hpp"

namespace laad {

int add_prognosis_command(std::filesystem::path const& region, NewPrognosis const& prognosis)
{
    AddedPrognosis const added = add_prognosis(region, prognosis);
    StoredPrognosis const& stored = added.stored;
    if (added.was_there) {
        say("{} is in the store already, as version {} of {} ({}); nothing to do\n", prognosis.file.string(),
            stored.label.version, stored.label.date, stored.file);
        return 0;
    }
    say("version {} of {} is stored: {} rows for {}\n", stored.label.version, stored.label.date, added.rows,
        added.in_words);
    say("to use it, write in region.toml under [prognosis]: file = \"{}/{}\"\n", store_folder, stored.file);
    return 0;
}

int list_prognoses_command(std::filesystem::path const& region)
{
    auto const versions = list_prognoses(region);
    if (versions.empty()) say("no prognosis is stored; `laadraster prognosis add` stores one\n");
    for (auto const& [one, in_use] : versions)
        say("{:<12} {}  CBS {}  {}  {}{}{}\n", one.label.version, one.label.date, one.cbs_year, one.file,
            one.label.source, one.illustrative ? ", ILLUSTRATIVE" : "", in_use ? "  (in use)" : "");
    return 0;
}

}  // namespace laad
