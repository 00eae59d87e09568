// SPDX-License-Identifier: Apache-2.0
// The pages that show the web map: with its files beside it, or all in one.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace laad {

/// The web map as it is built: host/viewer/dist, or share/laadraster/viewer.
struct WebMap {
    std::string script;
    std::string style;
};
/// Errors  InputError: it is not built (how to)
WebMap built_web_map();

enum class PageMode { plan, reactions };

struct PageTexts {
    std::string title;
    PageMode mode{};
    std::vector<std::string> asked_first{};  ///< files that the map asks for at once
};

/// For a web server: app.js, app.css and all files beside it; no script in the page.
std::string page_beside_files(PageTexts const&);

/// For a double-click: one file. Scripts and styles other than these do not run (Content-Security-Policy by hash).
/// `files`: by path what the map reads, a text or "base64:...".
std::string page_in_one_file(PageTexts const&, WebMap const&, std::map<std::string, std::string> const& files);

}  // namespace laad
