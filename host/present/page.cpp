// SPDX-License-Identifier: Apache-2.0
#include "host/present/page.hpp"

#include "host/language/language.hpp"
#include "host/language/said_note.hpp"
#include "host/language/said_with.hpp"
#include "host/present/base64.hpp"
#include "host/present/html_writer.hpp"
#include "host/present/page_style.hpp"
#include "host/present/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string_view>

namespace laad {

PageParts::PageParts(std::initializer_list<PageParts> all)
{
    for (PageParts const& some : all)
        parts_.insert(parts_.end(), some.parts_.begin(), some.parts_.end());
}

void PageParts::add(PageParts more)
{
    std::ranges::move(more.parts_, std::back_inserter(parts_));
}

namespace {

/// The parts of a page as HTML.
class PageWriter : public HtmlWriter {
  public:
    void operator()(Paragraph const& paragraph)
    {
        if (!paragraph.text.empty()) element("p", said_note(paragraph.text));
    }
    void operator()(Heading const& heading) { element("h3", said_note(heading.text)); }
    void operator()(PageLink const& link)
    {
        element("p", {}, [&] { element("a", said_note(link.text), {{"href", link.file}}); });
    }
    void operator()(List const& list)
    {
        if (list.items.empty()) return;
        element("ul", {}, [&] {
            for (std::size_t i = 0; i < std::min(list.items.size(), list.cut.most); ++i)
                element("li", said_note(list.items[i]));
        });
        tell(list.cut, list.items.size());
    }
    void operator()(PageTable const&);
    void operator()(Picture const& figure)
    {
        element("figure", {}, [&] {
            char const* const type = figure.kind == Picture::Kind::svg ? "svg+xml" : "png";
            open("img", {{"alt", said_note(figure.title) + ": " + said_note(figure.subtitle)},
                         {"src", fmt::format("data:image/{};base64,{}", type, base64(figure.bytes))}});
            element("figcaption", {}, [&] {
                element("b", said_note(figure.title));
                text(": " + said_note(figure.subtitle));
            });
        });
    }
    void operator()(Cards const& cards)
    {
        element("div", {{"class", "cards"}}, [&] {
            for (auto const& [figure, meaning] : cards.cards)
                element("div", {{"class", "card"}}, [&] {
                    element("b", said_note(figure));
                    element("span", said_note(meaning));
                });
        });
    }
    void operator()(Warning const& warning)
    {
        element("div", {{"class", "banner"}, {"role", "note"}}, [&] {
            element("b", said_note(warning.bold));
            text(" " + said_note(warning.text));
            (*this)(List{warning.items});
        });
    }
    void operator()(SideBySide const& beside)
    {
        auto const columns =
            fmt::format("grid-template-columns:repeat(auto-fit,minmax(min(100%,{}px),1fr))", beside.least_px);
        element("div", {{"class", "beside"}, {"style", columns}}, [&] {
            for (PageParts const& parts : beside.columns)
                element("div", {}, [&] { all(parts); });
        });
    }
    void all(PageParts const& parts)
    {
        for (PagePart const& part : parts.all()) {
            std::visit(*this, static_cast<PagePart::variant const&>(part));
            line();
        }
    }

  private:
    void tell(Cut const& cut, std::size_t count)
    {
        if (count > cut.most)
            element("p", said_with("The first {} of {}; all are in {}.", cut.most,
                                   grouped(static_cast<std::int64_t>(count)), said(cut.file)));
    }
};

void PageWriter::operator()(PageTable const& table)
{
    if (table.rows.empty()) return;
    auto const cell = [&](PageColumn const& column, std::string const& content, char const* scope,
                          std::string const& file = {}) {
        constexpr std::size_t short_text = 18;  // kept on one line
        Attributes attributes;
        if (scope != nullptr) attributes.push_back({"scope", scope});
        if (column.is_number || content.size() <= short_text)
            attributes.push_back({"class", column.is_number ? "n" : "k"});
        element(scope != nullptr ? "th" : "td", attributes, [&] {
            file.empty() ? text(content) : element("a", content, {{"href", file}});
        });
    };
    element("div", {{"class", "scroll"}, {"tabindex", "0"}}, [&] {
        element("table", {}, [&] {
            element("caption", said_note(table.caption));
            element("thead", {}, [&] {
                element("tr", {}, [&] {
                    for (PageColumn const& column : table.columns)
                        cell(column, said_note(column.title), "col");
                });
            });
            element("tbody", {}, [&] {
                for (std::size_t r = 0; r < std::min(table.rows.size(), table.cut.most); ++r) {
                    line();
                    element("tr", {}, [&] {
                        for (std::size_t i = 0; i < table.rows[r].size(); ++i)
                            cell(table.columns[i],
                                 table.columns[i].is_number ? table.rows[r][i] : said_note(table.rows[r][i]),
                                 i == 0 ? "row" : nullptr,
                                 i == 0 && r < table.files.size() ? table.files[r] : std::string{});
                    });
                }
            });
        });
    });
    tell(table.cut, table.rows.size());
}

}  // namespace

std::string html(Page const& page)
{
    PageWriter write;
    write.doctype();
    write.element("html", {{"lang", std::string{code_of(spoken())}}}, [&] {
        write.element("head", {}, [&] {
            write.open("meta", {{"charset", "utf-8"}});
            write.open("meta", {{"name", "viewport"}, {"content", "width=device-width,initial-scale=1"}});
            write.element("title", said_note(page.title));
            write.style(page_style);
        });
        write.element("body", {}, [&] {
            write.element("header", {}, [&] {
                write.element("h1", said_note(page.heading));
                write.element("p", said_note(page.soft), {{"class", "soft"}});
            });
            write.element("main", {}, [&] {
                write.all(page.opening);
                write.element("nav", {{"aria-label", said_note("Contents")}}, [&] {
                    for (std::size_t i = 0; i < page.sections.size(); ++i) {
                        write.element("a", said_note(page.sections[i].title),
                                      {{"href", fmt::format("#part{}", i + 1)}});
                        write.line();  // where the list may break
                    }
                });
                for (std::size_t i = 0; i < page.sections.size(); ++i)
                    write.element("section", {{"id", fmt::format("part{}", i + 1)}}, [&] {
                        write.element("h2", said_note(page.sections[i].title));
                        write.all(page.sections[i].parts);
                    });
            });
        });
    });
    write.line();
    return write.take();
}

}  // namespace laad
