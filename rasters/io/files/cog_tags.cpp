// SPDX-License-Identifier: Apache-2.0
#include "rasters/error.hpp"
#include "rasters/io/files/cog_file.hpp"
#include "rasters/io/files/crs.hpp"
#include "rasters/io/files/gdal_init.hpp"

#include <cpl_string.h>
#include <cpl_vsi.h>

#include <array>
#include <cstdio>
#include <cstring>

namespace laad {
namespace {

std::string printed(char const* format, double value)
{
    char out[40];
    std::snprintf(out, sizeof out, format, value);
    return out;
}

void store(Statistics const& s, std::int64_t cells, GDALRasterBand& band)
{
    if (s.valid == 0) return;
    band.SetMetadataItem("STATISTICS_MINIMUM", std::to_string(s.lowest).c_str());
    band.SetMetadataItem("STATISTICS_MAXIMUM", std::to_string(s.highest).c_str());
    band.SetMetadataItem("STATISTICS_MEAN", printed("%.17g", s.mean()).c_str());
    band.SetMetadataItem("STATISTICS_STDDEV", printed("%.17g", s.deviation()).c_str());
    double const percent = 100 * static_cast<double>(s.valid) / static_cast<double>(cells);
    band.SetMetadataItem("STATISTICS_VALID_PERCENT", printed("%.4g", percent).c_str());
}

/// TIFF itself has no place for class names, so they go into a metadata item: "0=unknown;1=green".
std::string listed(std::vector<std::string> const& categories)
{
    std::string list;
    for (std::size_t code = 0; code < categories.size(); ++code)
        if (!categories[code].empty())
            list += (list.empty() ? "" : ";") + std::to_string(code) + "=" + categories[code];
    return list;
}

std::string escaped(std::string const& text)
{
    CPLString xml{text};
    return xml.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

void describe_band(GDALRasterBand& band, BandInfo const& info)
{
    band.SetDescription(info.name.c_str());
    if (!info.description.empty()) band.SetMetadataItem("DESCRIPTION", info.description.c_str());
    if (!info.unit.empty()) band.SetUnitType(info.unit.c_str());
    if (info.scale != 1) {
        band.SetScale(info.scale);
        band.SetOffset(0);
    }
    if (info.nodata) band.SetNoDataValue(*info.nodata);
    if (!info.categories.empty()) band.SetMetadataItem("CATEGORIES", listed(info.categories).c_str());
}

void place_on(GridSpec const& grid, GDALDataset& dataset)
{
    GeoTransform transform = transform_of(grid);
    dataset.SetGeoTransform(transform.data());
    OGRSpatialReference const crs = crs_of_epsg(grid.epsg);
    dataset.SetSpatialRef(&crs);
}

std::span<std::byte const> bytes_of(MemoryFile const& file)
{
    vsi_l_offset size{};
    GByte const* const data = VSIGetMemFileBuffer(file.name().c_str(), &size, FALSE);
    return std::as_bytes(std::span{data, static_cast<std::size_t>(data == nullptr ? 0 : size)});
}

template <class Value>
Value value_at(std::span<std::byte const> bytes, std::size_t at)
{
    expect(at + sizeof(Value) <= bytes.size(), "GDAL writes a whole TIFF");
    Value value;
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
}

bool says_where_or_what(std::uint16_t code)
{
    // ModelPixelScale, ModelTiepoint, GeoKeyDirectory, GeoDoubleParams, GeoAsciiParams, GDAL_METADATA, GDAL_NODATA
    constexpr std::array<std::uint16_t, 7> wanted{33550, 33922, 34735, 34736, 34737, 42112, 42113};
    return std::ranges::find(wanted, code) != wanted.end();
}

std::size_t bytes_of_type(std::uint16_t type)
{
    constexpr std::uint16_t ascii = 2, short_ = 3, double_ = 12;
    expect(type == ascii || type == short_ || type == double_, "GDAL writes its tags as texts, shorts or doubles");
    return type == ascii ? 1 : type == short_ ? 2 : 8;
}

/// The tags that we want of the first directory of a classic TIFF of this machine's byte order.
std::vector<TiffTag> tags_in(std::span<std::byte const> tiff)
{
    std::vector<TiffTag> tags;
    std::size_t const directory = value_at<std::uint32_t>(tiff, 4);
    for (std::size_t i = 0; i < value_at<std::uint16_t>(tiff, directory); ++i) {
        std::size_t const entry = directory + 2 + 12 * i;
        TiffTag tag{value_at<std::uint16_t>(tiff, entry),
                    value_at<std::uint16_t>(tiff, entry + 2),
                    value_at<std::uint32_t>(tiff, entry + 4),
                    {}};
        if (!says_where_or_what(tag.code)) continue;
        std::size_t const bytes = tag.count * bytes_of_type(tag.type);
        std::size_t const at = bytes <= 4 ? entry + 8 : value_at<std::uint32_t>(tiff, entry + 8);
        expect(at + bytes <= tiff.size(), "GDAL writes a whole TIFF");
        auto const value = tiff.subspan(at, bytes);
        tag.value.assign(value.begin(), value.end());
        tags.push_back(std::move(tag));
    }
    return tags;
}

}  // namespace

std::string category_names_xml(std::vector<std::string> const& categories)
{
    std::string names;
    for (std::string const& category : categories)
        names += "<Category>" + escaped(category) + "</Category>";
    return "<PAMDataset><PAMRasterBand band=\"1\"><CategoryNames>" + names +
           "</CategoryNames></PAMRasterBand></PAMDataset>\n";
}

std::vector<TiffTag> cog_tags(GridSpec const& grid, std::vector<BandInfo> const& infos,
                              std::vector<Statistics> const& statistics,
                              std::vector<std::pair<std::string, std::string>> const& tags)
{
    GdalMessages const messages;
    MemoryFile const file{".tif"};
    CPLStringList options;
    options.SetNameValue("ENDIANNESS", "LITTLE");
    // Double holds every nodata value; the tags do not depend on the type of the cells.
    GDALDatasetUniquePtr dataset{
        driver("GTiff").Create(file.name().c_str(), 1, 1, static_cast<int>(infos.size()), GDT_Float64, options.List())};
    expect(dataset != nullptr, "GDAL writes a TIFF in memory");
    place_on(grid, *dataset);
    for (auto const& [name, value] : tags)
        dataset->SetMetadataItem(name.c_str(), value.c_str());
    for (std::size_t i = 0; i < infos.size(); ++i) {
        GDALRasterBand& band = *dataset->GetRasterBand(static_cast<int>(i) + 1);
        describe_band(band, infos[i]);
        store(statistics[i], grid.shape.cells(), band);
    }
    dataset.reset();
    return tags_in(bytes_of(file));
}

}  // namespace laad
