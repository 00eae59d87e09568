// SPDX-License-Identifier: Apache-2.0
#include "host/publish/web_pages.hpp"

#include "host/language/language.hpp"
#include "host/present/html_writer.hpp"
#include "host/publish/columnar.hpp"
#include "host/publish/csp_hash.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/shared_folder.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace laad {
namespace {

std::string content(std::filesystem::path const& file)
{
    std::ifstream stream{file, std::ios::binary};
    std::string const text{std::istreambuf_iterator<char>{stream}, {}};
    if (!stream || text.empty())
        throw InputError{fmt::format(
            "{}: the web map is not built; build it with: npm ci && npm run build, in host/viewer of the sources",
            file.string())};
    return text;
}

std::string html_text(std::string_view text)
{
    HtmlWriter html;
    html.text(text);
    return html.take();
}

/// Puts a backslash into what would end the element of a script, or begin a comment in it: the same in a text of a
/// script, where alone it can stand.
std::string for_element(std::string script)
{
    for (std::string const& mark : {std::string{"</script"}, std::string{"<!--"}})
        for (std::size_t at = script.find(mark); at != std::string::npos; at = script.find(mark, at + 2))
            script.insert(at + 1, 1, '\\');
    return script;
}

/// What the script of a page asks of its body.
std::string marks(PageTexts const& texts)
{
    std::string marks = texts.mode == PageMode::reactions ? " data-mode=\"reactions\"" : "";
    if (!texts.root.empty()) marks += fmt::format(" data-root=\"{}\"", texts.root);
    return marks;
}

std::string page(PageTexts const& texts, std::string const& policy, std::string const& style, std::string const& end)
{
    return fmt::format(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n<link rel=\"icon\" href=\"data:,\">\n"
        "<title>{}</title>\n{}\n</head>\n<body{}>\n<div id=\"app\"></div>\n<noscript>{}</noscript>\n{}\n</body>\n"
        "</html>\n",
        code_of(spoken()), policy, html_text(texts.title), style, marks(texts),
        html_text(said("This page needs JavaScript.")), end);
}

/// The background map of PDOK is fetched when a reader asks for it.
constexpr char const* pictures = "img-src 'self' data: blob: https://service.pdok.nl";

}  // namespace

WebMap built_web_map(std::string const& app)
{
    auto const folder = shared_folder("viewer", LAAD_SOURCE_VIEWER);
    return {content(folder / (app + ".js")), content(folder / (app + ".css"))};
}

std::string page_beside_files(PageTexts const& texts)
{
    std::string const policy =
        fmt::format("default-src 'self'; {}; object-src 'none'; base-uri 'none'; form-action 'none'", pictures);
    std::string head = fmt::format("<link rel=\"stylesheet\" href=\"{}.css\">", texts.app);
    for (std::string const& file : texts.asked_first)
        head += fmt::format("\n<link rel=\"preload\" href=\"{}{}\" as=\"fetch\" crossorigin>", texts.root, file);
    return page(texts, policy, head, fmt::format("<script src=\"{}.js\"></script>", texts.app));
}

std::string page_in_one_file(PageTexts const& texts, WebMap const& map, std::map<std::string, std::string> const& files)
{
    std::string inlined = "{";
    for (auto const& [path, text] : files)
        inlined += (inlined.size() > 1 ? ",\n" : "\n") + json_text(path) + ": " + json_text(text);
    inlined += "\n}";
    std::string const script = for_element(map.script);
    expect(map.style.find("</") == std::string::npos, "page_in_one_file: a style sheet without tags");
    std::string const policy = fmt::format("default-src 'none'; script-src '{}'; style-src '{}'; {}; base-uri 'none'",
                                           csp_hash(script), csp_hash(map.style), pictures);
    return page(
        texts, policy, "<style>" + map.style + "</style>",
        "<script type=\"application/json\" id=\"files\">" + inlined + "</script>\n<script>" + script + "</script>");
}

}  // namespace laad
