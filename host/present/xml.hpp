// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace laad {

using XmlAttributes = std::vector<std::pair<std::string_view, std::string>>;

/// Text as XML holds it: no markup, no control characters.
std::string xml_text(std::string_view text);
/// ` name="value"` for each.
std::string xml_attributes(XmlAttributes const&);
/// `inside` is XML; attributes are text.
std::string xml_element(std::string_view name, XmlAttributes const&, std::string_view inside = {});

}  // namespace laad
