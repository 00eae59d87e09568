// SPDX-License-Identifier: Apache-2.0
// What several maps share: colours, classes, sites, placements.
#pragma once

#include "host/report/map_sheet.hpp"
#include "host/report/words.hpp"
#include "host/run/results.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace laad {

using Symbol = LegendEntry::Symbol;

// Ramps and colours that stay apart for colour-blind readers (ColorBrewer; Okabe and Ito).
inline std::vector<Rgb> const near_to_far{0x08306b, 0x1f78a4, 0x35a79c, 0xa6d96a, 0xfee08b};
inline std::vector<Rgb> const few_to_many{0xfee08b, 0xa6d96a, 0x35a79c, 0x08306b};
inline std::vector<Rgb> const yellow_to_blue{0xfff7bc, 0xc7e9b4, 0x41b6c4, 0x225ea8, 0x081d58};
inline std::vector<Rgb> const yellow_to_brown{0xfff0a8, 0xfec44f, 0xec7014, 0xa63603, 0x4a1400};
inline std::vector<Rgb> const viridis_from_light{0xfde725, 0x5ec962, 0x21918c, 0x3b528b, 0x440154};
inline constexpr Rgb vermilion = 0xd55e00;
inline constexpr Rgb orange = 0xe69f00;
inline constexpr Rgb blue = 0x0072b2;
inline constexpr Rgb teal = 0x009e73;
inline constexpr Rgb grey = 0x808080;
inline constexpr double white_spot_opacity = 0.22;
inline constexpr double theme_opacity = 0.8;
inline constexpr double headroom_opacity = 0.6;  ///< it covers all land, the streets have to show through

/// Classes of a number: class i holds values up to and including upper[i], the last one everything above.
struct Classes {
    std::vector<std::int64_t> upper;
    std::vector<Rgb> colours;

    Rgb colour(std::int64_t value) const
    {
        auto const at = std::lower_bound(upper.begin(), upper.end(), value) - upper.begin();
        return colours[static_cast<std::size_t>(at)];
    }
    std::vector<LegendEntry> legend(std::string const& heading, Symbol symbol, double opacity = 1) const
    {
        std::vector<LegendEntry> entries{{Symbol::heading, 0, heading}};
        for (std::size_t i = 0; i < colours.size(); ++i) {
            std::int64_t const from = i == 0 ? 0 : upper[i - 1];
            entries.push_back({symbol, colours[i],
                               i == upper.size() ? "over " + grouped(from)
                               : i == 0          ? "up to " + grouped(upper[i])
                                                 : grouped(from) + " - " + grouped(upper[i]),
                               opacity});
        }
        return entries;
    }
};

/// At least `value`, and a number that reads well.
std::int64_t readable(std::int64_t value);

/// Up to five classes with about as many of the positive values each; where most values are equal, classes of equal
/// width.
Classes equal_classes(std::vector<std::int64_t> values, std::vector<Rgb> const& anchors);

void append(std::vector<LegendEntry>& to, std::vector<LegendEntry> const& more);

std::vector<LegendEntry> base_legend();

std::string prognosis_words(Run const& run);

std::vector<LegendEntry> site_legend(Run const& run);
LegendEntry white_spot_legend(Run const& run);

void draw_sites(Run const& run, Canvas& panel, MapFrame const& frame);

/// Sites on a theme that colours cells, with their legend; a note instead where they would hide the colours.
void put_sites_on(Theme& theme, Run const& run, MapFrame const& frame);

std::vector<std::vector<cv::Point2d>> rings(Polygon const& polygon, MapFrame const& frame);

Rgb colour_of(GridStatus status);

/// A place with its rank.
struct NumberedDot {
    Point at;
    int number{};
    Rgb colour{};
    bool dark_ink{};  ///< of the number, on a light colour
};

/// The first last, so that they lie on top; beyond the first hundred without a number, and so are those that would hide
/// the number of one before them.
void draw_numbered(std::vector<NumberedDot> const& dots, Canvas& panel, MapFrame const& frame);

/// The best ranks on top.
void draw_placements(Run const& run, Canvas& panel, MapFrame const& frame);

void draw_white_spots(Run const& run, Canvas& panel, MapFrame const& frame);

}  // namespace laad
