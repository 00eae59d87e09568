// SPDX-License-Identifier: Apache-2.0
#include "host/backtest/backtest.hpp"
#include "host/backtest/backtest_output.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/say.hpp"
#include "host/present/folder.hpp"
#include "rasters/interrupt.hpp"

namespace laad {
namespace {

void print_summary(Backtest const& result)
{
    sum_up_in_english();
    if (auto const warning = illustrative_in_words(result); !warning.empty()) say("{}\n", warning);
    for (ScenarioResults const& scenarios : by_quantity_and_year(result)) {
        BacktestResult const& best = nearest_scenario(scenarios);
        say("{}, {}\n", best.comparison.year, words(best.comparison.quantity));
        for (BacktestResult const* scenario : scenarios)
            say("  {}\n", bias_in_words(*scenario));
        say("  {}{}\n", nearest_in_words(scenarios, result.level), error_in_words(best, result.level));
        if (auto const hits = hits_in_words(best, result.level); !hits.empty()) say("  {}\n", hits);
        say("  {}\n", cover_in_words(best, result.realised_kind));
    }
    if (auto const conversion = conversion_in_words(result); !conversion.empty()) say("{}\n", conversion);
    for (std::string const& note : result.notes)
        say("note: {}\n", note);
}

}  // namespace

void backtest_command(BacktestRequest const& request, std::filesystem::path const& folder)
{
    PartialFolder::check(folder);
    Backtest const result = backtest(request);
    stop_if_interrupted();
    write_backtest(result, folder);
    print_summary(result);
    say("open first: {}\n", (folder / "report.html").string());
}

}  // namespace laad
