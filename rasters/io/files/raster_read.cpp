// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/files/cell_types.hpp"
#include "rasters/io/files/crs.hpp"
#include "rasters/io/files/gdal_init.hpp"

#include <cmath>
#include <cstdio>
#include <mutex>

namespace laad {
namespace {

template <class T>
constexpr GDALDataType gdal_type()
{
    if constexpr (std::is_same_v<T, std::uint8_t> || std::is_same_v<T, Surface>) return GDT_Byte;
    if constexpr (std::is_same_v<T, std::uint16_t>) return GDT_UInt16;
    if constexpr (std::is_same_v<T, std::int16_t>) return GDT_Int16;
    if constexpr (std::is_same_v<T, std::uint32_t>) return GDT_UInt32;
    if constexpr (std::is_same_v<T, std::int32_t>) return GDT_Int32;
}

bool same(GeoTransform const& a, GeoTransform const& b)
{
    constexpr double millimetre = 0.001;
    for (std::size_t i = 0; i < a.size(); ++i) {
        bool const corner = i == 0 || i == 3;
        if (!(std::abs(a[i] - b[i]) < (corner ? millimetre : millimetre / 1000))) return false;
    }
    return true;
}

std::string described(Shape shape, GeoTransform const& t)
{
    char out[200];
    std::snprintf(out, sizeof out, "%d rows x %d columns of %g x %g m from x %.2f, y %.2f", shape.rows, shape.cols,
                  t[1], -t[5], t[0], t[3]);
    return out;
}

void check_crs(GDALDataset const& dataset, GridSpec const& grid, std::string const& file)
{
    std::string const wanted = "EPSG:" + std::to_string(grid.epsg);
    OGRSpatialReference const* const crs = dataset.GetSpatialRef();
    if (!is_stated(crs))
        throw InputError{file + ": has no CRS; state it with: gdal_edit.py -a_srs " + wanted + " " + file};
    if (epsg_of(*crs) != grid.epsg)
        throw InputError{file + ": is in " + describe(*crs) + " (" + wanted +
                         " is expected); transform it with: gdalwarp -t_srs " + wanted};
}

void check_grid(GDALDataset& dataset, GridSpec const& grid, std::string const& file)
{
    Shape const shape{dataset.GetRasterYSize(), dataset.GetRasterXSize()};
    GeoTransform there{};
    if (dataset.GetGeoTransform(there.data()) != CE_None)
        throw InputError{file + ": does not say where it lies (no geotransform); state it with: gdal_edit.py -a_ullr"};
    if (!(shape == grid.shape) || !same(there, transform_of(grid)))
        throw InputError{file + ": lies on another grid (expected " + described(grid.shape, transform_of(grid)) +
                         "; there is " + described(shape, there) + "); resample it with: gdalwarp -te -tr"};
}

GDALRasterBand& band_of(GDALDataset& dataset, int band, GDALDataType type, std::string const& file)
{
    if (band < 1 || band > dataset.GetRasterCount())
        throw InputError{file + ": has no band " + std::to_string(band) + " (it has " +
                         std::to_string(dataset.GetRasterCount()) + "); is it the right file?"};
    GDALRasterBand& found = *dataset.GetRasterBand(band);
    if (found.GetRasterDataType() != type)
        throw InputError{file + ", band " + std::to_string(band) + ": has cells of type " +
                         GDALGetDataTypeName(found.GetRasterDataType()) + " (" + GDALGetDataTypeName(type) +
                         " is expected); convert it with: gdal_translate -ot " + GDALGetDataTypeName(type)};
    return found;
}

}  // namespace

template <class T>
struct RasterReader<T>::Impl {
    std::string name;
    GridSpec grid;
    GDALDatasetUniquePtr dataset;
    GDALRasterBand* band{};
    std::mutex reading;
};

template <class T>
RasterReader<T>::RasterReader(std::filesystem::path const& file, GridSpec const& grid, int band)
    : impl_{std::make_shared<Impl>()}
{
    GdalMessages messages;
    impl_->name = file.string();
    impl_->grid = grid;
    impl_->dataset = open_input(file, GDAL_OF_RASTER, messages);
    check_crs(*impl_->dataset, grid, impl_->name);
    check_grid(*impl_->dataset, grid, impl_->name);
    impl_->band = &band_of(*impl_->dataset, band, gdal_type<T>(), impl_->name);
}

template <class T>
GridSpec const& RasterReader<T>::grid() const
{
    return impl_->grid;
}

template <class T>
int RasterReader<T>::levels() const
{
    std::scoped_lock const lock{impl_->reading};  // the first count reads the directories of the file
    return impl_->band->GetOverviewCount();
}

template <class T>
Raster<T> RasterReader<T>::read(Rect window, int level) const
{
    std::scoped_lock const lock{impl_->reading};
    GdalMessages messages;
    Raster<T> raster{window.shape};
    GDALRasterBand& band = level == 0 ? *impl_->band : *impl_->band->GetOverview(level - 1);
    CPLErr const status =
        band.RasterIO(GF_Read, window.first.col, window.first.row, window.shape.cols, window.shape.rows,
                      raster.cells().data(), window.shape.cols, window.shape.rows, gdal_type<T>(), 0, 0, nullptr);
    if (status != CE_None || messages.failed())
        throw InputError{impl_->name + ": cannot be read (" + messages.text() + "); is the file complete?"};
    return raster;
}

#define LAAD_INSTANTIATE(T) template class RasterReader<T>;
LAAD_BAND_TYPES(LAAD_INSTANTIATE)
#undef LAAD_INSTANTIATE

}  // namespace laad
