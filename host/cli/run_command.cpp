// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <tbb/global_control.h>
#include "host/cli/commands.hpp"
#include "host/cli/progress.hpp"
#include "host/cli/run_summary.hpp"
#include "host/cli/say.hpp"
#include "host/present/folder.hpp"
#include "host/report/report.hpp"
#include "host/run/run.hpp"
#include "host/scenario/parse.hpp"
#include "rasters/error.hpp"

namespace laad {

int run_command(PlanRequest const& request, bool dry_run, bool quiet)
{
    ProgressLine line{quiet};
    if (dry_run) {
        RunForecast const expected = forecast(request, line.listener());
        say("{}", in_words(expected.plan, expected.size, expected.device));
        return 0;
    }
    Run const run = make_plan(request, line.listener());
    line.done();
    print_summary(run, request.folder());
    return 0;
}

}  // namespace laad
