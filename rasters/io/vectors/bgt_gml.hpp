// SPDX-License-Identifier: Apache-2.0
// GML of the BGT (IMGeo). Its objects have a label point or a crest line beside their surface, and GDAL, left alone,
// hands over whichever comes last.
#pragma once

#include <filesystem>
#include <string>

namespace laad {

/// A description of a GML file for GDAL (.gfs) that names the surface as the geometry. It lies in GDAL's memory and
/// goes when this does, which may be as soon as the file is open.
class BgtTemplate {
  public:
    /// Reads the file once when it is IMGeo; others, and those that come with a schema (.xsd), are left to GDAL.
    explicit BgtTemplate(std::filesystem::path const& gml);
    ~BgtTemplate();
    BgtTemplate(BgtTemplate const&) = delete;
    BgtTemplate& operator=(BgtTemplate const&) = delete;

    /// Its name; empty: none is needed.
    std::string const& name() const { return name_; }

  private:
    std::string name_;
};

}  // namespace laad
