// SPDX-License-Identifier: Apache-2.0
// Views on our cells as a GDAL dataset in memory, without copying.
#pragma once

#include "rasters/io/gdal_init.hpp"
#include "rasters/view.hpp"

#include <cpl_string.h>

#include <cstdint>
#include <type_traits>
#include <vector>

namespace laad {

template <class T>
constexpr GDALDataType gdal_type()
{
    using Value = std::remove_const_t<T>;
    if constexpr (std::is_same_v<Value, std::uint8_t>) return GDT_Byte;
    if constexpr (std::is_same_v<Value, std::uint16_t>) return GDT_UInt16;
    if constexpr (std::is_same_v<Value, std::int16_t>) return GDT_Int16;
    if constexpr (std::is_same_v<Value, std::uint32_t>) return GDT_UInt32;
    if constexpr (std::is_same_v<Value, std::int32_t>) return GDT_Int32;
}

/// A dataset whose bands are `bands`; they must outlive it and have one shape. Writing to a view of constants is the
/// caller's mistake: GDAL knows no const.
template <class T>
GDALDatasetUniquePtr mem_dataset(std::vector<View<T>> const& bands)
{
    Shape const shape = bands.front().shape;
    GDALDatasetUniquePtr dataset{driver("MEM").Create("", shape.cols, shape.rows, 0, gdal_type<T>(), nullptr)};
    for (View<T> const& band : bands) {
        char address[32] = {};
        CPLPrintPointer(address, const_cast<std::remove_const_t<T>*>(band.data), sizeof address - 1);
        CPLStringList options;
        options.SetNameValue("DATAPOINTER", address);
        options.SetNameValue("PIXELOFFSET", std::to_string(sizeof(T)).c_str());
        options.SetNameValue("LINEOFFSET", std::to_string(band.pitch * static_cast<std::ptrdiff_t>(sizeof(T))).c_str());
        dataset->AddBand(gdal_type<T>(), options.List());
    }
    return dataset;
}

}  // namespace laad
