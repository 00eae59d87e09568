// SPDX-License-Identifier: Apache-2.0
#include "rasters/error.hpp"
#include "rasters/io/files/crs.hpp"
#include "rasters/io/files/gdal_init.hpp"
#include "rasters/io/files/unfinished_file.hpp"
#include "rasters/io/vectors/ogr_output.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <ogrsf_frmts.h>

#include <utility>

namespace laad {
namespace {

constexpr char const* geometry_column = "geom";

/// Fills a GeoPackage that is being made; any refusal of GDAL's ends it.
class GeopackageWriter {
  public:
    GeopackageWriter(std::string file, std::string const& unfinished, GdalMessages& messages)
        : file_{std::move(file)}, messages_{messages}
    {
        // SQLite keeps 2 MB unless told, and reads and writes the rest again for each entry of the spatial index.
        CPLConfigOptionSetter const cache{"OGR_SQLITE_CACHE", "256", false};
        // The file is not there under its name before it is whole.
        CPLConfigOptionSetter const waits{"OGR_SQLITE_SYNCHRONOUS", "OFF", false};
        dataset_.reset(driver("GPKG").Create(unfinished.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        check(dataset_ != nullptr);
        check(dataset_->StartTransaction() == OGRERR_NONE);
    }

    void add(OutputLayer const& layer, OGRSpatialReference const& crs)
    {
        CPLStringList options;
        options.SetNameValue("GEOMETRY_NAME", geometry_column);
        options.SetNameValue("SPATIAL_INDEX", "YES");
        options.SetNameValue("DESCRIPTION", layer.description.c_str());
        OGRLayer& table = create(layer, layer.shape == ShapeKind::none ? nullptr : &crs, options);
        for (Feature const& feature : layer.features)
            add(feature, layer, table);
    }

    /// The table in which QGIS looks for the style of a layer that it opens.
    void add_styles(std::vector<OutputLayer> const& layers)
    {
        OutputLayer styles{.name = "layer_styles"};
        for (char const* name : {"f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName",
                                 "styleQML", "styleSLD", "useAsDefault", "description", "owner", "ui", "update_time"})
            styles.fields.push_back({name});
        styles.fields[7].kind = FieldKind::integer;
        for (OutputLayer const& layer : layers)
            if (!layer.qml.empty()) styles.features.push_back(style_of(layer));
        if (styles.features.empty()) return;
        CPLStringList options;
        options.SetNameValue("FID", "id");
        OGRLayer& table = create(styles, nullptr, options);
        for (Feature const& feature : styles.features)
            add(feature, styles, table);
    }

    void finish()
    {
        check(dataset_->CommitTransaction() == OGRERR_NONE);
        dataset_.reset();  // closing writes too, and can fail
        check(!messages_.failed());
    }

  private:
    static Feature style_of(OutputLayer const& layer)
    {
        std::string const column = layer.shape == ShapeKind::none ? "" : geometry_column;
        auto const text = [](std::string s) { return Value{std::move(s)}; };
        return {.values = {text(""), text(""), text(layer.name), text(column), text(layer.name), text(layer.qml),
                           text(""), Value{std::int64_t{1}}, text(layer.description), text(""), Value{}, Value{}}};
    }

    OGRLayer& create(OutputLayer const& layer, OGRSpatialReference const* crs, CPLStringList const& options)
    {
        OGRLayer* const table = created(*dataset_, layer, crs, options.List());
        check(table != nullptr);
        return *table;
    }

    void add(Feature const& feature, OutputLayer const& layer, OGRLayer& table)
    {
        check(append(table, layer, feature));
    }

    void check(bool done) const
    {
        if (!done)
            throw OutputError{file_ + ": cannot be written (" + messages_.text() +
                              "); is there room, and may you write there?"};
    }

    std::string file_;
    GdalMessages& messages_;
    GDALDatasetUniquePtr dataset_;
};

}  // namespace

void write_geopackage(std::filesystem::path const& file, int epsg, std::vector<OutputLayer> const& layers)
{
    GdalMessages messages;
    OGRSpatialReference const crs = crs_of_epsg(epsg);
    UnfinishedFile unfinished{file};
    GeopackageWriter writer{file.string(), unfinished.path(), messages};
    for (OutputLayer const& layer : layers)
        writer.add(layer, crs);
    writer.add_styles(layers);
    writer.finish();
    unfinished.publish();
}

}  // namespace laad
