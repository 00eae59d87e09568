// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/files/overview_file.hpp"

#include "rasters/error.hpp"
#include "rasters/io/files/gdal_init.hpp"

#include <cpl_string.h>
#include <gdal_utils.h>

#include <memory>

namespace laad {
namespace {

/// "NONE" for full resolution, else the number of the overview, as gdal_translate -ovr takes it.
std::string level_name(GDALRasterBand& band, std::int64_t most_cells)
{
    auto const cells = [](GDALRasterBand& of) { return std::int64_t{of.GetXSize()} * of.GetYSize(); };
    if (cells(band) <= most_cells || band.GetOverviewCount() == 0) return "NONE";
    int level = 0;
    while (level + 1 < band.GetOverviewCount() && cells(*band.GetOverview(level)) > most_cells)
        ++level;
    return std::to_string(level);
}

}  // namespace

void write_overview(std::filesystem::path const& raster, std::filesystem::path const& file, std::int64_t most_cells)
{
    GdalMessages messages;
    GDALDatasetUniquePtr const source = open_input(raster, GDAL_OF_RASTER, messages);
    CPLStringList arguments;
    for (std::string const& argument :
         {std::string{"-ovr"}, level_name(*source->GetRasterBand(1), most_cells), std::string{"-of"},
          std::string{"COG"}, std::string{"-co"}, std::string{"COMPRESS=DEFLATE"}, std::string{"-co"},
          std::string{"OVERVIEWS=NONE"}, std::string{"-co"}, std::string{"LEVEL=9"}})
        arguments.AddString(argument.c_str());
    std::unique_ptr<GDALTranslateOptions, decltype(&GDALTranslateOptionsFree)> const options{
        GDALTranslateOptionsNew(arguments.List(), nullptr), &GDALTranslateOptionsFree};
    int failed = 0;
    GDALDatasetH const written =
        GDALTranslate(file.c_str(), GDALDataset::ToHandle(source.get()), options.get(), &failed);
    if (written != nullptr) GDALClose(written);
    std::error_code none;
    std::filesystem::remove(file.string() + ".aux.xml", none);  // colours and names of codes: pages have their own
    if (written == nullptr || failed != 0 || messages.failed())
        throw OutputError{file.string() + ": cannot be written (" + messages.text() + ")"};
}

}  // namespace laad
