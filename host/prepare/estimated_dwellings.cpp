// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/estimated_dwellings.hpp"

#include "host/prepare/boxes.hpp"
#include "rasters/error.hpp"
#include "rasters/io/vectors/shapes.hpp"
#include "rasters/tile.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace laad {

namespace {

/// Bands of rows, not tiles, so that the order of cells is that of the grid whatever the tiles.
constexpr int band_rows = 256;

/// What a neighbourhood has of land; streets carry its dwellings where there are any.
struct LandCount {
    std::int64_t streets{};
    std::int64_t land{};

    bool has(Surface surface) const { return streets > 0 ? street_class(surface) : land > 0 && is_land(surface); }
    std::int64_t cells() const { return streets > 0 ? streets : land; }
    static bool is_land(Surface surface) { return surface == Surface::unknown || walkable(surface); }
};
using LandCounts = Indexed<NeighbourhoodId, LandCount>;

std::int64_t households_inside(Neighbourhood const& neighbourhood, Geometry const& grid_box)
{
    double const whole = area(neighbourhood.shape);
    if (!neighbourhood.households || whole <= 0) return 0;
    double const inside = std::min(1.0, area_of_intersection(neighbourhood.shape, grid_box) / whole);
    return std::llround(static_cast<double>(*neighbourhood.households) * inside);
}

Geometry shape_of(GridSpec const& grid)
{
    auto const [west, south, east, north] = box_of(grid);
    return {{}, {}, {Polygon{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}}}};
}

class Estimate {
  public:
    Estimate(Indexed<NeighbourhoodId, Neighbourhood> const& neighbourhoods, GroundLayers const& layers)
        : layers_{layers}, dwellings_(neighbourhoods.size(), 0), counts_(neighbourhoods.size(), LandCount{})
    {
        Geometry const grid_box = shape_of(layers.grid);
        for (NeighbourhoodId const b : neighbourhoods.ids())
            dwellings_[b] = households_inside(neighbourhoods[b], grid_box);
        for (int row = 0; row < layers.grid.shape.rows; row += band_rows)
            bands_.push_back({{row, 0}, {std::min(band_rows, layers.grid.shape.rows - row), layers.grid.shape.cols}});
        count();
    }

    std::vector<Dwelling> dwellings() const
    {
        std::vector<std::vector<Dwelling>> of_band(bands_.size());
        tbb::parallel_for(std::size_t{0}, bands_.size(), [&](std::size_t i) { of_band[i] = in_band(i); });
        std::vector<Dwelling> all;
        for (auto const& some : of_band)
            all.insert(all.end(), some.begin(), some.end());
        return all;
    }
    /// Households that have no land in the grid to stand on.
    std::int64_t homeless() const
    {
        std::int64_t sum = 0;
        for (NeighbourhoodId const b : counts_.ids())
            if (counts_[b].cells() == 0) sum += dwellings_[b];
        return sum;
    }

  private:
    /// Calls visit(cell, neighbourhood, surface) for the cells of a band that lie in a neighbourhood.
    template <class Visit>
    void each_cell(Rect band, Visit visit) const
    {
        auto const surface = layers_.surface.read(band);
        auto const neighbourhood = layers_.neighbourhood.read(band);
        for (int row = 0; row < band.shape.rows; ++row)
            for (int col = 0; col < band.shape.cols; ++col)
                if (NeighbourhoodId const b{neighbourhood[{row, col}] - 1})
                    visit(band.first + Cell{row, col}, b, surface[{row, col}]);
    }

    void count()
    {
        std::vector<LandCounts> of_band(bands_.size(), LandCounts(counts_.size(), LandCount{}));
        tbb::parallel_for(std::size_t{0}, bands_.size(), [&](std::size_t i) {
            each_cell(bands_[i], [&](Cell, NeighbourhoodId b, Surface surface) {
                of_band[i][b].streets += street_class(surface);
                of_band[i][b].land += LandCount::is_land(surface);
            });
        });
        for (LandCounts const& band : of_band) {
            before_.push_back(counts_);
            for (NeighbourhoodId const b : counts_.ids()) {
                counts_[b].streets += band[b].streets;
                counts_[b].land += band[b].land;
            }
        }
    }

    /// Of the dwellings of a neighbourhood those before its cell number `cells`, rounded; all of them before the last.
    std::int64_t dwellings_before(NeighbourhoodId b, std::int64_t cells) const
    {
        std::int64_t const all = counts_[b].cells();
        return (dwellings_[b] * cells + all / 2) / all;
    }

    std::vector<Dwelling> in_band(std::size_t i) const
    {
        Indexed<NeighbourhoodId, std::int64_t> next(counts_.size(), 0);
        for (NeighbourhoodId const b : next.ids())
            next[b] = counts_[b].streets > 0 ? before_[i][b].streets : before_[i][b].land;
        std::optional<Ground> ground;
        std::vector<Dwelling> found;
        each_cell(bands_[i], [&](Cell cell, NeighbourhoodId b, Surface surface) {
            if (!counts_[b].has(surface)) return;
            auto const before = dwellings_before(b, next[b]);
            auto const here = dwellings_before(b, ++next[b]) - before;
            if (here == 0) return;
            if (!ground) ground.emplace(layers_, bands_[i]);
            Point const at = layers_.grid.centre(cell);
            auto const entry = street_class(surface) ? Access{cell, 0} : ground->entry(at, b);
            found.insert(found.end(), static_cast<std::size_t>(here),
                         Dwelling{at, b, ground->in_area(cell), false, entry});
        });
        return found;
    }

    GroundLayers const& layers_;
    Indexed<NeighbourhoodId, std::int64_t> dwellings_;
    LandCounts counts_;
    std::vector<LandCounts> before_;  ///< what lies in the bands before each
    std::vector<Rect> bands_;
};

}  // namespace

std::vector<Dwelling> estimated_dwellings(Indexed<NeighbourhoodId, Neighbourhood> const& neighbourhoods,
                                          GroundLayers const& layers, InputNotes& noted)
{
    auto const without = std::ranges::count_if(neighbourhoods, [](Neighbourhood const& b) { return !b.households; });
    if (without == std::ssize(neighbourhoods))
        throw InputError{"region.buurt_households_field holds no number of 0 or more in any buurt; name another field"};
    Estimate const estimate{neighbourhoods, layers};
    auto dwellings = estimate.dwellings();
    noted.note("{}dwellings are estimated from households per buurt: {} points, spread evenly over the streets of each",
               warning_sign, dwellings.size());
    if (without > 0)
        noted.note("households are not known of {} of {} buurten (nothing or a negative number): no dwelling there",
                   without, neighbourhoods.size());
    if (estimate.homeless() > 0)
        noted.note("{} households are of buurten that have no land in the grid and are left out", estimate.homeless());
    if (auto const n = std::ranges::count_if(dwellings, [](Dwelling const& d) { return !d.entry; }))
        noted.note("{} of {} dwellings have {} and carry no demand", n, dwellings.size(), layers.no_entry());
    return dwellings;
}

}  // namespace laad
