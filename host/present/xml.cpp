// SPDX-License-Identifier: Apache-2.0
#include "host/present/xml.hpp"

#include "host/present/safe_text.hpp"

namespace laad {

std::string xml_text(std::string_view text)
{
    std::string out;
    for (char const c : for_terminal(text))
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    return out;
}

std::string xml_attributes(XmlAttributes const& attributes)
{
    std::string out;
    for (auto const& [name, value] : attributes)
        out.append(" ").append(name).append("=\"").append(xml_text(value)).append("\"");
    return out;
}

std::string xml_element(std::string_view name, XmlAttributes const& attributes, std::string_view inside)
{
    std::string out = "<";
    out.append(name).append(xml_attributes(attributes));
    if (inside.empty()) return out.append("/>");
    return out.append(">").append(inside).append("</").append(name).append(">");
}

}  // namespace laad
