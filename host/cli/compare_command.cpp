// SPDX-License-Identifier: Apache-2.0
#include "host/cli/commands.hpp"
#include "host/cli/progress.hpp"
#include "host/cli/say.hpp"
#include "host/compare/change_words.hpp"
#include "host/compare/compare.hpp"
#include "host/compare/versions_report.hpp"
#include "host/present/folder.hpp"
#include "host/present/illustrative.hpp"
#include "host/present/words.hpp"

#include <fmt/format.h>

namespace laad {
namespace {

std::string regret_line(Regret const& regret)
{
    if (!regret.is_known) return "what keeping the old plan loses is not known: " + regret.why_not;
    if (regret.wh() == 0) return "keeping the old plan loses nothing";
    if (regret.wh() < 0)
        return fmt::format("keeping the old plan loses nothing: it serves {} kWh a year more than the new one",
                           whole_kwh(-regret.wh()));
    return fmt::format("keeping the old plan loses {} kWh a year ({} of what the new plan serves)",
                       whole_kwh(regret.wh()), percent(regret.wh(), regret.new_wh));
}

void print_comparison(Comparison const& c)
{
    sum_up_in_english();
    AreaFigures const& before = c.area_before();
    AreaFigures const& after = c.area_after();
    say("{}: from {} to {}\n", c.new_plan.region, c.old_plan.prognosis_words(), c.new_plan.prognosis_words());
    say("demand {} -> {} kWh a year ({})\n", whole_kwh(before.demand_wh), whole_kwh(after.demand_wh),
        signed_kwh(after.demand_wh - before.demand_wh));
    say("places: {} kept, {} moved in rank, {} shifted, {} gained, {} lost\n", c.count(Change::kept),
        c.count(Change::moved), c.count(Change::shifted), c.count(Change::gained), c.count(Change::lost));
    say("{}\n", regret_line(c.regret));
    if (!c.old_plan.illustrative.empty() || !c.new_plan.illustrative.empty()) say("{}\n", illustrative_inputs);
}

void print_robust(RobustPlan const& robust)
{
    sum_up_in_english();
    say("{}: {} plans, {} places in any, {} in all of them (robust core)\n", robust.plans.front().region,
        robust.plans.size(), robust.places.size(), robust.core());
    if (auto const best = robust.least_worst())
        say("the plan of {} risks least: it loses {} under any of these prognoses\n", robust.labels()[*best],
            loss_words(robust.worst_regret_wh(*best)));
}

}  // namespace

void compare_command(CompareOptions const& options)
{
    PartialFolder::check(options.out);
    ProgressLine line{options.quiet};
    RunProgress const progress = line.listener().progress;
    if (options.robust) {
        RobustPlan const robust = write_robust(options.folders, options.out, progress);
        line.done();
        print_robust(robust);
    } else {
        Comparison const comparison =
            write_comparison(options.folders.front(), options.folders.back(), options.out, progress);
        line.done();
        print_comparison(comparison);
    }
    say("open first: {}\n", (options.out / "report.html").string());
}

void compare_all_command(VersionsRequest const& request, bool quiet)
{
    ProgressLine line{quiet};
    VersionsComparison const versions = compare_versions(request, line.listener());
    line.done();
    sum_up_in_english();
    for (std::string const& sentence : changes_in_words(versions, changing_places(versions.pairs)))
        say("{}\n", sentence);
    if (versions.robust) print_robust(*versions.robust);
    if (!versions.illustrative().empty()) say("{}\n", illustrative_inputs);
    say("open first: {}\n", (request.out / "report.html").string());
}

}  // namespace laad
