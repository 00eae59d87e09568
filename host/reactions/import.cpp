// SPDX-License-Identifier: Apache-2.0
#include "host/exports/spreadsheet.hpp"
#include "host/present/folder.hpp"
#include "host/reactions/reaction_tables.hpp"
#include "host/reactions/reactions.hpp"
#include "host/reactions/reactions_page.hpp"

namespace laad {
namespace {

template <class Row>
void write_table(std::filesystem::path const& folder, Table<Row> const& table, std::vector<Row> const& rows)
{
    write_text(folder / (table.name + ".csv"), spreadsheet_csv(filled(table, rows)));
}

}  // namespace

ReactionCounts import_reactions(ReactionsRequest const& request)
{
    StoredPlan const plan = read_plan(request.plan);
    std::vector<ChangedSpace> changed;
    if (!request.changed.empty()) changed = changed_spaces(plan, read_plan(request.changed));
    CountedReactions const all = counted(read_reactions(request.folder, plan.region), plan);
    make_folder(request.out, [&](std::filesystem::path const& folder) {
        write_table(folder, reaction_table(), all.reactions);
        write_table(folder, space_table(), all.spaces);
        write_table(folder, proposal_table(), all.proposals);
        write_table(folder, not_counted_table(), all.set_aside);
        write_table(folder, review_table(), all.spaces);
        if (!request.changed.empty()) write_table(folder, change_table(), changed);
        write_text(folder / "reactions.html", reactions_page(plan, all, changed));
    });
    return {all.files, all.reactions.size() - all.proposals.size(), all.reacted_spaces(), all.proposals.size(),
            all.set_aside.size()};
}

}  // namespace laad
