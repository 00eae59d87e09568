// SPDX-License-Identifier: Apache-2.0
// The pages that show the web map: with its files beside it, or all in one.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace laad {

/// The script and style of a page as they are built: in host/viewer/dist, or share/laadraster/viewer.
struct WebMap {
    std::string script;
    std::string style;
};
/// `app`: app (the web map), monitor or laadkans.
/// Errors  InputError: it is not built (how to)
WebMap built_web_map(std::string const& app);
using BuiltWebMap = WebMap (*)(std::string const& app);  ///< built_web_map; tests have their own

enum class PageMode { plan, reactions };

struct PageTexts {
    std::string title;
    PageMode mode{};
    std::vector<std::string> asked_first{};  ///< files that the map asks for at once
    std::string app{"app"};                  ///< its script and style: <app>.js, <app>.css
    std::string root{};                      ///< from the page to the published folder: "", or "../"
};

/// For a web server: its script, its style and all files beside it; no script in the page.
std::string page_beside_files(PageTexts const&);

/// For a double-click: one file. Scripts and styles other than these do not run (Content-Security-Policy by hash).
/// `files`: by path what the map reads, a text or "base64:...".
std::string page_in_one_file(PageTexts const&, WebMap const&, std::map<std::string, std::string> const& files);

}  // namespace laad
