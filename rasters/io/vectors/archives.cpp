// SPDX-License-Identifier: Apache-2.0
// Archives as publishers hand them out: what is in them is unpacked to the scratch folder, where it can be read at any
// place; GDAL would unpack a compressed file from its begin for every jump.
#include "rasters/error.hpp"
#include "rasters/interrupt.hpp"
#include "rasters/io/vectors/archive_entries.hpp"
#include "rasters/io/vectors/csv_table.hpp"
#include "rasters/io/vectors/input_formats.hpp"
#include "rasters/io/vectors/ogr_values.hpp"
#include "rasters/io/vectors/text_file.hpp"
#include "rasters/io/vectors/translation_writer.hpp"
#include "rasters/io/vectors/translations.hpp"
#include "rasters/nearest_name.hpp"

#include <cpl_string.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string_view>

namespace laad {

namespace fs = std::filesystem;

void unpack(fs::path const& from, fs::path const& to, std::string const& archive, char const* done)
{
    auto const close = [](VSILFILE* open) { VSIFCloseL(open); };
    using File = std::unique_ptr<VSILFILE, decltype(close)>;
    fs::create_directories(to.parent_path());
    GdalMessages const messages;
    File const in{VSIFOpenL(from.c_str(), "rb"), close};
    File out{VSIFOpenL(to.c_str(), "wb"), close};
    auto const no_room = [&] {
        return OutputError{to.string() + ": cannot be written; is there room for what is in " + archive +
                           "? (TMPDIR names another folder than /tmp)"};
    };
    if (!out) throw no_room();
    std::string piece(1 << 20, '\0');
    while (in) {
        stop_if_interrupted();
        std::size_t const count = VSIFReadL(piece.data(), 1, piece.size(), in.get());
        if (VSIFWriteL(piece.data(), 1, count, out.get()) != count) throw no_room();
        if (count == 0) break;
    }
    if (!in || !VSIFEofL(in.get()) || messages.failed())
        throw InputError{archive + ": cannot be " + done + " (" + messages.text() + "); is the download complete?"};
    if (VSIFCloseL(out.release()) != 0) throw no_room();
}

namespace {

bool is_gzip(fs::path const& input)
{
    return lower(input.extension().string()) == ".gz";
}

fs::path unpack_gzip(fs::path const& input, fs::path const& folder)
{
    fs::path const to = folder / input.stem();
    // Browsers unpack some downloads and keep the name.
    std::string const begin = first_lines_of_file(input);
    bool const is_packed = begin.starts_with("\x1F\x8B");
    unpack((is_packed ? "/vsigzip/" : "") + input.string(), to, input.string());
    return to;
}

/// Files that are read by themselves; those that belong to another one (.dbf, .prj) are not among them.
bool is_data_set(fs::path const& file)
{
    static std::vector<std::string> const belonging{"", ".dbf", ".xml", ".db", ".zip", ".gz", ".tif", ".tiff"};
    static std::vector<std::string> const foreign{".gz", ".osm", ".pbf"};
    std::string const extension = lower(file.extension().string());
    if (extension == ".txt") return false;  // a licence, mostly
    return std::ranges::count(foreign, extension) > 0 ||
           (std::ranges::count(belonging, extension) == 0 && is_known_format(file));
}

/// The folder of a file geodatabase that a file is in, or nothing.
fs::path geodatabase_of(fs::path const& file)
{
    for (fs::path folder = file.parent_path(); !folder.empty(); folder = folder.parent_path())
        if (lower(folder.extension().string()) == ".gdb") return folder;
    return {};
}

/// Those in an archive, by their paths in it, each once.
std::set<fs::path> data_sets_in(std::vector<ArchiveEntry> const& entries)
{
    std::set<fs::path> sets;
    for (auto const& entry : entries)
        if (fs::path const folder = geodatabase_of(entry.inside); !folder.empty())
            sets.insert(folder);
        else if (is_data_set(entry.inside))
            sets.insert(entry.inside);
    return sets;
}

bool is_zip_to_unpack(fs::path const& input)
{
    return lower(input.extension().string()) == ".zip" && !data_sets_in(entries_of_zip(input)).empty();
}

/// Copies the layers of one data set in an archive, all under names that no other has.
class Gathered {
  public:
    explicit Gathered(fs::path const& to) : writer_{to} {}

    void add(fs::path const& file)
    {
        fs::path const source = readable(file);
        if (is_csv(source)) return add_table(read_csv(source), file.stem().string());
        GdalMessages const messages;
        auto const dataset = open_as_stored(source, GDAL_OF_VECTOR, messages);
        for (OGRLayer* const layer : dataset->GetLayers())
            if (std::string_view{layer->GetName()} != "layer_styles") copy(*layer, file.stem().string());
        if (messages.failed())
            throw InputError{file.string() + ": reading stops halfway (" + messages.text() + "); is it complete?"};
    }
    void finish() { writer_.finish(); }

  private:
    std::string free_name(std::string const& layer, std::string const& file)
    {
        std::string name = std::ranges::count(names_, lower(layer)) > 0 ? file + "_" + layer : layer;
        for (int i = 2; std::ranges::count(names_, lower(name)) > 0; ++i)
            name = file + "_" + layer + "_" + std::to_string(i);
        names_.push_back(lower(name));
        return name;
    }

    void copy(OGRLayer& from, std::string const& file)
    {
        std::vector<Field> fields;
        for (int i = 0; i < from.GetLayerDefn()->GetFieldCount(); ++i)
            fields.push_back({from.GetLayerDefn()->GetFieldDefn(i)->GetNameRef(),
                              field_kind(*from.GetLayerDefn()->GetFieldDefn(i))});
        OGRLayer& to =
            writer_.add_layer(free_name(from.GetName(), file), from.GetGeomType(), from.GetSpatialRef(), fields);
        for (auto const& feature : from) {
            OGRFeature row{to.GetLayerDefn()};
            row.SetFID(feature->GetFID());
            Feature const source{feature->GetFID(), {}, values_of(*feature)};
            check_utf8(file + ", layer " + from.GetName(), field_names(*from.GetLayerDefn()), source);
            fill(row, source.values);
            row.SetGeometryDirectly(feature->StealGeometry());
            writer_.add(to, row);
        }
    }

    void add_table(FeatureTable const& table, std::string const& name)
    {
        std::vector<Field> fields;
        for (auto const& field : table.fields)
            fields.push_back({field});
        OGRLayer& to = writer_.add_layer(free_name(name, name), wkbNone, nullptr, fields);
        for (Feature const& feature : table.features) {
            OGRFeature row{to.GetLayerDefn()};
            row.SetFID(feature.id);
            fill(row, feature.values);
            writer_.add(to, row);
        }
    }

    TranslationWriter writer_;
    std::vector<std::string> names_;
};

fs::path unpack_zip(fs::path const& input, fs::path const& folder)
{
    auto const entries = entries_of_zip(input);
    for (auto const& entry : entries)
        unpack(entry.path, folder / "unpacked" / entry.inside, input.string());
    auto const sets = data_sets_in(entries);
    if (sets.size() == 1) return folder / "unpacked" / *sets.begin();
    Gathered all{folder / "archive.gpkg"};
    for (auto const& set : sets)
        all.add(folder / "unpacked" / set);
    all.finish();
    return folder / "archive.gpkg";
}

}  // namespace

std::vector<ArchiveEntry> entries_of_zip(fs::path const& zip)
{
    std::string const inside = "/vsizip/{" + zip.string() + "}";
    CPLStringList const names{VSIReadDirRecursive(inside.c_str())};
    std::vector<ArchiveEntry> entries;
    for (int i = 0; i < names.Count(); ++i) {
        fs::path const name = fs::path{names[i]}.lexically_normal();
        bool const climbs = name.is_absolute() || std::ranges::find(name, fs::path{".."}) != name.end();
        bool const of_a_mac = std::string_view{names[i]}.starts_with("__MACOSX/") || name.filename() == ".DS_Store";
        if (std::string_view{names[i]}.ends_with('/') || climbs || of_a_mac) continue;
        entries.push_back({name, inside + "/" + names[i]});
    }
    std::ranges::sort(entries, {}, &ArchiveEntry::inside);
    return entries;
}

Translator const gzip_translator{"GZIP", is_gzip, nullptr, unpack_gzip};
Translator const zip_translator{"ZIP", is_zip_to_unpack, nullptr, unpack_zip};

}  // namespace laad
