// SPDX-License-Identifier: Apache-2.0
#include "host/compare/report_page.hpp"

#include "host/report/html_table.hpp"
#include "host/report/words.hpp"

#include <fmt/format.h>

namespace laad {

void ReportPage::add(std::string const& title, std::string const& content)
{
    ++count_;
    contents_ += fmt::format("<a href=\"#part{}\">{}</a>\n", count_, escaped_html(title));
    sections_ += fmt::format("<div id=\"part{}\">{}</div>\n", count_, html_section(title, content));
}

std::string ReportPage::html() const
{
    return head_ + "<nav aria-label=\"Contents\">" + contents_ + "</nav>\n" + sections_ + html_foot();
}

}  // namespace laad
