// SPDX-License-Identifier: Apache-2.0
#include "host/present/page.hpp"

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

std::string base64(std::string_view bytes)
{
    constexpr char const* digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        std::uint32_t three = 0;
        std::size_t const count = std::min<std::size_t>(3, bytes.size() - at);
        for (std::size_t i = 0; i < 3; ++i)
            three = three << 8 | (i < count ? static_cast<unsigned char>(bytes[at + i]) : 0u);
        for (std::size_t i = 0; i < 4; ++i)
            out += i <= count ? digits[three >> (18 - 6 * i) & 63] : '=';
    }
    return out;
}

struct Attribute {
    char const* name;
    std::string value;
};
using Attributes = std::vector<Attribute>;

/// The only place that writes tags.
class HtmlWriter {
  public:
    void text(std::string_view text)
    {
        for (char const c : text) {
            switch (c) {
                case '&':
                    out_ += "&amp;";
                    break;
                case '<':
                    out_ += "&lt;";
                    break;
                case '>':
                    out_ += "&gt;";
                    break;
                case '"':
                    out_ += "&quot;";
                    break;
                case '\'':
                    out_ += "&#39;";
                    break;
                default:  // a control character has no place in a page
                    bool const control = (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
                    control ? out_ += "\uFFFD" : out_ += c;
            }
        }
    }
    void open(char const* tag, Attributes const& attributes = {})
    {
        out_ += fmt::format("<{}", tag);
        for (auto const& [name, value] : attributes) {
            out_ += fmt::format(" {}=\"", name);
            text(value);
            out_ += '"';
        }
        out_ += '>';
    }
    void close(char const* tag) { out_ += fmt::format("</{}>", tag); }
    template <class Inside>
    void element(char const* tag, Attributes const& attributes, Inside inside)
    {
        open(tag, attributes);
        inside();
        close(tag);
    }
    void element(char const* tag, std::string_view content, Attributes const& attributes = {})
    {
        element(tag, attributes, [&] { text(content); });
    }
    void line() { out_ += '\n'; }
    void doctype() { out_ += "<!DOCTYPE html>\n"; }
    void style(char const* sheet) { out_ += fmt::format("<style>{}</style>", sheet); }

    void operator()(Paragraph const& paragraph)
    {
        if (!paragraph.text.empty()) element("p", paragraph.text);
    }
    void operator()(Heading const& heading) { element("h3", heading.text); }
    void operator()(PageLink const& link)
    {
        element("p", {}, [&] { element("a", link.text, {{"href", link.file}}); });
    }
    void operator()(List const& list)
    {
        if (list.items.empty()) return;
        element("ul", {}, [&] {
            for (std::size_t i = 0; i < std::min(list.items.size(), list.cut.most); ++i)
                element("li", list.items[i]);
        });
        tell(list.cut, list.items.size());
    }
    void operator()(PageTable const&);
    void operator()(Picture const& figure)
    {
        element("figure", {}, [&] {
            char const* const type = figure.kind == Picture::Kind::svg ? "svg+xml" : "png";
            open("img", {{"alt", figure.title + ": " + figure.subtitle},
                         {"src", fmt::format("data:image/{};base64,{}", type, base64(figure.bytes))}});
            element("figcaption", {}, [&] {
                element("b", figure.title);
                text(": " + figure.subtitle);
            });
        });
    }
    void operator()(Cards const& cards)
    {
        element("div", {{"class", "cards"}}, [&] {
            for (auto const& [figure, meaning] : cards.cards)
                element("div", {{"class", "card"}}, [&] {
                    element("b", figure);
                    element("span", meaning);
                });
        });
    }
    void operator()(Warning const& warning)
    {
        element("div", {{"class", "banner"}, {"role", "note"}}, [&] {
            element("b", warning.bold);
            text(" " + warning.text);
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
    std::string take() { return std::move(out_); }

  private:
    void tell(Cut const& cut, std::size_t count)
    {
        if (count > cut.most)
            element("p", fmt::format("The first {} of {}; all are in {}.", cut.most,
                                     grouped(static_cast<std::int64_t>(count)), cut.file));
    }

    std::string out_;
};

void HtmlWriter::operator()(PageTable const& table)
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
            element("caption", table.caption);
            element("thead", {}, [&] {
                element("tr", {}, [&] {
                    for (PageColumn const& column : table.columns)
                        cell(column, column.title, "col");
                });
            });
            element("tbody", {}, [&] {
                for (std::size_t r = 0; r < std::min(table.rows.size(), table.cut.most); ++r) {
                    line();
                    element("tr", {}, [&] {
                        for (std::size_t i = 0; i < table.rows[r].size(); ++i)
                            cell(table.columns[i], table.rows[r][i], i == 0 ? "row" : nullptr,
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
    HtmlWriter write;
    write.doctype();
    write.element("html", {{"lang", "en"}}, [&] {
        write.element("head", {}, [&] {
            write.open("meta", {{"charset", "utf-8"}});
            write.open("meta", {{"name", "viewport"}, {"content", "width=device-width,initial-scale=1"}});
            write.element("title", page.title);
            write.style(page_style);
        });
        write.element("body", {}, [&] {
            write.element("header", {}, [&] {
                write.element("h1", page.heading);
                write.element("p", page.soft, {{"class", "soft"}});
            });
            write.element("main", {}, [&] {
                write.all(page.opening);
                write.element("nav", {{"aria-label", "Contents"}}, [&] {
                    for (std::size_t i = 0; i < page.sections.size(); ++i) {
                        write.element("a", page.sections[i].title, {{"href", fmt::format("#part{}", i + 1)}});
                        write.line();  // where the list may break
                    }
                });
                for (std::size_t i = 0; i < page.sections.size(); ++i)
                    write.element("section", {{"id", fmt::format("part{}", i + 1)}}, [&] {
                        write.element("h2", page.sections[i].title);
                        write.all(page.sections[i].parts);
                    });
            });
        });
    });
    write.line();
    return write.take();
}

}  // namespace laad
