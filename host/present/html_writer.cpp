// SPDX-License-Identifier: Apache-2.0
#include "host/present/html_writer.hpp"

#include <fmt/format.h>

namespace laad {
namespace {

bool is_control(char c)
{
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
}

}  // namespace

void HtmlWriter::text(std::string_view text)
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
                is_control(c) ? out_ += "\uFFFD" : out_ += c;
        }
    }
}

void HtmlWriter::open(char const* tag, Attributes const& attributes)
{
    out_ += fmt::format("<{}", tag);
    for (auto const& [name, value] : attributes) {
        out_ += fmt::format(" {}=\"", name);
        text(value);
        out_ += '"';
    }
    out_ += '>';
}

void HtmlWriter::close(char const* tag)
{
    out_ += fmt::format("</{}>", tag);
}

void HtmlWriter::element(char const* tag, std::string_view content, Attributes const& attributes)
{
    element(tag, attributes, [&] { text(content); });
}

void HtmlWriter::style(std::string_view sheet)
{
    out_ += fmt::format("<style>{}</style>", sheet);
}

std::string css_text(std::string_view text)
{
    std::string out = "\"";
    for (char const c : text)
        if (c == '"' || c == '\\' || c == '<' || c == '\n' || c == '\t' || is_control(c))
            out += fmt::format("\\{:x} ", static_cast<unsigned char>(c));
        else
            out += c;
    return out + '"';
}

}  // namespace laad
