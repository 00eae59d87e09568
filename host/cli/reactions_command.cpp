// SPDX-License-Identifier: Apache-2.0
#include "host/cli/options.hpp"
#include "host/cli/say.hpp"
#include "host/present/folder.hpp"
#include "host/reactions/reactions.hpp"
#include "host/region/region_folder.hpp"

#include <memory>

namespace laad {
namespace {

void import_command(ReactionsRequest request)
{
    PartialFolder::check(request.out);
    request.plan = plan_of(request.plan);
    if (!request.changed.empty()) request.changed = plan_of(request.changed);
    ReactionCounts const counts = import_reactions(request);
    say("{} reactions to {} spaces and {} proposals in {} files; {} set aside\n", counts.reactions, counts.spaces,
        counts.proposals, counts.files, counts.set_aside);
    say("open first: {}\n", (request.out / "reactions.html").string());
}

}  // namespace

void add_reactions(CLI::App& app, Command& chosen)
{
    auto const request = std::make_shared<ReactionsRequest>();
    auto* sub = app.add_subcommand("reactions", "What residents send back");
    sub->require_subcommand(1);
    auto* import =
        sub->add_subcommand("import", "Collect the files of residents: counts a space, and a table to judge them");
    import->add_option("folder", request->folder, "folder with the files that residents sent (*.json)")->required();
    import->add_option("--plan", request->plan, "output folder of a run, or folder of a region: the plan reacted to")
        ->required();
    import->add_option("-o,--out", request->out, "folder to write")->required()->check(is_named);
    import->add_option("--changed", request->changed,
                       "a later plan: list what changed, with the reason given in the review");
    run(import, chosen, [request] { return import_command(*request); });
}

}  // namespace laad
