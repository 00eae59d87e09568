// SPDX-License-Identifier: Apache-2.0
#include "rasters/error.hpp"
#include "rasters/io/gdal_init.hpp"
#include "rasters/io/mem_dataset.hpp"
#include "rasters/io/ogr_geometry.hpp"
#include "rasters/io/shapes.hpp"

#include <gdal_alg.h>

#include <algorithm>
#include <cmath>

namespace laad {
namespace {

/// Polygons in the cells of a grid: x is the column, y the row, so that the rasteriser needs no further arithmetic.
class CellPolygons {
  public:
    explicit CellPolygons(GridSpec const& grid) : grid_{grid} {}

    void add(Polygon const& polygon)
    {
        polygons_.push_back({in_cells(polygon.outer), {}});
        for (Ring const& hole : polygon.holes)
            polygons_.back().holes.push_back(in_cells(hole));
    }

    /// The cells that the polygons can touch.
    Rect extent() const
    {
        double top = grid_.shape.rows, left = grid_.shape.cols, bottom = 0, right = 0;
        for (Polygon const& polygon : polygons_)
            for (Point const p : polygon.outer) {
                top = std::min(top, p.y), bottom = std::max(bottom, p.y);
                left = std::min(left, p.x), right = std::max(right, p.x);
            }
        auto const cut = [](double v, int most) { return static_cast<int>(std::clamp<double>(v, 0, most)); };
        Cell const first{cut(std::floor(top), grid_.shape.rows), cut(std::floor(left), grid_.shape.cols)};
        Cell const last{cut(std::ceil(bottom), grid_.shape.rows), cut(std::ceil(right), grid_.shape.cols)};
        return {first, {std::max(0, last.row - first.row), std::max(0, last.col - first.col)}};
    }

    std::vector<OGRPolygon> relative_to(Cell first) const
    {
        std::vector<OGRPolygon> shapes;
        for (Polygon const& polygon : polygons_) {
            shapes.push_back(to_ogr(polygon));
            shift(shapes.back(), first);
        }
        return shapes;
    }

  private:
    Ring in_cells(Ring ring) const
    {
        for (Point& p : ring)
            p = {(p.x * 100 - static_cast<double>(grid_.west_cm)) / grid_.cell_cm,
                 (static_cast<double>(grid_.north_cm) - p.y * 100) / grid_.cell_cm};
        return ring;
    }

    static void shift(OGRPolygon& polygon, Cell first)
    {
        for (OGRLinearRing* ring : polygon)
            for (OGRPoint& p : *ring) {
                p.setX(p.getX() - first.col);
                p.setY(p.getY() - first.row);
            }
    }

    GridSpec const& grid_;
    std::vector<Polygon> polygons_;
};

int already_in_cells(void*, int, int count, double*, double*, double*, int* succeeded)
{
    std::fill_n(succeeded, count, TRUE);
    return TRUE;
}

template <class T>
void burn_polygons(std::vector<OGRPolygon>& shapes, T value, View<T> cells)
{
    GdalMessages const messages;
    GDALDatasetUniquePtr const dataset = mem_dataset<T>({cells});
    std::vector<OGRGeometryH> handles;
    for (OGRPolygon& shape : shapes)
        handles.push_back(OGRGeometry::ToHandle(&shape));
    std::vector<double> const values(handles.size(), static_cast<double>(value));
    int band = 1;
    CPLErr const status =
        GDALRasterizeGeometries(GDALDataset::ToHandle(dataset.get()), 1, &band, static_cast<int>(handles.size()),
                                handles.data(), &already_in_cells, nullptr, values.data(), nullptr, nullptr, nullptr);
    if (status != CE_None) throw FitError{"shapes cannot be burned (" + messages.text() + ")"};
}

}  // namespace

template <class T>
void burn(std::vector<Geometry> const& shapes, GridSpec const& grid, T value, View<T> cells)
{
    expect(cells.shape == grid.shape, "burn: the cells are those of the grid");
    CellPolygons polygons{grid};
    for (Geometry const& shape : shapes) {
        for (Polygon const& polygon : shape.polygons)
            polygons.add(polygon);
        for (Point const& point : shape.points)
            if (Cell const c = grid.cell_at(point); inside(grid.shape, c)) cells[c] = value;
    }
    Rect const extent = polygons.extent();
    if (extent.shape.cells() == 0) return;
    std::vector<OGRPolygon> in_window = polygons.relative_to(extent.first);
    burn_polygons(in_window, value, cells.window(extent));
}

template void burn(std::vector<Geometry> const&, GridSpec const&, std::uint8_t, View<std::uint8_t>);
template void burn(std::vector<Geometry> const&, GridSpec const&, std::uint16_t, View<std::uint16_t>);
template void burn(std::vector<Geometry> const&, GridSpec const&, std::int32_t, View<std::int32_t>);

}  // namespace laad
