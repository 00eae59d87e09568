// SPDX-License-Identifier: Apache-2.0
// Source  RVV 1990, annex 1, sign E8: parking for the kind of vehicle that the sign shows; drawn as a hint of it, not
//         to the measures of the sign makers.
#include "host/sheets/location_sheet.hpp"
#include "host/sheets/sheet_words.hpp"
#include "host/sheets/svg.hpp"

#include <algorithm>
#include <array>

namespace laad {
namespace {

constexpr Rgb sign_blue = 0x0a4da1;
constexpr Rgb white = 0xffffff;
constexpr Rgb black = 0x000000;

/// A car from the side with a plug on a cable.
void draw_electric_car(SvgWriter& svg, Mm at)
{
    Pen const filled{.fill = white};
    svg.path(path_through({at + Mm{0, 4.4}, at + Mm{0.3, 3.1}, at + Mm{2, 2.7}, at + Mm{3.4, 0.9}, at + Mm{7.2, 0.9},
                           at + Mm{8.6, 2.7}, at + Mm{9.8, 3.1}, at + Mm{10, 4.4}},
                          true),
             {.fill = white, .stroke = white, .width = 0.4, .round = true});
    svg.path(path_through({at + Mm{3.1, 2.6}, at + Mm{3.9, 1.5}, at + Mm{5.1, 1.5}, at + Mm{5.1, 2.6}}, true),
             {.fill = sign_blue});
    svg.path(path_through({at + Mm{5.6, 2.6}, at + Mm{5.6, 1.5}, at + Mm{6.8, 1.5}, at + Mm{7.6, 2.6}}, true),
             {.fill = sign_blue});
    for (double const x : {2.4, 7.6})
        svg.disc(at + Mm{x, 4.5}, 1.0, {.fill = white, .stroke = sign_blue, .width = 0.35});
    svg.path(path_through({at + Mm{10, 3.7}, at + Mm{11.4, 3.7}, at + Mm{11.4, 1.4}}),
             {.stroke = white, .width = 0.45, .round = true});
    svg.box(at + Mm{10.7, -0.2}, 1.4, 1.7, filled, 0.3);
    for (double const x : {10.95, 11.55})
        svg.box(at + Mm{x, -1}, 0.3, 0.9, filled);
}

void draw_arrow(SvgWriter& svg, Mm tail, Mm head)
{
    double const way = head.x > tail.x ? 1 : -1;
    svg.line(tail, head - Mm{way, 0}, {.stroke = black, .width = 0.5});
    svg.path(path_through({head, head - Mm{way * 1.6, 1}, head - Mm{way * 1.6, -1}}, true), {.fill = black});
}

}  // namespace

void write_sign(HtmlWriter& write, double height_mm)
{
    constexpr double width = 20;
    constexpr double height = 39;
    double const size = height_mm / height;
    std::string const says = sign_words() + ": " + plate_words();
    drawing(write, width * size, height_mm, says, [&](SvgWriter& page) {
        // Drawn at its own size and brought to the size that is asked.
        write.element("g", {{"transform", fmt::format("scale({:.4f})", size)}}, [&] {
            SvgWriter& svg = page;
            svg.box({0.2, 0.2}, width - 0.4, 25.6, {.fill = sign_blue, .stroke = black, .width = 0.1}, 1.2);
            svg.box({0.9, 0.9}, width - 1.8, 24.2, {.stroke = white, .width = 0.5}, 0.8);
            svg.text({width / 2, 15}, "P", {.size = 15, .colour = white, .bold = true, .align = Align::centre});
            draw_electric_car(svg, {3.6, 18.3});
            svg.box({0.2, 26.6}, width - 0.4, 12.2, {.fill = white, .stroke = black, .width = 0.3}, 0.8);
            Lettering words{.size = 1.9, .colour = black, .bold = true, .align = Align::centre};
            std::array const lines{said("only for charging"), said("electric vehicles")};
            for (std::string const& line : lines)
                words.size = std::min(words.size, words.size * (width - 2.2) / width_of(line, words));
            svg.text({width / 2, 29.4}, lines[0], words);
            svg.text({width / 2, 31.9}, lines[1], words);
            draw_arrow(svg, {8.6, 35.6}, {3, 35.6});
            draw_arrow(svg, {11.4, 35.6}, {17, 35.6});
        });
    });
}

}  // namespace laad
