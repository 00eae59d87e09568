// SPDX-License-Identifier: Apache-2.0
#include "host/coverage/white_land.hpp"

#include "rasters/codes.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <vector>

namespace laad {
namespace {

/// Streets at most twice this far apart are one piece with the houses and gardens between them.
constexpr int closing_cm = 1000;
/// A pond this large or smaller is part of the land around it.
constexpr int small_water_m2 = 200;

/// What a cell is to the white spots of a gemeente; water elsewhere matters for the size of a pond on the border.
enum class Ground : std::uint8_t { white, reached, between, building, water, water_elsewhere, elsewhere };

std::size_t number(int label)
{
    return static_cast<std::size_t>(label);
}

int small_water_cells(int cell_cm)
{
    return static_cast<int>(std::int64_t{small_water_m2} * 10'000 / (std::int64_t{cell_cm} * cell_cm));
}

/// The cells of a window, one byte each.
class GroundMap {
  public:
    explicit GroundMap(Shape shape) : codes_(shape.rows, shape.cols) {}

    Shape shape() const { return {codes_.rows, codes_.cols}; }
    Ground at(Cell cell) const { return static_cast<Ground>(codes_(cell.row, cell.col)); }
    void set(Cell cell, Ground kind) { codes_(cell.row, cell.col) = static_cast<std::uint8_t>(kind); }
    bool contains(Cell cell) const { return inside(shape(), cell); }

    /// 255 where the cell is of one of the kinds.
    cv::Mat1b mask(std::initializer_list<Ground> kinds) const
    {
        cv::Mat1b table(1, 256, std::uint8_t{0});
        for (Ground const kind : kinds)
            table(0, static_cast<int>(kind)) = 255;
        cv::Mat1b result;
        cv::LUT(codes_, table, result);
        return result;
    }

  private:
    cv::Mat1b codes_;
};

Ground ground_of(Surface surface, bool here, std::uint16_t walk_dm, int limit_dm)
{
    if (!here) return surface == Surface::water ? Ground::water_elsewhere : Ground::elsewhere;
    if (surface == Surface::water) return Ground::water;
    if (surface == Surface::building) return Ground::building;
    if (!walkable(surface)) return Ground::between;
    return walk_dm > limit_dm ? Ground::white : Ground::reached;
}

/// Which codes of the buurt layer are buurten of the gemeente.
std::vector<char> codes_of(BaseLayers const& base, int gemeente)
{
    std::vector<char> codes(base.buurten.size() + 1);
    codes[0] = gemeente < 0;
    for (std::size_t b = 0; b < base.buurten.size(); ++b)
        codes[b + 1] = base.buurten[b].gemeente == gemeente;
    return codes;
}

/// Reads the window a band of rows at a time: the layers together are larger than what is kept of them.
GroundMap read_ground(WhiteLandInputs const& in, GemeenteLand const& land)
{
    constexpr int band_rows = 512;
    auto const belongs = codes_of(in.base, land.gemeente);
    GroundMap ground{land.window.shape};
    for (int top = 0; top < ground.shape().rows; top += band_rows) {
        Rect const band{land.window.first + Cell{top, 0},
                        {std::min(band_rows, ground.shape().rows - top), ground.shape().cols}};
        auto const surface = in.base.surface.read(band);
        auto const area = in.base.area.read(band);
        auto const buurt = in.base.buurt.read(band);
        auto const walk_dm = in.walk_dm.read(band);
        for (int row = 0; row < band.shape.rows; ++row)
            for (int col = 0; col < band.shape.cols; ++col) {
                Cell const cell{row, col};
                bool const here = area[cell] != 0 && belongs[buurt[cell]];
                ground.set({top + row, col}, ground_of(surface[cell], here, walk_dm[cell], in.limit_dm));
            }
    }
    return ground;
}

/// Makes ponds land. The margin of the window is wider than a pond is long, so none is taken for one because it is cut.
void drain_ponds(int cell_cm, GroundMap& ground, cv::Mat1i& labels)
{
    cv::Mat1b const water = ground.mask({Ground::water, Ground::water_elsewhere});
    int const count = cv::connectedComponents(water, labels, 8, CV_32S);
    std::vector<int> cells(number(count));
    for (int row = 0; row < water.rows; ++row)
        for (int col = 0; col < water.cols; ++col)
            ++cells[number(labels(row, col))];
    int const most = small_water_cells(cell_cm);
    for (int row = 0; row < water.rows; ++row)
        for (int col = 0; col < water.cols; ++col)
            if (ground.at({row, col}) == Ground::water && cells[number(labels(row, col))] <= most)
                ground.set({row, col}, Ground::between);
}

/// Adds the buildings of which most dwellings enter at white cells.
void add_homes(WhiteLandInputs const& in, Rect window, GroundMap const& ground, cv::Mat1b& mask, cv::Mat1i& labels)
{
    int const count = cv::connectedComponents(ground.mask({Ground::building}), labels, 4, CV_32S);
    std::vector<std::int64_t> surplus(number(count));  // dwellings that enter at white cells less the others
    in.dwellings.each_in(window, [&](Cell cell, std::size_t dwelling) {
        Cell const at = cell - window.first;
        Cell const entry = in.base.dwelling_points[dwelling].entry->cell - window.first;
        bool const white = ground.contains(entry) && ground.at(entry) == Ground::white;
        surplus[number(labels(at.row, at.col))] += white ? 1 : -1;
    });
    surplus[0] = 0;  // no building
    for (int row = 0; row < mask.rows; ++row)
        for (int col = 0; col < mask.cols; ++col)
            if (surplus[number(labels(row, col))] > 0) mask(row, col) = 255;
}

bool is_gap(Ground kind)
{
    return kind == Ground::between || kind == Ground::building;
}

void close_gaps(GroundMap const& ground, int cell_cm, cv::Mat1b& mask)
{
    int const radius = std::max(1, closing_cm / cell_cm);
    cv::morphologyEx(mask, mask, cv::MORPH_CLOSE,
                     cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * radius + 1, 2 * radius + 1}));
    for (int row = 0; row < mask.rows; ++row)
        for (int col = 0; col < mask.cols; ++col) {
            Ground const here = ground.at({row, col});
            if (here != Ground::white && !is_gap(here)) mask(row, col) = 0;
        }
}

/// Adds land that borders on nothing but the mask and water.
void fill_enclosed(GroundMap const& ground, cv::Mat1b& mask, cv::Mat1i& labels)
{
    constexpr std::array<Cell, 4> around{{{0, 1}, {1, 0}, {0, -1}, {-1, 0}}};
    cv::Mat1b rest = ground.mask({Ground::between, Ground::building});
    rest.setTo(0, mask);
    int const count = cv::connectedComponents(rest, labels, 4, CV_32S);
    std::vector<char> touches(number(count));
    std::vector<char> open(number(count));
    auto const stays_open = [&](Cell cell) {
        if (!ground.contains(cell)) return true;
        Ground const kind = ground.at(cell);
        return kind == Ground::reached || kind == Ground::elsewhere || kind == Ground::water_elsewhere;
    };
    for (int row = 0; row < mask.rows; ++row)
        for (int col = 0; col < mask.cols; ++col) {
            std::size_t const patch = number(labels(row, col));
            if (patch == 0) continue;
            for (Cell const step : around) {
                Cell const next = Cell{row, col} + step;
                if (stays_open(next))
                    open[patch] = 1;
                else if (mask(next.row, next.col) != 0)
                    touches[patch] = 1;
            }
        }
    for (int row = 0; row < mask.rows; ++row)
        for (int col = 0; col < mask.cols; ++col) {
            std::size_t const patch = number(labels(row, col));
            if (patch != 0 && touches[patch] && !open[patch]) mask(row, col) = 255;
        }
}

}  // namespace

int white_land_margin(int cell_cm)
{
    return std::max(closing_cm / cell_cm, small_water_cells(cell_cm)) + 1;
}

cv::Mat1b white_land(WhiteLandInputs const& in, GemeenteLand const& land)
{
    int const cell_cm = in.base.grid.cell_cm;
    GroundMap ground = read_ground(in, land);
    cv::Mat1i labels;
    drain_ponds(cell_cm, ground, labels);
    cv::Mat1b mask = ground.mask({Ground::white});
    add_homes(in, land.window, ground, mask, labels);
    close_gaps(ground, cell_cm, mask);
    fill_enclosed(ground, mask, labels);
    return mask;
}

}  // namespace laad
