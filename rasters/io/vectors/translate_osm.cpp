// SPDX-License-Identifier: Apache-2.0
// OpenStreetMap's own files. GDAL builds the shapes; which closed ways are areas is judged here, since GDAL drops a
// closed way that is the edge of a larger area too.
#include "rasters/error.hpp"
#include "rasters/interrupt.hpp"
#include "rasters/io/files/crs.hpp"
#include "rasters/io/vectors/osm_tags.hpp"
#include "rasters/io/vectors/text_file.hpp"
#include "rasters/io/vectors/translation_writer.hpp"
#include "rasters/io/vectors/translations.hpp"
#include "rasters/nearest_name.hpp"

#include <cpl_string.h>

#include <array>
#include <optional>
#include <string_view>
#include <unordered_set>

namespace laad {
namespace {

namespace fs = std::filesystem;

constexpr int wgs84 = 4326;

struct OsmLayer {
    char const* name;
    ShapeKind shape;
    OGRwkbGeometryType type;
};
enum Target : std::size_t { points, lines, multipolygons, addresses };
/// Addresses are those of nodes, and of buildings whose address no node has.
constexpr std::array<OsmLayer, 4> osm_layers{{{"points", ShapeKind::point, wkbPoint},
                                              {"lines", ShapeKind::line, wkbLineString},
                                              {"multipolygons", ShapeKind::polygon, wkbMultiPolygon},
                                              {"addresses", ShapeKind::point, wkbPoint}}};

/// Every layer has the same columns.
std::vector<Field> osm_fields()
{
    std::vector<Field> fields{{"osm_id"}, {"osm_type"}};
    for (auto const& key : osm_keys())
        fields.push_back({osm_column(key)});
    return fields;
}

bool is_osm(fs::path const& input)
{
    std::string const name = lower(input.filename().string());
    return name.ends_with(".osm") || name.ends_with(".pbf") || name.ends_with(".osm.gz");
}

std::vector<LayerContent> layers_of_osm(fs::path const&)
{
    std::vector<std::string> names;
    for (Field const& field : osm_fields())
        names.push_back(field.name);
    std::vector<LayerContent> layers;
    for (OsmLayer const& layer : osm_layers)
        layers.push_back({layer.name, names, layer.shape, -1, wgs84});
    return layers;
}

/// What GDAL is to report: all closed ways as lines, and our columns.
std::string configuration()
{
    std::string attributes = "osm_id=yes\nother_tags=no\nattributes=";
    for (auto const& key : osm_keys())
        attributes += (key == osm_keys().front() ? "" : ",") + key;
    std::string text = "closed_ways_are_polygons=\nreport_all_tags=yes\n";
    for (Target const layer : {points, lines, multipolygons})
        text += std::string{"["} + osm_layers[layer].name + "]\n" + attributes + "\n";
    return text;
}

int CPL_STDCALL goes_on(double, char const*, void*)
{
    return asked_to_end == 0;
}

class OsmTranslation {
  public:
    OsmTranslation(fs::path const& input, fs::path const& to) : input_{input.string()}, writer_{to}
    {
        OGRSpatialReference const crs = crs_of_epsg(wgs84);
        for (std::size_t i = 0; i < osm_layers.size(); ++i)
            targets_[i] = &writer_.add_layer(osm_layers[i].name, osm_layers[i].type, &crs, osm_fields());
    }

    void run(fs::path const& folder)
    {
        MemoryFile const conf{".ini", configuration()};
        CPLConfigOptionSetter const temporary{"CPL_TMPDIR", folder.c_str(), false};
        // Overpass and editors write ids in any order, also below 0; GDAL's fast index of nodes cannot have that.
        bool const is_sorted = lower(fs::path{input_}.extension().string()) == ".pbf";
        CPLConfigOptionSetter const index{"OSM_USE_CUSTOM_INDEXING", is_sorted ? "YES" : "NO", false};
        GdalMessages messages;
        GDALDatasetUniquePtr const source = open(conf, messages);
        for (;;) {
            OGRLayer* layer = nullptr;
            OGRFeatureUniquePtr const feature{source->GetNextFeature(&layer, nullptr, goes_on, nullptr)};
            stop_if_interrupted();
            if (messages.failed())
                throw InputError{input_ + ": reading stops halfway (" + messages.text() + "); is the file complete?"};
            if (!feature) break;
            take(*feature, layer->GetName());
        }
        writer_.finish();
    }

  private:
    GDALDatasetUniquePtr open(MemoryFile const& conf, GdalMessages const& messages) const
    {
        char const* const drivers[] = {"OSM", nullptr};
        CPLStringList options;
        options.SetNameValue("CONFIG_FILE", conf.name().c_str());
        bool const is_packed = first_lines_of_file(input_).starts_with("\x1F\x8B");
        std::string const name = is_packed ? "/vsigzip/" + input_ : input_;
        GDALDatasetUniquePtr source{
            GDALDataset::Open(name.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options.List())};
        if (!source)
            throw InputError{input_ + ": cannot be read as OpenStreetMap data (" + messages.text() +
                             "); is the file complete?"};
        return source;
    }

    void take(OGRFeature& feature, std::string_view layer)
    {
        auto const tag = [&](char const* key) -> std::string_view {
            int const field = feature.GetFieldIndex(osm_column(key).c_str());
            return field >= 0 && feature.IsFieldSetAndNotNull(field) ? feature.GetFieldAsString(field) : "";
        };
        if (layer == "points") {
            if (auto const address = address_of(tag)) {
                addresses_of_nodes_.insert(*address);
                put(feature, addresses, "node", feature.GetGeometryRef()->clone());
            }
            return put(feature, points, "node", feature.StealGeometry());
        }
        if (layer == "multipolygons") {
            bool const is_way = feature.GetFieldIndex("osm_way_id") >= 0 && !tag("osm_way_id").empty();
            std::unique_ptr<OGRGeometry> shape{feature.StealGeometry()};
            return put_area(feature, is_way ? "way" : "relation", std::move(shape), address_of(tag));
        }
        if (layer != "lines") return;
        std::unique_ptr<OGRGeometry> shape{feature.StealGeometry()};
        OGRLineString const* const line = shape ? shape->toLineString() : nullptr;
        if (line != nullptr && line->getNumPoints() >= 4 && line->get_IsClosed() && is_osm_area(tag))
            return put_area(feature, "way", area_in(*line), address_of(tag));
        put(feature, lines, "way", shape.release());
    }

    /// What tells one address from another; empty: a number without a street. Nothing: it has no address.
    template <class Tag>
    static std::optional<std::string> address_of(Tag const& tag)
    {
        auto const number = tag("addr:housenumber");
        if (number.empty()) return {};
        if (tag("addr:street").empty()) return "";
        std::string address;
        for (auto const part : {tag("addr:postcode"), tag("addr:street"), number})
            address += std::string{part} + "|";
        return lower(std::move(address));
    }

    void put_area(OGRFeature const& feature, char const* type, std::unique_ptr<OGRGeometry> shape,
                  std::optional<std::string> const& address)
    {
        OGRPoint inside{0, 0};  // GDAL fills in none that is empty
        bool const is_new = address && (address->empty() || !addresses_of_nodes_.contains(*address));
        if (is_new && shape && wkbFlatten(shape->getGeometryType()) == wkbMultiPolygon &&
            shape->toMultiPolygon()->PointOnSurface(&inside) == OGRERR_NONE)
            put(feature, addresses, type, inside.clone());
        put(feature, multipolygons, type, shape.release());
    }

    static std::unique_ptr<OGRGeometry> area_in(OGRLineString const& edge)
    {
        OGRLinearRing ring;
        ring.addSubLineString(&edge);
        OGRPolygon polygon;
        polygon.addRing(&ring);
        auto area = std::make_unique<OGRMultiPolygon>();
        area->addGeometry(&polygon);
        return area;
    }

    /// Takes over the shape. A feature that says nothing in our columns is left behind.
    void put(OGRFeature const& feature, std::size_t target, char const* type, OGRGeometry* shape)
    {
        OGRFeature row{targets_[target]->GetLayerDefn()};
        row.SetGeometryDirectly(shape);
        bool says_something = false;
        auto const copy = [&](std::string const& column) {
            int const field = feature.GetFieldIndex(column.c_str());
            if (field < 0 || !feature.IsFieldSetAndNotNull(field)) return;
            row.SetField(column.c_str(), feature.GetFieldAsString(field));
            says_something |= column != "type";
        };
        for (auto const& key : osm_keys())
            copy(osm_column(key));
        if (!says_something) return;
        int const way = feature.GetFieldIndex("osm_way_id");
        bool const is_way = way >= 0 && feature.IsFieldSetAndNotNull(way);
        row.SetField("osm_id", feature.GetFieldAsString(is_way ? way : feature.GetFieldIndex("osm_id")));
        row.SetField("osm_type", type);
        writer_.add(*targets_[target], row);
    }

    std::string input_;
    TranslationWriter writer_;
    std::array<OGRLayer*, osm_layers.size()> targets_{};
    std::unordered_set<std::string> addresses_of_nodes_;
};

fs::path translate_osm(fs::path const& input, fs::path const& folder)
{
    fs::path const to = folder / "osm.gpkg";
    OsmTranslation{input, to}.run(folder);
    return to;
}

}  // namespace

Translator const osm_translator{"OSM", is_osm, layers_of_osm, translate_osm};

}  // namespace laad
