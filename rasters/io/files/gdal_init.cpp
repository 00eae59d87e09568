// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/files/gdal_init.hpp"

#include "rasters/error.hpp"
#include "rasters/io/vectors/input_formats.hpp"
#include "rasters/io/vectors/translations.hpp"

#include <cpl_string.h>

#include <atomic>
#include <mutex>
#include <string_view>
#include <utility>

namespace laad {

GdalMessages::GdalMessages()
{
    static std::once_flag registered;
    std::call_once(registered, [] {
        GDALAllRegister();
        close_network();
        // A sheet of texts alone has a header too, which GDAL would guess to be a row.
        CPLSetConfigOption("OGR_XLSX_HEADERS", "FORCE");
        CPLSetConfigOption("OGR_ODS_HEADERS", "FORCE");
        CPLSetErrorHandler(CPLQuietErrorHandler);  // GDAL's own threads; what fails there also fails in ours
    });
    CPLPushErrorHandlerEx(&GdalMessages::collect, this);
}

GdalMessages::~GdalMessages()
{
    CPLPopErrorHandler();
    CPLErrorReset();
}

void CPL_STDCALL GdalMessages::collect(CPLErr level, CPLErrorNum, char const* message)
{
    auto& self = *static_cast<GdalMessages*>(CPLGetErrorHandlerUserData());
    if (level == CE_Warning) self.warning_ = message;
    if (level >= CE_Failure && self.failure_.empty()) self.failure_ = message;
}

std::string GdalMessages::text() const
{
    if (failed()) return failure_;
    return warning_.empty() ? "GDAL gives no reason" : warning_;
}

void GdalMessages::clear()
{
    failure_.clear();
    warning_.clear();
}

MemoryFile::MemoryFile(char const* extension, std::string content) : content_{std::move(content)}
{
    static std::atomic<int> number{0};
    name_ = "/vsimem/laadraster_" + std::to_string(number++) + extension;
    if (content_.empty()) return;
    auto* const bytes = reinterpret_cast<GByte*>(content_.data());
    VSIFCloseL(VSIFileFromMemBuffer(name_.c_str(), bytes, content_.size(), FALSE));
}

MemoryFile::~MemoryFile()
{
    VSIUnlink(name_.c_str());
}

namespace {

/// `name`: what messages call the file.
GDALDatasetUniquePtr open_file(std::filesystem::path const& file, std::string const& name, unsigned open_flags,
                               GdalMessages const& messages)
{
    if (!name.starts_with("/vsi") && !std::filesystem::exists(file))
        throw InputError{name + ": does not exist; check the path"};
    auto drivers = drivers_for(file);
    CPLStringList options;
    if (std::string_view{drivers.front()} == "GML") options.SetNameValue("WRITE_GFS", "NO");  // beside the file
    drivers.push_back(nullptr);
    GDALDatasetUniquePtr dataset{GDALDataset::Open(file.c_str(), open_flags | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                                                   drivers.data(), options.List())};
    if (!dataset || messages.failed())
        throw InputError{name + ": cannot be read (" + messages.text() +
                         "); is the file complete, and in the format that its extension says?"};
    return dataset;
}

}  // namespace

GDALDatasetUniquePtr open_input(std::filesystem::path const& file, unsigned open_flags, GdalMessages const& messages)
{
    return open_file(readable(file), file.string(), open_flags, messages);
}

GDALDatasetUniquePtr open_as_stored(std::filesystem::path const& file, unsigned open_flags,
                                    GdalMessages const& messages)
{
    return open_file(file, file.string(), open_flags, messages);
}

std::string driver_of(GDALDataset& dataset)
{
    GDALDriver const* const driver = dataset.GetDriver();
    return driver == nullptr ? "" : driver->GetDescription();
}

GDALDriver& driver(char const* name)
{
    GDALDriver* const found = GetGDALDriverManager()->GetDriverByName(name);
    expect(found != nullptr, "GDAL has its GPKG, GTiff, COG and MEM drivers");
    return *found;
}

std::string place(std::string const& file, std::string const& layer)
{
    return layer.empty() ? file : file + ", layer " + layer;
}

}  // namespace laad
