// SPDX-License-Identifier: Apache-2.0
#include "host/present/style/style_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>

namespace laad {
namespace {

using nlohmann::json;

json word_or_nothing(std::string const& word)
{
    return word.empty() ? json{} : json(word);
}

std::string_view name_of(Mark mark)
{
    // In the order of Mark.
    constexpr std::array<std::string_view, 9> names{"area",     "hatched", "line",          "dot",  "diamond",
                                                    "triangle", "square",  "hollow_square", "words"};
    return names[static_cast<std::size_t>(mark)];
}

json class_json(StyleClass const& one)
{
    return {{"value", one.value},        {"label", one.label},     {"colour", web_colour(one.colour)},
            {"mark", name_of(one.mark)}, {"opacity", one.opacity}, {"rim", web_colour(one.rim)},
            {"rim_mm", one.rim_mm},      {"size_mm", one.size_mm}};
}

}  // namespace

std::string web_colour(Rgb colour)
{
    return fmt::format("#{:06x}", colour);
}

nlohmann::json style_json(Style const& style)
{
    json classes = json::array();
    for (StyleClass const& one : style.classes)
        classes.push_back(class_json(one));
    json codes = json::array();
    for (StyleCode const& code : style.codes)
        codes.push_back({{"value", code.value},
                         {"label", code.label},
                         {"colour", code.colour ? json(web_colour(*code.colour)) : json{}}});
    return {{"heading", style.heading},
            {"field", word_or_nothing(style.field)},
            {"upper", style.upper},
            {"classes", std::move(classes)},
            {"codes", std::move(codes)}};
}

}  // namespace laad
