// SPDX-License-Identifier: Apache-2.0
#include "host/language/language.hpp"
#include "host/present/style/qml.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <set>

namespace laad {
namespace {

/// What cells up to `last` look like, as far as no entry before it says so.
struct Entry {
    std::int64_t last{};
    std::string label;
    Rgb colour{};
    double opacity{};
};

Entry entry_of(StyleCode const& code)
{
    return {code.value, code.label, code.colour.value_or(0xffffff), code.colour ? code.opacity : 0};
}

/// The values at which an entry ends: limits of classes, codes and the values just below these. Codes stand at the ends
/// of what a cell can hold: those up to 0 below all classes, others above them.
std::set<std::int64_t> ends(Style const& style)
{
    std::set<std::int64_t> all{style.upper.begin(), style.upper.end()};
    for (StyleCode const& code : style.codes) {
        all.insert(code.value);
        if (code.value != 0) all.insert(code.value - 1);
    }
    bool const code_is_last = !all.empty() && *all.rbegin() > 0 && style.code(*all.rbegin()) != nullptr;
    if (!code_is_last) all.insert(std::numeric_limits<std::int64_t>::max());
    return all;
}

std::vector<Entry> entries_of(Style const& style)
{
    std::vector<Entry> entries;
    for (std::int64_t const last : ends(style)) {
        if (StyleCode const* code = style.code(last)) {
            entries.push_back(entry_of(*code));
            continue;
        }
        StyleClass const& one = style.of(last);
        entries.push_back({last, one.label, one.colour, one.opacity});
    }
    return entries;
}

std::string web_rgb(Rgb colour)
{
    return fmt::format("#{:06x}", colour);
}

XmlAttributes look_of(Entry const& entry, std::string value)
{
    return {{"value", std::move(value)},
            {"label", said(entry.label)},
            {"color", web_rgb(entry.colour)},
            {"alpha", std::to_string(std::lround(255 * entry.opacity))}};
}

std::string renderer_of_codes(Style const& style)
{
    std::string palette;
    for (StyleCode const& code : style.codes)
        palette += xml_element("paletteEntry", look_of(entry_of(code), std::to_string(code.value)));
    return xml_element(
        "rasterrenderer",
        {{"type", "paletted"}, {"band", "1"}, {"opacity", "1"}, {"alphaBand", "-1"}, {"nodataColor", ""}},
        xml_element("colorPalette", {}, palette));
}

/// Cells are whole numbers, so a class ends half way to the next one: a product with `scale` may be a little off.
std::string renderer_of_numbers(Style const& style, double scale)
{
    auto const shown = [&](std::int64_t last) {
        return fmt::format("{:.10g}", (static_cast<double>(last) + 0.5) * scale);
    };
    auto const entries = entries_of(style);
    std::string items;
    for (Entry const& entry : entries)
        items += xml_element("item", look_of(entry, &entry == &entries.back() ? "inf" : shown(entry.last)));
    // A style of one class has no limits.
    std::string const least = style.upper.empty() ? "0" : shown(style.upper.front());
    std::string const most = style.upper.empty() ? "1" : shown(style.upper.back());
    std::string const shader = xml_element("colorrampshader",
                                           {{"colorRampType", "DISCRETE"},
                                            {"classificationMode", "2"},
                                            {"clip", "0"},
                                            {"minimumValue", least},
                                            {"maximumValue", most},
                                            {"labelPrecision", "0"}},
                                           items);
    return xml_element("rasterrenderer",
                       {{"type", "singlebandpseudocolor"},
                        {"band", "1"},
                        {"opacity", "1"},
                        {"alphaBand", "-1"},
                        {"nodataColor", ""},
                        {"classificationMin", least},
                        {"classificationMax", most}},
                       xml_element("rastershader", {}, shader));
}

}  // namespace

std::string raster_qml(Style style, BandInfo const& band)
{
    std::erase_if(style.codes, [&](StyleCode const& code) { return static_cast<double>(code.value) == band.nodata; });
    std::string const nearest = xml_element("resampling", {{"enabled", "false"},
                                                           {"zoomedInResamplingMethod", "nearestNeighbour"},
                                                           {"zoomedOutResamplingMethod", "nearestNeighbour"},
                                                           {"maxOversampling", "2"}});
    std::string const renderer =
        style.classes.empty() ? renderer_of_codes(style) : renderer_of_numbers(style, band.scale);
    return qml_of({xml_attributes({{"version", "3.22.0"}, {"styleCategories", "AllStyleCategories"}}),
                   xml_element("pipe", {}, xml_element("provider", {}, nearest) + renderer)});
}

}  // namespace laad
