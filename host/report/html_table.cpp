// SPDX-License-Identifier: Apache-2.0
#include "host/report/html_table.hpp"

#include "host/report/words.hpp"

#include <fmt/format.h>

namespace laad {

char const* const html_style = R"(
:root{color-scheme:light;--ink:#1c2733;--soft:#5b6875;--line:#d9dfe5;--accent:#0072b2;--warn:#ffd166}
*{box-sizing:border-box}
body{margin:0;font:16px/1.5 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:var(--ink);background:#f5f7f9}
main,header{max-width:1180px;margin:0 auto;padding:0 20px}
header{padding-top:28px}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .3rem}
h2{font-size:1.3rem;margin:0 0 .6rem}
p{margin:.4rem 0 .8rem;max-width:75ch}
.soft{color:var(--soft)}
.banner{background:var(--warn);border-radius:8px;padding:12px 16px;margin:16px 0;color:#3a2a00}
.banner ul{margin:.3rem 0 0;padding-left:1.2rem}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(180px,1fr));gap:12px;margin:18px 0}
.card{background:#fff;border:1px solid var(--line);border-radius:10px;padding:14px 16px}
.card b{display:block;font-size:1.6rem;line-height:1.2;color:var(--accent)}
.card span{font-size:.9rem;color:var(--soft)}
section{background:#fff;border:1px solid var(--line);border-radius:10px;padding:20px;margin:18px 0}
figure{margin:0 0 18px}
figure img{width:100%;height:auto;display:block;border:1px solid var(--line);border-radius:6px}
figcaption{font-size:.9rem;color:var(--soft);margin-top:6px}
.scroll{overflow-x:auto;margin:0 0 14px}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:left;font-weight:600;padding:4px 0 8px}
th,td{padding:6px 10px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
thead th{background:#eef2f5;vertical-align:bottom}
thead th.n,thead th.k{white-space:normal}
tbody th{font-weight:600}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.k{white-space:nowrap}
.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(300px,1fr));gap:20px}
nav a{color:var(--accent);margin-right:14px}
a:focus-visible{outline:3px solid var(--accent)}
@media (max-width:600px){main,header{padding:0 10px}section{padding:12px}h1{font-size:1.5rem}}
@media print{body{background:#fff}section,.card{border:0;padding:0;break-inside:avoid-page}nav{display:none}.scroll{overflow:visible}table{font-size:.75rem}thead{display:table-header-group}tr{break-inside:avoid}}
)";

namespace {

constexpr std::size_t short_text = 18;  ///< kept on one line

std::string cell(char const* tag, char const* scope, HtmlColumn const& column, std::string const& text)
{
    char const* const kind = column.is_number ? " class=\"n\"" : text.size() <= short_text ? " class=\"k\"" : "";
    return fmt::format("<{0}{1}{2}>{3}</{0}>", tag, scope, kind, escaped_html(text));
}

}  // namespace

std::string html_table(std::string const& caption, std::vector<HtmlColumn> const& columns, HtmlRows const& rows)
{
    std::string out =
        "<div class=\"scroll\" tabindex=\"0\"><table><caption>" + escaped_html(caption) + "</caption><thead><tr>";
    for (HtmlColumn const& column : columns)
        out += cell("th", " scope=\"col\"", column, column.title);
    out += "</tr></thead><tbody>\n";
    for (auto const& row : rows) {
        out += "<tr>";
        for (std::size_t i = 0; i < row.size(); ++i)
            out += i == 0 ? cell("th", " scope=\"row\"", columns[i], row[i]) : cell("td", "", columns[i], row[i]);
        out += "</tr>\n";
    }
    return out + "</tbody></table></div>\n";
}

std::string html_list(std::vector<std::string> const& items)
{
    std::string out = "<ul>";
    for (std::string const& item : items)
        out += "<li>" + escaped_html(item) + "</li>";
    return out + "</ul>\n";
}

std::string html_paragraph(std::string const& text)
{
    return "<p>" + escaped_html(text) + "</p>\n";
}

std::string html_section(std::string const& title, std::string const& content)
{
    return "<section><h2>" + escaped_html(title) + "</h2>\n" + content + "</section>\n";
}

std::string html_figure(std::string const& png, std::string const& title, std::string const& subtitle)
{
    return fmt::format(
        "<figure><img alt=\"{}\" src=\"data:image/png;base64,{}\"><figcaption><b>{}</b>: {}</figcaption></figure>\n",
        escaped_html(title + ": " + subtitle), base64(png), escaped_html(title), escaped_html(subtitle));
}

std::string html_card(std::string const& figure, std::string const& meaning)
{
    return fmt::format("<div class=\"card\"><b>{}</b><span>{}</span></div>\n", escaped_html(figure),
                       escaped_html(meaning));
}

std::string html_head(std::string const& title, std::string const& heading, std::string const& soft)
{
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{}</title>"
        "<style>{}</style></head><body>\n<header><h1>{}</h1><p class=\"soft\">{}</p></header>\n<main>\n",
        escaped_html(title), html_style, escaped_html(heading), escaped_html(soft));
}

std::string html_foot()
{
    return "</main></body></html>\n";
}

std::string base64(std::string const& bytes)
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

}  // namespace laad
