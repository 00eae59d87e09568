// SPDX-License-Identifier: Apache-2.0
#include "host/present/map/map_sheet.hpp"

#include "host/language/language.hpp"
#include "host/present/folder.hpp"
#include "host/present/map/legend.hpp"
#include "host/present/publisher.hpp"
#include "host/present/style/base_map.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>

namespace laad {
namespace {

constexpr int sheet_width = 1600;
constexpr int margin = 32;
constexpr int gap = 24;
constexpr int legend_width = sheet_width - 2 * margin - map_panel_width - gap;
constexpr int head_height = 96;
constexpr int banner_height = 38;
constexpr TextStyle small{.size = 11.5, .colour = 0x666666};

/// 1, 2 or 5 times a power of ten, at most `longest`.
double round_length(double longest)
{
    double const power = std::pow(10, std::floor(std::log10(longest)));
    for (double const step : {5.0, 2.0})
        if (step * power <= longest) return step * power;
    return power;
}

void draw_scale_bar(MapFrame const& frame, Canvas& panel)
{
    double const metres = round_length(frame.metres_per_pixel() * 220);
    double const length = metres / frame.metres_per_pixel();
    double const x = 26;
    double const y = panel.height() - 24.0;
    panel.box({x - 14, y - 30, length + 28, 44}, 0xffffff, 0.85);
    panel.box({x, y - 5, length / 2, 6}, 0x222222);
    panel.frame({x, y - 5, length, 6}, 0x222222, 1);
    std::string const label = metres >= 1000 ? fmt::format("{:g} km", metres / 1000) : fmt::format("{:g} m", metres);
    panel.text({x + length / 2, y - 12}, label, {.size = 13, .align = Align::centre});
}

void draw_north_arrow(Canvas& panel)
{
    double const x = panel.width() - 32.0;
    panel.box({x - 18, 12, 36, 58}, 0xffffff, 0.85);
    panel.shape({{{x, 18}, {x + 9, 46}, {x, 40}, {x - 9, 46}}}, 0x222222, 1, 0x222222, 0.5);
    panel.text({x, 64}, "N", {.bold = true, .align = Align::centre});
}

void draw_head(MapBase const& base, Theme const& theme, Canvas& sheet)
{
    sheet.text({margin, 46}, said(theme.title), {.size = 27, .colour = 0x1a1a1a, .bold = true});
    std::string const about = fmt::format("{} | {}", base.region, said(theme.subtitle));
    TextStyle style{.size = 15, .colour = 0x555555};
    style.size *= std::min(1.0, (sheet_width - 2 * margin) / Canvas::text_width(about, style));
    sheet.text({margin, 76}, about, style);
    if (!theme.warning.empty())
        draw_banner(sheet, {margin, head_height, sheet_width - 2 * margin, banner_height - 10}, said(theme.warning));
}

}  // namespace

cv::Mat3b map_sheet(MapBase const& base, MapGround const& ground, MapFrame const& frame, Theme const& theme)
{
    std::vector<Style> legend = theme.legend;
    if (!theme.covers_base_map) legend.push_back(base_legend());
    int const top = head_height + (theme.warning.empty() ? 0 : banner_height);
    int const body = std::max(frame.height(), static_cast<int>(legend_height(legend, legend_width)) + 12);
    auto const sources = wrapped(sources_in_words(base.sources), sheet_width - 2 * margin, small);

    Canvas sheet{sheet_width, top + body + 34 + 18 * static_cast<int>(sources.size()), 0xffffff};
    draw_head(base, theme, sheet);
    Canvas panel = sheet.part({margin, top, map_panel_width, frame.height()});
    panel.box({0, 0, double(map_panel_width), double(frame.height())}, 0xf7f7f7);
    paint_cells(base, ground, theme, frame, panel);
    if (theme.draw) theme.draw(panel, frame);
    draw_scale_bar(frame, panel);
    draw_north_arrow(panel);
    sheet.frame({margin, double(top), map_panel_width, double(frame.height())}, 0x999999, 1);
    draw_legend(legend, sheet, {margin + map_panel_width + gap, double(top)}, legend_width);
    for (std::size_t i = 0; i < sources.size(); ++i)
        sheet.text({margin, top + body + 24 + 18 * double(i)}, sources[i], small);
    return sheet.picture();
}

std::vector<MapPicture> write_maps(MapBase const& base, MapFrame const& frame, std::vector<Theme> const& themes,
                                   std::filesystem::path const& folder)
{
    std::vector<MapPicture> pictures;
    for (Theme const& theme : themes)
        pictures.push_back({folder / (theme.name + ".png"), said(theme.title), said(theme.subtitle)});
    MapGround const ground = map_ground(base, frame);
    tbb::parallel_for(std::size_t{0}, themes.size(), [&](std::size_t i) {
        write_text(pictures[i].file, png(map_sheet(base, ground, frame, themes[i])));
    });
    return pictures;
}

}  // namespace laad
