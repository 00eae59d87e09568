// SPDX-License-Identifier: Apache-2.0
// Drawings as vectors inside a page. All sizes are millimetres of paper.
#pragma once

#include "host/present/html_writer.hpp"
#include "host/present/map/canvas.hpp"
#include "host/sheets/map_window.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace laad {

struct Pen {
    std::optional<Rgb> fill{};
    std::optional<Rgb> stroke{};
    double width{0.15};
    std::string dash{};  ///< as SVG says it; empty: none
    double opacity{1};   ///< of the fill
    bool round{};        ///< ends and corners of lines
    bool even_odd{};     ///< fills what an odd number of rings holds
};

struct Lettering {
    double size{2.4};  ///< of an em
    Rgb colour{0x222222};
    bool bold{};
    bool italic{};
    bool halo{};  ///< on a white plate that lets the map through
    Align align{};
    double turn{};  ///< degrees clockwise around the place
};

/// How wide a text is at most, whichever font the reader has.
double width_of(std::string_view words, Lettering const&);

class SvgWriter {
  public:
    explicit SvgWriter(HtmlWriter& write) : write_{write} {}

    /// `data`: as PathData makes it; empty: nothing is drawn.
    void path(std::string const& data, Pen const&);
    void line(Mm from, Mm to, Pen const&);
    void disc(Mm middle, double radius, Pen const&);
    void box(Mm top_left, double width, double height, Pen const&, double corner = 0);
    void text(Mm at, std::string_view words, Lettering const&);
    void png(Mm top_left, double width, double height, std::string_view bytes);
    /// A part with its own origin that cuts off what lies outside it.
    template <class Inside>
    void part(Mm top_left, double width, double height, Inside inside)
    {
        write_.element("svg", part_attributes(top_left, width, height), inside);
    }

  private:
    static Attributes part_attributes(Mm top_left, double width, double height);

    HtmlWriter& write_;
};

/// A drawing in a page; `says`: for those who cannot see it.
template <class Inside>
void drawing(HtmlWriter& write, double width, double height, std::string const& says, Inside inside);

Attributes drawing_attributes(double width, double height, std::string const& says);

template <class Inside>
void drawing(HtmlWriter& write, double width, double height, std::string const& says, Inside inside)
{
    write.element("svg", drawing_attributes(width, height, says), [&] {
        SvgWriter svg{write};
        inside(svg);
    });
}

/// Shapes as SVG holds them, cut off at a window with a small rim.
class PathData {
  public:
    explicit PathData(MapWindow const& window) : window_{window}, box_{window.box(2)} {}

    /// Rings turn such that holes stay open when many polygons are filled as one.
    void add(Polygon const&);
    void add(Line const&);
    void add(Geometry const&);
    std::string const& data() const { return data_; }

  private:
    void add_ring(Ring const&, bool outer);
    void add_points(std::vector<Point> const&);

    MapWindow const& window_;
    Box box_;
    std::string data_;
};

/// Lines through places on paper.
std::string path_through(std::vector<Mm> const& places, bool closed = false);

}  // namespace laad
