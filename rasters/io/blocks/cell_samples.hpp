// SPDX-License-Identifier: Apache-2.0
// Cells as files see them: one or more samples, side by side.
#pragma once

#include "rasters/codes.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/raster_file.hpp"

#include <algorithm>
#include <type_traits>

namespace laad {

/// What the cells of a type are made of.
template <class T>
struct CellSamples {
    using Sample = T;
};
template <>
struct CellSamples<Surface> {
    using Sample = std::uint8_t;
};
template <>
struct CellSamples<SiteOffset> {
    using Sample = std::int16_t;
};
template <class T>
using SampleOf = typename CellSamples<T>::Sample;
template <class T>
constexpr int samples_of = sizeof(T) / sizeof(SampleOf<T>);

/// The nodata value that all bands share, if they have one.
template <class T>
std::optional<SampleOf<T>> nodata_of(std::vector<BandInfo> const& infos)
{
    expect(infos.size() == samples_of<T>, "BlockLayer: one description for each band");
    std::optional<double> const nodata = infos.front().nodata;
    expect(std::ranges::all_of(infos, [&](BandInfo const& info) { return info.nodata == nodata; }),
           "BlockLayer: bands of one layer have one nodata value");
    if (!nodata) return {};
    auto const code = static_cast<SampleOf<T>>(*nodata);
    expect(static_cast<double>(code) == *nodata, "BlockLayer: nodata is a value of the type");
    return code;
}

/// A cell of which every sample is `sample`.
template <class T>
T cell_of(SampleOf<T> sample)
{
    if constexpr (std::is_same_v<T, SiteOffset>)
        return {sample, sample};
    else
        return static_cast<T>(sample);
}

}  // namespace laad
