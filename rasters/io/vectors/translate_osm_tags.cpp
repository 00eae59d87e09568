// SPDX-License-Identifier: Apache-2.0
// Layers that were made of OpenStreetMap by ogr2ogr or QGIS: most tags are in one column, other_tags.
#include "rasters/error.hpp"
#include "rasters/io/files/crs.hpp"
#include "rasters/io/vectors/input_formats.hpp"
#include "rasters/io/vectors/ogr_values.hpp"
#include "rasters/io/vectors/osm_tags.hpp"
#include "rasters/io/vectors/translation_writer.hpp"
#include "rasters/io/vectors/translations.hpp"
#include "rasters/nearest_name.hpp"

#include <algorithm>
#include <string_view>

namespace laad {
namespace {

namespace fs = std::filesystem;

constexpr char const* tags_field = "other_tags";

GDALDatasetUniquePtr opened(fs::path const& input)
{
    auto drivers = drivers_for(input);
    drivers.push_back(nullptr);
    return GDALDatasetUniquePtr{GDALDataset::Open(input.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers.data())};
}

/// Whether a layer has the column, and not under that name something else, such as JSON.
bool has_tags(OGRLayer& layer)
{
    int const field = layer.GetLayerDefn()->GetFieldIndex(tags_field);
    if (field < 0 || layer.SetAttributeFilter("other_tags IS NOT NULL") != OGRERR_NONE) return false;
    layer.ResetReading();
    OGRFeatureUniquePtr const first{layer.GetNextFeature()};
    layer.SetAttributeFilter(nullptr);
    layer.ResetReading();
    return first && *first->GetFieldAsString(field) == '"';
}

bool is_tagged(fs::path const& input)
{
    static std::vector<std::string> const may_be{".gpkg", ".shp", ".fgb", ".sqlite", ".geojson"};
    if (std::ranges::count(may_be, lower(input.extension().string())) == 0) return false;
    auto const dataset = opened(input);
    if (!dataset) return false;
    for (OGRLayer* const layer : dataset->GetLayers())
        if (has_tags(*layer)) return true;
    return false;
}

/// The columns that a layer has already keep their name and come first.
std::vector<Field> fields_of(OGRLayer& layer)
{
    bool const is_tagged_layer = has_tags(layer);
    std::vector<Field> fields;
    OGRFeatureDefn const& definition = *layer.GetLayerDefn();
    for (int i = 0; i < definition.GetFieldCount(); ++i)
        if (auto const* field = definition.GetFieldDefn(i);
            !is_tagged_layer || std::string_view{field->GetNameRef()} != tags_field)
            fields.push_back({field->GetNameRef(), field_kind(*field)});
    if (!is_tagged_layer) return fields;
    for (auto const& key : osm_keys())
        if (std::ranges::none_of(fields, [&](Field const& field) { return lower(field.name) == osm_column(key); }))
            fields.push_back({osm_column(key)});
    return fields;
}

/// Copies one layer.
class TagsExpanded {
  public:
    TagsExpanded(std::string file, OGRLayer& source, TranslationWriter& writer)
        : file_{std::move(file)}, source_{source}, writer_{writer}
    {
        tags_ = has_tags(source) ? source.GetLayerDefn()->GetFieldIndex(tags_field) : -1;
        target_ = &writer.add_layer(source.GetName(), source.GetGeomType(), source.GetSpatialRef(), fields_of(source));
    }

    void run(GdalMessages const& messages)
    {
        for (auto const& feature : source_) {
            if (messages.failed()) break;
            copy(*feature);
        }
        if (messages.failed())
            throw InputError{place(file_, source_.GetName()) + ": reading stops halfway (" + messages.text() +
                             "); is the file complete, and the disk sound?"};
        if (cut_ > 0)
            throw InputError{
                place(file_, source_.GetName()) + ": the tags in other_tags are cut off in " + std::to_string(cut_) +
                " features (a shapefile holds 254 letters in a field); name the .osm.pbf itself, or convert "
                "it to a GeoPackage"};
    }

  private:
    void copy(OGRFeature& feature)
    {
        OGRFeature row{target_->GetLayerDefn()};
        row.SetFID(feature.GetFID());
        Feature source{feature.GetFID(), {}, values_of(feature)};
        check_utf8(place(file_, source_.GetName()), field_names(*source_.GetLayerDefn()), source);
        auto& values = source.values;
        std::string tags;
        if (tags_ >= 0) {
            tags = text(values[static_cast<std::size_t>(tags_)]);
            values.erase(values.begin() + tags_);
        }
        fill(row, values);
        expand(tags, row);
        row.SetGeometryDirectly(feature.StealGeometry());
        writer_.add(*target_, row);
    }

    void expand(std::string const& tags, OGRFeature& row)
    {
        auto const parsed = parsed_hstore(tags);
        cut_ += !parsed.whole;
        for (auto const& [key, value] : parsed.tags)
            if (int const field = row.GetFieldIndex(osm_column(key).c_str());
                field >= 0 && std::ranges::binary_search(osm_keys(), key) && !row.IsFieldSetAndNotNull(field))
                row.SetField(field, value.c_str());
    }

    std::string file_;
    OGRLayer& source_;
    TranslationWriter& writer_;
    OGRLayer* target_{};
    int tags_{-1};  ///< number of the column; -1: none
    std::int64_t cut_{};
};

std::vector<LayerContent> layers_with_tags(fs::path const& input)
{
    std::vector<LayerContent> layers = contents_as_stored(input).layers;
    auto const dataset = opened(input);
    for (LayerContent& layer : layers) {
        layer.fields.clear();
        for (Field const& field : fields_of(*dataset->GetLayerByName(layer.name.c_str())))
            layer.fields.push_back(field.name);
    }
    return layers;
}

fs::path expand_tags(fs::path const& input, fs::path const& folder)
{
    fs::path const to = folder / "tags.gpkg";
    TranslationWriter writer{to};
    GdalMessages const messages;
    auto const source = opened(input);
    for (OGRLayer* const layer : source->GetLayers())
        if (std::string_view{layer->GetName()} != "layer_styles")
            TagsExpanded{input.string(), *layer, writer}.run(messages);
    writer.finish();
    return to;
}

}  // namespace

Translator const osm_tags_translator{"OSM", is_tagged, layers_with_tags, expand_tags};

}  // namespace laad
