// SPDX-License-Identifier: Apache-2.0
// Downloads of the Dutch large-scale map (BGT) in GML: a .zip with a file an object type, or one of these files.
// An object has a label point or a crest line beside its surface, of which GDAL, left alone, hands over whichever comes
// last; and the gmllight of PDOK states no CRS.
#include "rasters/error.hpp"
#include "rasters/interrupt.hpp"
#include "rasters/io/files/crs.hpp"
#include "rasters/io/vectors/archive_entries.hpp"
#include "rasters/io/vectors/bgt_schema.hpp"
#include "rasters/io/vectors/text_file.hpp"
#include "rasters/io/vectors/translation_writer.hpp"
#include "rasters/io/vectors/translations.hpp"
#include "rasters/nearest_name.hpp"

#include <cpl_string.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string_view>

namespace laad {
namespace {

namespace fs = std::filesystem;

constexpr int rd_new = 28992;
constexpr int rd_new_with_height = 7415;
constexpr char const* imgeo = "geostandaarden.nl/imgeo";

bool has_extension(fs::path const& file, std::string_view extension)
{
    return lower(file.extension().string()) == extension;
}

bool is_bgt_gml(fs::path const& file)
{
    return (has_extension(file, ".gml") || has_extension(file, ".xml")) &&
           first_lines_of_file(file).find(imgeo) != std::string::npos;
}

/// Each GML file of a download.
std::vector<fs::path> gml_files(fs::path const& input)
{
    if (!has_extension(input, ".zip")) return {input};
    std::vector<fs::path> files;
    for (auto const& entry : entries_of_zip(input))
        if (has_extension(entry.path, ".gml") || has_extension(entry.path, ".xml")) files.push_back(entry.path);
    return files;
}

bool is_bgt(fs::path const& input)
{
    if (!has_extension(input, ".zip")) return is_bgt_gml(input);
    return std::ranges::any_of(gml_files(input), is_bgt_gml);
}

std::string local_name(std::string_view name)
{
    std::size_t const colon = name.find(':');
    return std::string{colon == name.npos ? name : name.substr(colon + 1)};
}

std::string_view word_at(std::string_view text, std::size_t at)
{
    constexpr char const* letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    return text.substr(at, std::min(text.find_first_not_of(letters, at), text.size()) - at);
}

/// Which objects a piece of GML has, and in which elements their surfaces are.
struct GmlNames {
    std::set<std::string> objects;
    std::set<std::string> surfaces;

    void look_in(std::string_view text)
    {
        constexpr std::string_view id = "gml:id=";
        for (std::size_t at = text.find(id); at != text.npos; at = text.find(id, at + 1)) {
            std::size_t const tag = text.rfind('<', at);
            if (tag == text.npos) continue;
            std::string name = local_name(text.substr(tag + 1, text.find_first_of(" \t\r\n", tag) - tag - 1));
            if (bgt_type(name)) objects.insert(std::move(name));
        }
        constexpr std::string_view surface = "geometrie2d";
        for (std::size_t at = text.find(surface); at != text.npos; at = text.find(surface, at + 1))
            surfaces.emplace(word_at(text, at));
    }
};

/// Names are cut off at the end of a piece: what follows the last tag is left to the next.
GmlNames names_in(fs::path const& gml)
{
    auto const close = [](VSILFILE* open) { VSIFCloseL(open); };
    std::unique_ptr<VSILFILE, decltype(close)> const in{VSIFOpenL(gml.c_str(), "rb"), close};
    if (!in) throw InputError{gml.string() + ": cannot be read; is the archive complete?"};
    GmlNames names;
    std::string text;
    constexpr std::size_t piece = 1 << 20;
    for (bool more = true; more;) {
        stop_if_interrupted();
        std::size_t const kept = text.size();
        text.resize(kept + piece);
        std::size_t const count = VSIFReadL(text.data() + kept, 1, piece, in.get());
        text.resize(kept + count);
        more = count == piece;
        std::size_t const end = more ? text.rfind('<') : text.size();
        names.look_in(std::string_view{text}.substr(0, end));
        text.erase(0, std::min(end, text.size()));
    }
    return names;
}

/// The type that the first objects of a file have, else the one that its name says.
std::optional<BgtType> type_of(fs::path const& gml)
{
    GmlNames names;
    names.look_in(first_lines_of_file(gml));
    return bgt_type(names.objects.empty() ? lower(gml.stem().string()) : *names.objects.begin());
}

std::vector<LayerContent> layers_of_bgt(fs::path const& input)
{
    std::vector<std::string> names{"gml_id"};
    for (auto const& column : bgt_columns())
        names.push_back(column.name);
    std::map<std::string, LayerContent> layers;
    for (auto const& file : gml_files(input))
        if (auto const type = type_of(file))
            layers.try_emplace(type->layer, LayerContent{type->layer, names, type->shape, -1, rd_new});
    std::vector<LayerContent> sorted;
    for (auto const& [name, layer] : layers)
        sorted.push_back(layer);
    return sorted;
}

void check_crs(fs::path const& gml)
{
    std::string const begin = first_lines_of_file(gml);
    constexpr std::string_view name = "srsName=\"";
    std::size_t const at = begin.find(name);
    if (at == begin.npos) return;
    std::string const stated = begin.substr(at + name.size(), begin.find('"', at + name.size()) - at - name.size());
    int const epsg = std::atoi(stated.substr(stated.find_last_of(":#/") + 1).c_str());
    if (epsg != rd_new && epsg != rd_new_with_height)
        throw InputError{gml.string() + ": states the CRS " + stated +
                         ", while the BGT is in EPSG:28992; download it anew from PDOK"};
}

class BgtTranslation {
  public:
    explicit BgtTranslation(fs::path const& to) : crs_{crs_of_epsg(rd_new)}, writer_{to} {}

    void take(fs::path const& gml)
    {
        check_crs(gml);
        if (auto const type = type_of(gml)) layer_of(*type);  // of an empty file too
        auto const names = names_in(gml);
        if (names.objects.empty()) return;
        CPLConfigOptionSetter const flat{"GML_SRS_DIMENSION_IF_MISSING", "2", false};  // GDAL takes 3 for citygml
        MemoryFile const description{".gfs", bgt_description(names.objects, names.surfaces)};
        GdalMessages messages;
        auto const source = open(gml, description, messages);
        for (OGRLayer* const objects : source->GetLayers())
            for (auto const& object : *objects) {
                if (messages.failed()) break;
                copy(*object, *bgt_type(objects->GetName()));
            }
        if (messages.failed())
            throw InputError{gml.string() + ": reading stops halfway (" + messages.text() + "); is the file complete?"};
    }
    void finish() { writer_.finish(); }

  private:
    static GDALDatasetUniquePtr open(fs::path const& gml, MemoryFile const& description, GdalMessages const& messages)
    {
        char const* const drivers[] = {"GML", nullptr};
        CPLStringList options;
        options.SetNameValue("GFS_TEMPLATE", description.name().c_str());
        options.SetNameValue("XSD", "");
        GDALDatasetUniquePtr source{
            GDALDataset::Open(gml.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options.List())};
        if (!source)
            throw InputError{gml.string() + ": cannot be read as GML (" + messages.text() + "); is the file complete?"};
        return source;
    }

    OGRLayer& layer_of(BgtType const& type)
    {
        if (auto const known = layers_.find(type.layer); known != layers_.end()) return *known->second;
        std::vector<Field> fields{{"gml_id"}};
        for (auto const& column : bgt_columns())
            fields.push_back({column.name, column.kind});
        // Points and lines stand among other shapes in some types.
        auto const shape = type.shape == ShapeKind::polygon ? wkbMultiPolygon : wkbUnknown;
        return *(layers_[type.layer] = &writer_.add_layer(type.layer, shape, &crs_, fields));
    }

    void copy(OGRFeature& object, BgtType const& type)
    {
        OGRLayer& layer = layer_of(type);
        OGRFeature row{layer.GetLayerDefn()};
        fill(row, "gml_id", object, "gml_id");
        for (auto const& column : bgt_columns())
            for (auto const& path : column.paths) {
                bool const other_column = path == "bgt-fysiekVoorkomen" &&
                                          names_its_material(type.layer) != (column.name == "surfacematerial");
                if (!other_column && fill(row, column.name, object, path)) break;
            }
        row.SetGeometryDirectly(shape_of(object, type).release());
        writer_.add(layer, row);
    }

    static bool fill(OGRFeature& row, std::string const& column, OGRFeature const& object, std::string const& from)
    {
        int const field = object.GetFieldIndex(from.c_str());
        if (field < 0 || !object.IsFieldSetAndNotNull(field) || *object.GetFieldAsString(field) == '\0') return false;
        row.SetField(column.c_str(), object.GetFieldAsString(field));
        return true;
    }

    static std::unique_ptr<OGRGeometry> shape_of(OGRFeature& object, BgtType const& type)
    {
        for (int i = 0; i < object.GetGeomFieldCount(); ++i) {
            std::unique_ptr<OGRGeometry> shape{object.StealGeometry(i)};
            if (!shape || shape->IsEmpty()) continue;
            if (shape->hasCurveGeometry()) shape.reset(shape->getLinearGeometry());
            shape->flattenTo2D();
            bool const area = type.shape == ShapeKind::polygon && shape->getDimension() == 2;
            return area ? std::unique_ptr<OGRGeometry>{OGRGeometryFactory::forceToMultiPolygon(shape.release())}
                        : std::move(shape);
        }
        return nullptr;
    }

    OGRSpatialReference crs_;
    TranslationWriter writer_;
    std::map<std::string, OGRLayer*> layers_;
};

fs::path translate_bgt(fs::path const& input, fs::path const& folder)
{
    fs::path const to = folder / "bgt.gpkg";
    BgtTranslation translation{to};
    for (auto const& file : gml_files(input))
        translation.take(file);
    translation.finish();
    return to;
}

}  // namespace

Translator const bgt_translator{"BGT", is_bgt, layers_of_bgt, translate_bgt};

}  // namespace laad
