// SPDX-License-Identifier: Apache-2.0
#include "rasters/error.hpp"
#include "rasters/io/crs.hpp"
#include "rasters/io/gdal_init.hpp"
#include "rasters/io/mem_dataset.hpp"
#include "rasters/io/raster_file.hpp"
#include "rasters/io/unfinished_file.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace laad {
namespace {

/// Exact: every sum is an integer, so the texts do not depend on the order of adding.
template <class T>
struct Statistics {
    std::int64_t valid{};
    T lowest{};
    T highest{};
    __int128 sum{};
    __int128 squares{};

    void add(T value)
    {
        lowest = valid == 0 ? value : std::min(lowest, value);
        highest = valid == 0 ? value : std::max(highest, value);
        ++valid;
        sum += value;
        squares += static_cast<__int128>(value) * value;
    }
    double mean() const { return static_cast<double>(static_cast<long double>(sum) / static_cast<long double>(valid)); }
    double deviation() const
    {
        auto const spread = static_cast<long double>(valid * squares - sum * sum);
        return static_cast<double>(std::sqrt(spread) / static_cast<long double>(valid));
    }
};

template <class T>
Statistics<T> statistics_of(View<T const> cells, std::optional<double> nodata)
{
    Statistics<T> s;
    for (int row = 0; row < cells.shape.rows; ++row)
        for (int col = 0; col < cells.shape.cols; ++col)
            if (T const value = cells[{row, col}]; !nodata || static_cast<double>(value) != *nodata) s.add(value);
    return s;
}

std::string printed(char const* format, double value)
{
    char out[40];
    std::snprintf(out, sizeof out, format, value);
    return out;
}

template <class T>
void store(Statistics<T> const& s, std::int64_t cells, GDALRasterBand& band)
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

template <class T>
void describe(GDALRasterBand& band, View<T const> cells, BandInfo const& info)
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
    store(statistics_of(cells, info.nodata), cells.shape.cells(), band);
}

void place_on(GridSpec const& grid, GDALDataset& dataset)
{
    std::array<double, 6> transform{static_cast<double>(grid.west_cm) / 100,
                                    grid.cell_m(),
                                    0,
                                    static_cast<double>(grid.north_cm) / 100,
                                    0,
                                    -grid.cell_m()};
    dataset.SetGeoTransform(transform.data());
    OGRSpatialReference const crs = crs_of_epsg(grid.epsg);
    dataset.SetSpatialRef(&crs);
}

CPLStringList cog_options(bool predict, std::vector<BandInfo> const& infos)
{
    bool const nearest =
        std::ranges::any_of(infos, [](BandInfo const& info) { return info.overviews == Overviews::nearest; });
    CPLStringList options;
    options.SetNameValue("COMPRESS", "DEFLATE");
    options.SetNameValue("LEVEL", "6");
    options.SetNameValue("PREDICTOR", predict ? "STANDARD" : "NO");
    options.SetNameValue("BLOCKSIZE", "512");
    options.SetNameValue("OVERVIEW_RESAMPLING", nearest ? "NEAREST" : "AVERAGE");
    options.SetNameValue("BIGTIFF", "IF_SAFER");
    options.SetNameValue("NUM_THREADS", "ALL_CPUS");
    return options;
}

/// GDAL would write what TIFF cannot hold into a .aux.xml file beside it; we give it nothing of the kind.
class NoSideFiles {
  public:
    NoSideFiles() { CPLSetThreadLocalConfigOption("GDAL_PAM_ENABLED", "NO"); }
    ~NoSideFiles() { CPLSetThreadLocalConfigOption("GDAL_PAM_ENABLED", nullptr); }
    NoSideFiles(NoSideFiles const&) = delete;
    NoSideFiles& operator=(NoSideFiles const&) = delete;
};

void copy_to_cog(std::filesystem::path const& file, GDALDataset& source, CPLStringList const& options,
                 GdalMessages& messages)
{
    NoSideFiles const none;
    UnfinishedFile unfinished{file};
    messages.clear();
    GDALDatasetUniquePtr written{
        driver("COG").CreateCopy(unfinished.path().c_str(), &source, FALSE, options.List(), nullptr, nullptr)};
    bool const complete = written != nullptr;
    written.reset();  // closing writes too, and can fail
    if (!complete || messages.failed())
        throw OutputError{file.string() + ": cannot be written (" + messages.text() +
                          "); is there room, and may you write there?"};
    unfinished.publish();
}

}  // namespace

template <class T>
void write_cog(std::filesystem::path const& file, GridSpec const& grid, std::vector<View<T const>> const& bands,
               std::vector<BandInfo> const& infos, std::vector<std::pair<std::string, std::string>> const& tags)
{
    expect(!bands.empty() && bands.size() == infos.size(), "write_cog: as many bands as descriptions, at least one");
    expect(std::ranges::all_of(bands, [&](View<T const> const& band) { return band.shape == grid.shape; }),
           "write_cog: the bands are those of the grid");
    GdalMessages messages;
    GDALDatasetUniquePtr const source = mem_dataset<T const>(bands);
    place_on(grid, *source);
    for (auto const& [name, value] : tags)
        source->SetMetadataItem(name.c_str(), value.c_str());
    for (std::size_t i = 0; i < bands.size(); ++i)
        describe(*source->GetRasterBand(static_cast<int>(i) + 1), bands[i], infos[i]);
    copy_to_cog(file, *source, cog_options(sizeof(T) > 1, infos), messages);
}

using Tags = std::vector<std::pair<std::string, std::string>>;
template void write_cog(std::filesystem::path const&, GridSpec const&, std::vector<View<std::uint8_t const>> const&,
                        std::vector<BandInfo> const&, Tags const&);
template void write_cog(std::filesystem::path const&, GridSpec const&, std::vector<View<std::uint16_t const>> const&,
                        std::vector<BandInfo> const&, Tags const&);
template void write_cog(std::filesystem::path const&, GridSpec const&, std::vector<View<std::int16_t const>> const&,
                        std::vector<BandInfo> const&, Tags const&);
template void write_cog(std::filesystem::path const&, GridSpec const&, std::vector<View<std::int32_t const>> const&,
                        std::vector<BandInfo> const&, Tags const&);
template void write_cog(std::filesystem::path const&, GridSpec const&, std::vector<View<std::uint32_t const>> const&,
                        std::vector<BandInfo> const&, Tags const&);

}  // namespace laad
