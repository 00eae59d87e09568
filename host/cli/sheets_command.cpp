// SPDX-License-Identifier: Apache-2.0
#include "host/sheets/print_pdf.hpp"
#include "host/sheets/sheets.hpp"

#include "host/cli/options.hpp"
#include "host/cli/progress.hpp"
#include "host/cli/say.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>

namespace laad {
namespace {

struct SheetsOptions {
    std::filesystem::path plan;
    std::filesystem::path out;
    bool quiet{};
};

void sheets_command(SheetsOptions const& options)
{
    ProgressLine line{options.quiet};
    SheetsMade const made = write_sheets(options.plan, options.out, printing_browser(),
                                         [&](std::string const& what, double part) { line.show(what, part); });
    line.done();
    for (std::string const& note : made.notes)
        say("note: {}\n", note);
    auto const count = [](auto number, char const* one, char const* several) {
        return fmt::format("{} {}", number, number == 1 ? one : several);
    };
    say("{} of {}, {}\n", count(made.places, "place", "places"), count(made.municipalities, "gemeente", "gemeenten"),
        count(made.pdfs, "PDF file", "PDF files"));
    say("open first: {}\n", (options.out / "index.html").string());
}

}  // namespace

void add_sheets(CLI::App& app, Command& chosen)
{
    auto const options = std::make_shared<SheetsOptions>();
    auto* sub = app.add_subcommand(
        "sheets", "Print a plan: maps on A3 and A4, a sheet for each place, and the annex of a traffic decree");
    sub->add_option("plan", options->plan, "output folder of a run")->required()->check(is_named);
    sub->add_option("out", options->out, "folder to write")->required()->check(is_named);
    sub->add_flag("-q,--quiet", options->quiet, "no progress");
    run(sub, chosen, [options] { sheets_command(*options); });
}

}  // namespace laad
