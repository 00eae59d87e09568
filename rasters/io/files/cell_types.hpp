// SPDX-License-Identifier: Apache-2.0
// Cells as files see them: of one of these types, each of one or more samples, side by side.
#pragma once

#include "rasters/codes.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/raster_file.hpp"

#include <algorithm>
#include <type_traits>

namespace laad {

// X(type) for each type of cells that is a number, that a band of a file can have, that a layer can have.
#define LAAD_NUMBER_TYPES(X) X(std::uint8_t) X(std::uint16_t) X(std::int16_t) X(std::int32_t) X(std::uint32_t)
#define LAAD_BAND_TYPES(X) LAAD_NUMBER_TYPES(X) X(Surface)
#define LAAD_LAYER_TYPES(X) LAAD_BAND_TYPES(X) X(SiteOffset)

/// What the cells of a type are made of.
template <class T>
using SampleOf = std::conditional_t<std::is_same_v<T, Surface>, std::uint8_t,
                                    std::conditional_t<std::is_same_v<T, SiteOffset>, std::int16_t, T>>;
template <class T>
constexpr int samples_of = sizeof(T) / sizeof(SampleOf<T>);

/// "uint16"
template <class T>
std::string sample_name()
{
    return (std::is_signed_v<SampleOf<T>> ? "int" : "uint") + std::to_string(8 * sizeof(SampleOf<T>));
}

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
