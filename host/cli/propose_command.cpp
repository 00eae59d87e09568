// SPDX-License-Identifier: Apache-2.0
#include "host/cli/options.hpp"
#include "host/cli/progress.hpp"
#include "host/cli/say.hpp"
#include "host/plan_folder/plan_files.hpp"
#include "host/proposals/proposal_tables.hpp"
#include "host/proposals/proposal_words.hpp"
#include "host/proposals/propose.hpp"
#include "host/region/region_folder.hpp"
#include "host/sheets/print_pdf.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace laad {
namespace {

constexpr std::size_t most_lines = 20;

struct ProposeOptions {
    std::filesystem::path folder;
    std::filesystem::path out;
    bool quiet{};
};

std::size_t in_state(Round const& round, State state)
{
    return static_cast<std::size_t>(std::ranges::count(round.proposals, state, &AskedSpace::state));
}

void list(Round const& round, std::vector<int> const& numbers, auto const& words)
{
    for (std::size_t i = 0; i < std::min(most_lines, numbers.size()); ++i)
        say("{}\n", words(*std::ranges::find(round.proposals, numbers[i], &AskedSpace::number)));
    if (numbers.size() > most_lines) say("  and {} more\n", numbers.size() - most_lines);
}

void propose_command(ProposeOptions const& options)
{
    std::filesystem::path const plan = plan_of(options.folder);
    if (options.out.empty() && plan == options.folder && std::filesystem::exists(plan / "region.toml"))
        throw InputError{fmt::format("{}: has no plan yet; `laadraster update` makes one", plan.string())};
    if (options.out.empty() && plan == options.folder && std::filesystem::exists(plan / plan_files::manifest))
        throw InputError{
            fmt::format("{}: is an output folder, which stays as it is; name with --out where the proposals are kept, "
                        "the same folder each month",
                        plan.string())};
    ProposeRequest const request{plan, options.out.empty() ? options.folder / "proposals" : options.out,
                                 printing_browser()};
    ProgressLine line{options.quiet};
    Proposed const made = propose(request, [&](std::string const& what, double part) { line.show(what, part); });
    line.done();
    sum_up_in_english();
    Round const& round = made.round;
    say("{} search areas: {} new proposals, {} still wait for an answer, {} closed now; in {} nothing can be "
        "proposed\n",
        made.areas, round.added.size(), in_state(round, State::open) - round.added.size(), round.closed.size(),
        made.areas_without);
    say("in all {} accepted, {} rejected, {} closed\n", in_state(round, State::accepted),
        in_state(round, State::rejected), in_state(round, State::closed));
    list(round, round.added, [](AskedSpace const& one) {
        return fmt::format("  new     {}: {} in {}, relieves {:.1f} h{}", one.id(),
                           space_words(one.where, one.space.candidate), one.area.id, one.space.relief_h,
                           one.earlier.empty() ? "" : " (rejected before: " + one.earlier + ")");
    });
    list(round, round.closed,
         [](AskedSpace const& one) { return fmt::format("  closed  {}: {}", one.id(), closing_words(one)); });
    for (std::string const& note : made.notes)
        say("note: {}\n", note);
    say("answers go into: {}\n", (request.out / proposal_files::answers).string());
    say("open first: {}\n", (request.out / proposal_files::page).string());
}

}  // namespace

void add_propose(CLI::App& app, Command& chosen)
{
    auto const options = std::make_shared<ProposeOptions>();
    auto* sub = app.add_subcommand(
        "propose",
        "Propose one parking space for each search area to location validation; remembers what was answered");
    sub->add_option("folder", options->folder, "folder of a region, or output folder of a run with [usage]")
        ->required()
        ->check(is_named);
    sub->add_option("-o,--out", options->out,
                    "folder of the proposals, read and written again each month (default: proposals in the folder of "
                    "the region)")
        ->check(is_named);
    sub->add_flag("-q,--quiet", options->quiet, "no progress");
    run(sub, chosen, [options] { propose_command(*options); });
}

}  // namespace laad
