// SPDX-License-Identifier: Apache-2.0
#include "host/cli/commands.hpp"
#include "host/cli/progress.hpp"
#include "host/cli/say.hpp"

namespace laad {

void run_command(PlanRequest const& request, bool dry_run, bool quiet)
{
    ProgressLine line{quiet};
    if (dry_run) {
        RunForecast const expected = forecast(request, line.listener());
        say("{}", in_words(expected.plan, expected.size, expected.device));
        return;
    }
    Run const run = make_plan(request, line.listener());
    line.done();
    print_summary(run, request.folder());
}

}  // namespace laad
