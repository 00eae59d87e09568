// SPDX-License-Identifier: Apache-2.0
#include "host/sheets/sheet_page.hpp"

#include "host/present/publisher.hpp"
#include "host/present/words.hpp"
#include "host/sheets/sheet_style.hpp"
#include "host/sheets/sheet_words.hpp"
#include "rasters/error.hpp"

#include <algorithm>

namespace laad {
namespace {

std::string by_line(SheetPlan const& sheets)
{
    PublishConfig const& publish = sheets.plan.config.publish;
    std::vector<std::string> parts;
    if (!publish.author.empty()) parts.push_back(publish.author);
    parts.push_back(publish.date.empty() ? said("without a date") : date_words(publish.date));
    parts.push_back(prognosis_words(sheets.plan));
    return joined(parts, " \u00b7 ");
}

/// What a page margin says where pages flow: it is no part of the page itself.
std::string page_margins(SheetPlan const& sheets)
{
    std::string const of =
        fmt::format("{} \" \" counter(page) \" {} \" counter(pages)", css_text(said("page")), said("of"));
    std::string style = fmt::format("@page{{@bottom-right{{content:{}}}}}\n", of);
    style += fmt::format("@page list{{@bottom-left{{content:{}}}}}\n",
                         css_text(by_line(sheets) + ". " + said("Sources") + ": " + sheets.source));
    if (!sheets.plan.illustrative.empty())
        style +=
            fmt::format("@page list{{@top-right{{content:{}}}}}\n", css_text(said("CONCEPT: illustrative figures")));
    return style;
}

}  // namespace

std::string sheet_document(SheetPlan const& sheets, std::string const& title,
                           std::function<void(HtmlWriter&)> const& pages)
{
    HtmlWriter write;
    write.doctype();
    write.element("html", {{"lang", std::string{code_of(spoken())}}}, [&] {
        write.element("head", {}, [&] {
            write.open("meta", {{"charset", "utf-8"}});
            write.open("meta", {{"name", "viewport"}, {"content", "width=device-width,initial-scale=1"}});
            write.element("title", title);
            write.style(sheet_style);
            write.style(page_margins(sheets));
        });
        write.element("body", {}, [&] { write.element("main", {}, [&] { pages(write); }); });
    });
    write.line();
    return write.take();
}

void write_head(HtmlWriter& write, SheetPlan const& sheets, SheetHead const& head)
{
    write.element("header", {}, [&] {
        if (std::string const logo = logo_address(sheets.plan.config); !logo.empty())
            write.open("img", {{"class", "logo"}, {"src", logo}, {"alt", sheets.plan.config.publish.author}});
        write.element("div", {}, [&] {
            write.element("h2", head.title);
            write.element("p", head.soft);
        });
        if (!head.number.empty()) write.element("strong", head.number, {{"class", "number"}});
    });
}

void write_warning(HtmlWriter& write, SheetPlan const& sheets, Warn warn)
{
    auto const& parts = sheets.plan.illustrative;
    if (parts.empty()) return;
    write.element("p", {{"class", "warning"}, {"role", "note"}}, [&] {
        write.element("b", said("CONCEPT"));
        write.text(" " + said("Do not decide on this: the plan rests on examples or assumptions."));
        write.text(" " +
                   (warn == Warn::in_full ? joined(said_each(parts), "; ") + "." : said("The first page says which.")));
    });
}

void write_foot(HtmlWriter& write, SheetPlan const& sheets)
{
    write.element("footer", {}, [&] {
        write.element("p", by_line(sheets));
        write.element("p", said("Sources") + ": " + sheets.source);
    });
}

void write_facts(HtmlWriter& write, std::vector<Fact> const& facts)
{
    write.element("dl", {}, [&] {
        for (auto const& [name, words] : facts) {
            write.element("dt", name);
            write.element("dd", words);
        }
    });
}

}  // namespace laad
