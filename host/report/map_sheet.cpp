// SPDX-License-Identifier: Apache-2.0
#include "host/report/map_sheet.hpp"

#include "host/report/map_layer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>

namespace laad {
namespace {

constexpr int sheet_width = 1600;
constexpr int margin = 32;
constexpr int gap = 24;
constexpr int legend_width = sheet_width - 2 * margin - map_panel_width - gap;
constexpr int head_height = 96;
constexpr int banner_height = 38;
constexpr Rgb banner_colour = 0xffd166;
constexpr double faded_part = 0.6;  ///< of white outside the area

cv::Vec3b mixed(cv::Vec3b below, cv::Vec3b above, double opacity)
{
    cv::Vec3b out;
    for (int i = 0; i < 3; ++i)
        out[i] = cv::saturate_cast<std::uint8_t>(below[i] * (1 - opacity) + above[i] * opacity);
    return out;
}

/// The mean of colours.
struct ColourSum {
    cv::Vec3i sum{};
    int count{};

    void add(Rgb colour)
    {
        sum += cv::Vec3i{bgr(colour)};
        ++count;
    }
    cv::Vec3b mean() const
    {
        cv::Vec3b out;
        for (int i = 0; i < 3; ++i)
            out[i] = cv::saturate_cast<std::uint8_t>((sum[i] + count / 2) / count);
        return out;
    }
};

/// What the cells that are looked at for one pixel add up to. Paint shows in full even where few of them have it:
/// streets are narrower than a pixel of a large region.
struct PixelSum {
    ColourSum ground;
    ColourSum paint;
    double opacity{};
    int in_area{};

    cv::Vec3b colour() const
    {
        cv::Vec3b colour = ground.mean();
        if (paint.count > 0) colour = mixed(colour, paint.mean(), opacity / paint.count);
        return 2 * in_area >= ground.count ? colour : mixed(colour, bgr(0xffffff), faded_part);
    }
};

/// Rows (or columns) of the cells that are looked at for the pixels along a side of the canvas.
template <class CellOf>
std::vector<int> looked_at(int pixels, int samples, CellOf cell_of)
{
    std::vector<int> cells;
    for (int i = 0; i < pixels * samples; ++i)
        cells.push_back(cell_of((i / samples + (i % samples + 0.5) / samples) / Canvas::scale));
    return cells;
}

void paint_cells(MapBase const& base, Theme const& theme, MapFrame const& frame, Canvas& panel)
{
    GridSpec const& grid = base.surface.grid();
    cv::Mat3b& pixels = panel.pixels();
    int const samples = frame.samples();
    auto const rows = looked_at(pixels.rows, samples, [&](double y) { return grid.cell_at(frame.place({0, y})).row; });
    auto const cols = looked_at(pixels.cols, samples, [&](double x) { return grid.cell_at(frame.place({x, 0})).col; });
    MapLayer<Surface> surface{base.surface, frame.level()};
    MapLayer<std::uint8_t> area{base.area, frame.level()};
    std::vector<PixelSum> sums;
    for (int y = 0; y < pixels.rows; ++y) {
        sums.assign(static_cast<std::size_t>(pixels.cols), {});
        for (int i = 0; i < samples; ++i)
            for (std::size_t j = 0; j < cols.size(); ++j) {
                Cell const cell{rows[static_cast<std::size_t>(y * samples + i)], cols[j]};
                if (!inside(grid.shape, cell)) continue;
                std::size_t const x = j / static_cast<std::size_t>(samples);
                PixelSum& sum = sums[x];
                sum.ground.add(base_colour(surface[cell]));
                if (area[cell] != 0) ++sum.in_area;
                if (!theme.paint) continue;
                Paint const paint = theme.paint(cell, {static_cast<int>(x), y});
                if (paint.opacity <= 0) continue;
                sum.paint.add(paint.colour);
                sum.opacity += paint.opacity;
            }
        for (int x = 0; x < pixels.cols; ++x)
            if (PixelSum const& sum = sums[static_cast<std::size_t>(x)]; sum.ground.count > 0)
                pixels(y, x) = sum.colour();
    }
}

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
    panel.text({x + length / 2, y - 12}, label,
               {.size = 0.45, .colour = 0x222222, .bold = false, .halo = false, .centred = true});
}

void draw_north_arrow(Canvas& panel)
{
    double const x = panel.width() - 32.0;
    panel.box({x - 18, 12, 36, 58}, 0xffffff, 0.85);
    panel.shape({{{x, 18}, {x + 9, 46}, {x, 40}, {x - 9, 46}}}, 0x222222, 1, 0x222222, 0.5);
    panel.text({x, 64}, "N", {.size = 0.5, .colour = 0x222222, .bold = true, .halo = false, .centred = true});
}

std::vector<std::string> wrapped(std::string const& text, double width, TextStyle const& style)
{
    std::vector<std::string> lines;
    std::istringstream words{text};
    for (std::string word; words >> word;) {
        std::string const longer = lines.empty() ? word : lines.back() + " " + word;
        if (lines.empty() || Canvas::text_width(longer, style) > width)
            lines.push_back(word);
        else
            lines.back() = longer;
    }
    return lines;
}

void draw_symbol(Canvas& canvas, LegendEntry const& entry, double x, double y)
{
    using Symbol = LegendEntry::Symbol;
    if (entry.symbol == Symbol::dot) canvas.disc({x + 15, y}, 8, entry.colour, 0xffffff, 1.5);
    if (entry.symbol == Symbol::square) {
        canvas.box({x + 8, y - 7, 14, 14}, 0xffffff);
        canvas.box({x + 10, y - 5, 10, 10}, entry.colour);
    }
    if (entry.symbol == Symbol::hollow_square) {
        canvas.box({x + 8, y - 7, 14, 14}, entry.colour);
        canvas.box({x + 10.5, y - 4.5, 9, 9}, 0xffffff);
    }
    if (entry.symbol == Symbol::line) canvas.line({x, y}, {x + 30, y}, entry.colour, 2);
    if (entry.symbol == Symbol::area || entry.symbol == Symbol::hatched) {
        canvas.box({x, y - 9, 30, 18}, base_colour(Surface::unknown));
        canvas.box({x, y - 9, 30, 18}, entry.colour, entry.opacity);
    }
    if (entry.symbol == Symbol::hatched) {
        Canvas swatch = canvas.part({int(x), int(y) - 9, 30, 18});
        for (int at = -18; at < 30; at += 7)
            swatch.line({double(at), 18}, {at + 18.0, 0}, 0xffffff, 1.2);
    }
    if (entry.symbol == Symbol::area || entry.symbol == Symbol::hatched)
        canvas.frame({x, y - 9, 30, 18}, 0x888888, 0.5);
}

/// Draws the legend from `top` down and returns where it ends; with `draw` off it only measures.
double draw_legend(std::vector<LegendEntry> const& legend, Canvas* canvas, double x, double top)
{
    double y = top;
    for (LegendEntry const& entry : legend) {
        bool const heading = entry.symbol == LegendEntry::Symbol::heading;
        TextStyle const style{
            .size = heading ? 0.52 : 0.48, .colour = 0x222222, .bold = heading, .halo = false, .centred = false};
        double const indent = heading || entry.symbol == LegendEntry::Symbol::note ? 0 : 42;
        if (heading && y > top) y += 12;
        auto const lines = wrapped(entry.label, legend_width - indent, style);
        if (canvas != nullptr && !heading) draw_symbol(*canvas, entry, x, y + 9);
        for (std::string const& line : lines) {
            if (canvas != nullptr) canvas->text({x + indent, y + 14}, line, style);
            y += 20;
        }
        y += heading ? 6 : 8;
    }
    return y;
}

std::string source_line(std::vector<SourceNote> const& sources)
{
    std::string line;
    for (SourceNote const& source : sources)
        line += (line.empty() ? "Sources: " : "; ") + source.what + ": " + source.origin +
                (source.licence.empty() ? "" : " (" + source.licence + ")");
    return line;
}

void draw_head(MapBase const& base, Theme const& theme, Canvas& sheet)
{
    sheet.text({margin, 46}, theme.title,
               {.size = 0.95, .colour = 0x1a1a1a, .bold = true, .halo = false, .centred = false});
    std::string const about = fmt::format("{} | {}", base.region, theme.subtitle);
    TextStyle style{.size = 0.52, .colour = 0x555555, .bold = false, .halo = false, .centred = false};
    double const wide = Canvas::text_width(about, style);
    style.size *= std::min(1.0, (sheet_width - 2 * margin) / wide);
    sheet.text({margin, 76}, about, style);
    if (base.warning.empty()) return;
    sheet.box({margin, head_height, sheet_width - 2 * margin, banner_height - 10}, banner_colour);
    sheet.text({margin + 12, head_height + 19}, base.warning,
               {.size = 0.52, .colour = 0x3a2a00, .bold = true, .halo = false, .centred = false});
}

}  // namespace

Rgb base_colour(Surface surface)
{
    switch (surface) {
        case Surface::green:
            return 0xe4eedb;
        case Surface::square:
            return 0xfbfaf7;
        case Surface::parking:
            return 0xefece6;
        case Surface::motorway:
            return 0xf6e3c3;
        case Surface::rail:
            return 0xcfcfcf;
        case Surface::water:
            return 0xd3cfdf;
        case Surface::building:
            return 0xd9d5cf;
        case Surface::path:
        case Surface::street:
            return 0xffffff;
        case Surface::unknown:
            break;
    }
    return 0xf3f0ea;
}

Rgb faded(Rgb colour)
{
    cv::Vec3b const c = mixed(bgr(colour), bgr(0xffffff), faded_part);
    return static_cast<Rgb>(c[2] << 16 | c[1] << 8 | c[0]);
}

cv::Mat3b map_sheet(MapBase const& base, MapFrame const& frame, Theme const& theme)
{
    int const top = head_height + (base.warning.empty() ? 0 : banner_height);
    double const legend_height = draw_legend(theme.legend, nullptr, 0, 0);
    int const body = std::max(frame.height(), static_cast<int>(legend_height) + 12);
    TextStyle const small{.size = 0.4, .colour = 0x666666, .bold = false, .halo = false, .centred = false};
    auto const sources = wrapped(source_line(base.sources), sheet_width - 2 * margin, small);

    Canvas sheet{sheet_width, top + body + 34 + 18 * static_cast<int>(sources.size()), 0xffffff};
    draw_head(base, theme, sheet);
    Canvas panel = sheet.part({margin, top, map_panel_width, frame.height()});
    panel.box({0, 0, double(map_panel_width), double(frame.height())}, 0xf7f7f7);
    paint_cells(base, theme, frame, panel);
    if (theme.draw) theme.draw(panel, frame);
    draw_scale_bar(frame, panel);
    draw_north_arrow(panel);
    sheet.frame({margin, double(top), map_panel_width, double(frame.height())}, 0x999999, 1);
    draw_legend(theme.legend, &sheet, margin + map_panel_width + gap, top);
    double y = top + body + 24;
    for (std::string const& line : sources) {
        sheet.text({margin, y}, line, small);
        y += 18;
    }
    return sheet.picture();
}

cv::Mat3b map_sheet(Run const& run, MapFrame const& frame, Theme const& theme)
{
    return map_sheet(MapBase{run.base.surface, run.base.area, run.scenario.region.name, run.scenario.sources,
                             illustrative_warning(run, theme.rests_on)},
                     frame, theme);
}

}  // namespace laad
