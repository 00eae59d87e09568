// SPDX-License-Identifier: Apache-2.0
#include "host/sheets/sheets.hpp"

#include "host/language/to_say.hpp"
#include "host/present/folder.hpp"
#include "host/present/page.hpp"
#include "host/present/publisher.hpp"
#include "host/present/safe_text.hpp"
#include "host/present/words.hpp"
#include "host/sheets/annex.hpp"
#include "host/sheets/location_sheet.hpp"
#include "host/sheets/overview.hpp"
#include "host/sheets/print_pdf.hpp"
#include "host/sheets/sheet_page.hpp"
#include "host/sheets/sheet_words.hpp"
#include "rasters/interrupt.hpp"

#include <algorithm>
#include <optional>

namespace laad {
namespace {

namespace fs = std::filesystem;

constexpr char const* plan_map = "plankaart";
constexpr char const* annex = "bijlage-verkeersbesluit";

/// The folder of a municipality: two whose names differ only in signs that a file name cannot have get a number.
std::vector<std::string> folder_names(std::vector<SheetMunicipality> const& all)
{
    std::vector<std::string> names;
    for (SheetMunicipality const& one : all) {
        std::string const name = as_file_name(one.figures.name);
        std::string free = name;
        for (int i = 2; std::ranges::count(names, free) > 0; ++i)
            free = fmt::format("{}-{}", name, i);
        names.push_back(free);
    }
    return names;
}

/// Each note once.
void tell(std::vector<std::string> const& more, std::vector<std::string>& notes)
{
    for (std::string const& note : more)
        if (std::ranges::count(notes, note) == 0) notes.push_back(note);
}

/// All that the pages of a municipality show.
Box seen_of(SheetMunicipality const& one)
{
    Box seen = one.box;
    for (SheetPlace const& place : one.places)
        seen = joined(seen, box_of(place.plan.at));
    double const rim = std::max(150.0, 0.6 * std::max(seen.east - seen.west, seen.north - seen.south));
    return {seen.west - rim, seen.south - rim, seen.east + rim, seen.north + rim};
}

std::string plan_map_pages(SheetPlan const& sheets, SheetMunicipality const& one, SheetGround const& ground,
                           CellGround const& cells)
{
    return sheet_document(
        sheets, said_with("Plan map of charging stations: {}", one.figures.name), [&](HtmlWriter& write) {
            for (Paper const paper : {Paper::a3, Paper::a4})
                write_overview(write, sheets, one, paper,
                               ground.known() && wants_vectors(one, paper) ? &ground : nullptr, cells);
            write_place_table(write, sheets, one);
        });
}

std::string annex_pages(SheetPlan const& sheets, SheetMunicipality const& one, SheetGround const& ground,
                        CellGround const& cells)
{
    return sheet_document(sheets, said("Annex to the collective traffic decree") + ": " + one.figures.name,
                          [&](HtmlWriter& write) {
                              write_annex(write, sheets, one);
                              for (SheetPlace const& place : one.places) {
                                  stop_if_interrupted();
                                  write_location_sheet(write, sheets, one, place, ground, cells);
                              }
                          });
}

/// Writes documents and prints them.
class Printer {
  public:
    Printer(SheetsMade& made, std::optional<fs::path> const& browser) : made_{made}, browser_{browser}
    {
        if (!browser_)
            made_.notes.push_back(to_say(
                "There is no Chromium on this machine, so there are no PDF files; print the pages from a browser "
                "at 100 %."));
    }
    void write(fs::path const& stem, std::string const& html, std::size_t pages)
    {
        fs::path page = stem;
        page += ".html";
        write_text(page, html);
        if (!browser_) return;
        fs::path pdf = stem;
        pdf += ".pdf";
        std::chrono::seconds const limit{60 + 2 * static_cast<long>(pages)};
        std::string const problem = print_pdf(*browser_, page, pdf, limit);
        if (problem.empty())
            made_.pdfs += 1;
        else
            made_.notes.push_back(to_say("{} was not printed: {}", pdf.filename().string(), problem));
    }
    bool prints() const { return browser_.has_value(); }

  private:
    SheetsMade& made_;
    std::optional<fs::path> browser_;
};

Page index_page(SheetPlan const& sheets, std::vector<std::string> const& folders, bool prints)
{
    std::string const title = said_with("Sheets of {}", sheets.title);
    Page page{title, title, prognosis_words(sheets.plan)};
    if (!sheets.plan.illustrative.empty())
        page.opening = {Warning{said("CONCEPT"),
                                said("Do not decide on this: the plan rests on examples or assumptions."),
                                said_each(sheets.plan.illustrative)}};
    for (std::size_t i = 0; i < folders.size(); ++i) {
        SheetMunicipality const& one = sheets.municipalities[i];
        PageParts parts{Paragraph{said_with("{} places", one.places.size())}};
        auto const link = [&](char const* file, std::string const& words) {
            for (char const* const ending : {"pdf", "html"})
                if (prints || std::string_view{ending} == "html")
                    parts.add(PageLink{fmt::format("{} ({})", words, ending),
                                       fmt::format("{}/{}.{}", folders[i], file, ending)});
        };
        link(plan_map, said("Plan map, A3 and A4"));
        link(annex, said("Annex to the traffic decree with the location sheets"));
        page.sections.push_back({one.figures.name, std::move(parts)});
    }
    return page;
}

}  // namespace

SheetsMade write_sheets(fs::path const& plan, fs::path const& out, std::optional<fs::path> const& browser,
                        SheetProgress const& progress)
{
    PartialFolder::check(out);
    SheetPlan const sheets = read_sheet_plan(plan);
    CellGround const cells{sheets.plan};
    SheetsMade made;
    made.notes = logo_notes(sheets.plan.config);
    auto const folders = folder_names(sheets.municipalities);
    make_folder(out, [&](fs::path const& folder) {
        Printer printer{made, browser};
        for (std::size_t i = 0; i < folders.size(); ++i) {
            SheetMunicipality const& one = sheets.municipalities[i];
            progress(one.figures.name, static_cast<double>(i) / static_cast<double>(folders.size()));
            fs::create_directory(folder / folders[i]);
            SheetGround const ground{sheets.plan, seen_of(one)};
            tell(ground.notes(), made.notes);
            printer.write(folder / folders[i] / plan_map, plan_map_pages(sheets, one, ground, cells), 3);
            printer.write(folder / folders[i] / annex, annex_pages(sheets, one, ground, cells), one.places.size());
            made.municipalities += 1;
            made.places += one.places.size();
        }
        write_text(folder / "index.html", html(index_page(sheets, folders, printer.prints())));
    });
    return made;
}

}  // namespace laad
