// SPDX-License-Identifier: Apache-2.0
// GDAL made ready and quiet.
#pragma once

#include <gdal_priv.h>

#include <filesystem>
#include <string>

namespace laad {

/// Registers GDAL's drivers once and, while it lives, collects what GDAL says on this thread instead of printing it.
/// The texts go into our exceptions.
class GdalMessages {
  public:
    GdalMessages();
    ~GdalMessages();
    GdalMessages(GdalMessages const&) = delete;
    GdalMessages& operator=(GdalMessages const&) = delete;

    bool failed() const { return !failure_.empty(); }
    std::string text() const;  ///< the first failure, else the last warning, else "GDAL gives no reason"
    void clear();

  private:
    static void CPL_STDCALL collect(CPLErr level, CPLErrorNum, char const* message);

    std::string failure_;
    std::string warning_;
};

/// A file in GDAL's memory that only we know, and that goes with this.
class MemoryFile {
  public:
    explicit MemoryFile(char const* extension, std::string content = {});
    ~MemoryFile();
    MemoryFile(MemoryFile const&) = delete;
    MemoryFile& operator=(MemoryFile const&) = delete;

    std::string const& name() const { return name_; }

  private:
    std::string name_;
    std::string content_;
};

/// Opens an input for reading, its translation where it needs one, with the drivers of its extension. Throws InputError when it is missing or not readable,
/// in a format that is not read, or not of this machine.
GDALDatasetUniquePtr open_input(std::filesystem::path const& file, unsigned open_flags, GdalMessages const&);
/// The same without translation.
GDALDatasetUniquePtr open_as_stored(std::filesystem::path const& file, unsigned open_flags, GdalMessages const&);

/// The name of the driver that opened a data set: GPKG, FlatGeobuf ...
std::string driver_of(GDALDataset&);

/// The driver named `name`, which every GDAL build that we accept has.
GDALDriver& driver(char const* name);

/// "roads.gpkg, layer roads", as messages begin.
std::string place(std::string const& file, std::string const& layer);

}  // namespace laad
