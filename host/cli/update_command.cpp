// SPDX-License-Identifier: Apache-2.0
#include "host/cli/commands.hpp"
#include "host/cli/progress.hpp"
#include "host/cli/say.hpp"

#include <initializer_list>
#include <string_view>

namespace laad {
namespace {

double seconds_of(RunLog const& log, std::initializer_list<std::string_view> stages)
{
    double total = 0;
    for (StageTime const& stage : log.stages)
        for (std::string_view const name : stages)
            if (stage.name == name) total += stage.actual_s;
    return total;
}

void print_cost(RunLog const& log)
{
    double const blocks_s = seconds_of(log, {"preparation", "analysis", "service and gain"});
    double const plan_s = blocks_s + seconds_of(log, {"ranking", "coverage by definition"});
    say("update: {} parts of {} tiles computed, blocks and tables stored after {:.1f} s, ranked after {:.1f} s\n",
        log.computed.size(), log.tiles.size(), blocks_s, plan_s);
    ExportCost const& rasters = log.rasters;
    double const mb = static_cast<double>(rasters.written_bytes) / 1e6;
    say("files: {:.1f} s; {} rasters linked ({:.1f} MB), {} written ({:.1f} MB, {:.0f} MB/s)\n",
        seconds_of(log, {"writing"}), rasters.linked, static_cast<double>(rasters.linked_bytes) / 1e6, rasters.written,
        mb, rasters.written_s > 0 ? mb / rasters.written_s : 0.0);
}

void print_verification(Verification const& verification)
{
    for (auto const& [name, mine, theirs] : verification.hashes)
        say("  {:<20} {}  {}\n", name, mine, mine == theirs ? "equal" : "DIFFERENT: a full run has " + theirs);
    verification.check();
    say("verified: all {} layers and tables equal those of a full run, and so do bound, certificates and notes\n",
        verification.hashes.size());
}

}  // namespace

void update_command(UpdateRequest const& request, bool quiet)
{
    ProgressLine line{quiet};
    Update const update = update_plan(request, line.listener());
    line.done();
    if (update.is_new) {
        print_summary(update.run, update.plan);
        print_cost(update.run.log);
    } else {
        say("nothing has changed: {} stands{}\n", update.plan.lexically_relative(request.folder).string(),
            update.became_latest ? ", and latest points to it from now on" : "");
    }
    if (update.verification) print_verification(*update.verification);
}

}  // namespace laad
