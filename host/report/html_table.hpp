// SPDX-License-Identifier: Apache-2.0
// The parts an HTML page is made of. Every text is escaped here, so that no name of a street can break the page.
#pragma once

#include <string>
#include <vector>

namespace laad {

using HtmlRows = std::vector<std::vector<std::string>>;

struct HtmlColumn {
    std::string title;
    bool is_number{};
};

/// A table with a caption; the first column heads its row.
std::string html_table(std::string const& caption, std::vector<HtmlColumn> const& columns, HtmlRows const& rows);
std::string html_list(std::vector<std::string> const& items);
std::string html_paragraph(std::string const& text);
std::string html_section(std::string const& title, std::string const& content);
/// A picture inside the page, with what it shows for those who cannot see it.
std::string html_figure(std::string const& png, std::string const& title, std::string const& subtitle);
/// A figure that counts, large, with what it means below it; stands in a <div class="cards">.
std::string html_card(std::string const& figure, std::string const& meaning);
/// The page up to its first section, and what closes it. `soft`: a line below the heading.
std::string html_head(std::string const& title, std::string const& heading, std::string const& soft);
std::string html_foot();
std::string base64(std::string const& bytes);

/// The style sheet of the page.
extern char const* const html_style;

}  // namespace laad
