// SPDX-License-Identifier: Apache-2.0
#include "host/present/style/qml.hpp"

#include "host/language/language.hpp"
#include "host/present/style/qml_labels.hpp"
#include "host/present/style/qml_symbol.hpp"

#include <fmt/format.h>

namespace laad {
namespace {

/// The end of the range below limit i, in the unit of the field. Of changes it lies between two whole numbers, as a
/// size belongs to the class nearer to 0 on either side of it.
double edge(Style const& style, std::size_t i)
{
    return (static_cast<double>(style.upper[i]) + (style.diverging ? 0.5 : 0)) / style.per_unit;
}

std::string class_entry(Style const& style, std::size_t i)
{
    StyleClass const& one = style.classes[i];
    XmlAttributes entry{{"render", "true"}, {"symbol", std::to_string(i)}, {"label", said(one.label)}};
    if (style.upper.empty()) {
        entry.emplace_back("value", one.value);
        return xml_element("category", entry);
    }
    constexpr double unbounded = 1e12;
    bool const from_zero = i == 0 && !style.diverging && style.upper[0] > 0;
    double const lower = from_zero ? 0 : i == 0 ? -unbounded : edge(style, i - 1);
    double const upper = i == style.upper.size() ? unbounded : edge(style, i);
    entry.emplace_back("lower", fmt::format("{}", lower));
    entry.emplace_back("upper", fmt::format("{}", upper));
    return xml_element("range", entry);
}

/// Low ranks are drawn last, above the others.
std::string drawing_order(std::string const& field)
{
    return xml_element("orderby", {},
                       xml_element("orderByClause", {{"asc", "0"}, {"nullsFirst", "1"}}, xml_text(qml_field(field))));
}

bool are_signs(Style const& style)
{
    return is_sign(style.classes.front().mark);
}

std::string renderer(Style const& style)
{
    bool const in_order = are_signs(style) && !style.labels.empty();
    std::string classes;
    std::string symbols;
    for (std::size_t i = 0; i < style.classes.size(); ++i) {
        classes += class_entry(style, i);
        symbols += qml_symbol(std::to_string(i), style.classes[i], in_order ? style.labels : "");
    }
    symbols = xml_element("symbols", {}, symbols);
    XmlAttributes attributes{{"enableorderby", in_order ? "1" : "0"}};
    std::string const order = in_order ? drawing_order(style.labels) : "";
    if (style.classes.size() == 1 && style.classes.front().value.empty()) {
        attributes.emplace_back("type", "singleSymbol");
        return xml_element("renderer-v2", attributes, symbols + order);
    }
    attributes.emplace_back("type", style.upper.empty() ? "categorizedSymbol" : "graduatedSymbol");
    attributes.emplace_back("attr", style.field);
    if (!style.upper.empty()) attributes.emplace_back("graduatedMethod", "GraduatedColor");
    classes = xml_element(style.upper.empty() ? "categories" : "ranges", {}, classes);
    return xml_element("renderer-v2", attributes, classes + symbols + order);
}

std::string labels_of(Style const& style)
{
    StyleClass const& first = style.classes.front();
    if (style.labels.empty()) return "";
    if (is_sign(first.mark)) return labels_on_signs(style.labels);
    return first.mark == Mark::line ? labels_in_borders(style.labels, first.colour) : labels_in_areas(style.labels);
}

/// In tables and forms a code reads as in the legend.
std::string words_of_codes(Style const& style)
{
    if (style.field.empty() || !style.upper.empty()) return "";
    std::string words;
    for (StyleClass const& one : style.classes)
        words += xml_element("Option", {{"type", "Map"}}, qml_option(said(one.label), one.value));
    std::string const list = xml_element("Option", {{"type", "List"}, {"name", "map"}}, words);
    std::string const config = xml_element("config", {}, xml_element("Option", {{"type", "Map"}}, list));
    std::string const widget = xml_element("editWidget", {{"type", "ValueMap"}}, config);
    return xml_element("fieldConfiguration", {}, xml_element("field", {{"name", style.field}}, widget));
}

}  // namespace

std::string qml(Style const& style)
{
    bool const labelled = !style.labels.empty();
    return qml_of({xml_attributes({{"version", "3.22.0"},
                                   {"styleCategories", "AllStyleCategories"},
                                   {"labelsEnabled", labelled ? "1" : "0"}}),
                   renderer(style) + labels_of(style) + words_of_codes(style)});
}

Style as_marks(Style style, Mark mark, double size_mm)
{
    for (StyleClass& one : style.classes) {
        one.mark = mark;
        one.size_mm = size_mm;
    }
    return style;
}

QmlParts parts_of(std::string const& qml)
{
    std::string const begin = "<qgis";
    std::size_t const attributes = qml.find(begin) + begin.size();
    std::size_t const elements = qml.find('>', attributes) + 1;
    return {qml.substr(attributes, elements - 1 - attributes), qml.substr(elements, qml.rfind("</qgis>") - elements)};
}

std::string qml_of(QmlParts const& parts)
{
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis" + parts.attributes + ">" +
           parts.elements + "</qgis>\n";
}

}  // namespace laad
