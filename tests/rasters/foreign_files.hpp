// SPDX-License-Identifier: Apache-2.0
// Small files as publishers structure them, and archives of them.
#pragma once

#include "rasters/io/vectors/contents.hpp"
#include "rasters/io/vectors/vector_file.hpp"
#include "tests/rasters/scratch.hpp"

#include <cpl_vsi.h>

#include <map>
#include <set>

namespace laad {

/// A fixture for files that are brought over.
class Foreign : public Scratch {
  protected:
    /// An archive with files by their names in it.
    std::filesystem::path zip(std::string const& name, std::map<std::string, std::string> const& members) const
    {
        std::string const archive = "/vsizip/" + path(name).string();
        for (auto const& [member, content] : members) {
            VSILFILE* const out = VSIFOpenL((archive + "/" + member).c_str(), "wb");
            VSIFWriteL(content.data(), 1, content.size(), out);
            VSIFCloseL(out);
        }
        return path(name);
    }
    std::filesystem::path gzip(std::string const& name, std::string const& content) const
    {
        VSILFILE* const out = VSIFOpenL(("/vsigzip/" + path(name).string()).c_str(), "wb");
        VSIFWriteL(content.data(), 1, content.size(), out);
        VSIFCloseL(out);
        return path(name);
    }

    static std::vector<std::string> layer_names(std::filesystem::path const& file)
    {
        std::vector<std::string> names;
        for (auto const& layer : contents_of(file).layers)
            names.push_back(layer.name);
        return names;
    }
    /// The texts of a field, in the order of the file.
    static std::vector<std::string> column(FeatureTable const& table, std::string const& field)
    {
        std::vector<std::string> texts;
        for (auto const& feature : table.features)
            texts.push_back(text(feature.values[table.column(field)]));
        return texts;
    }
    /// What is said to be in a layer is what its reader finds: fields in that order.
    static void expect_as_told(std::filesystem::path const& file, int epsg)
    {
        for (auto const& layer : contents_of(file).layers)
            EXPECT_EQ(read_layer({.file = file, .layer = layer.name, .epsg = epsg, .rows = Rows::may_lack}).fields,
                      layer.fields)
                << layer.name;
    }
};

}  // namespace laad
