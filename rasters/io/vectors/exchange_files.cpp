// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/exchange_files.hpp"

#include "rasters/error.hpp"
#include "rasters/io/files/crs.hpp"
#include "rasters/io/files/gdal_init.hpp"
#include "rasters/io/vectors/ogr_output.hpp"

#include <algorithm>

namespace laad {
namespace {

[[noreturn]] void refuse_to_write(std::string const& file, GdalMessages const& messages)
{
    throw OutputError{file + ": cannot be written (" + messages.text() + "); is there room, and may you write there?"};
}

/// A file of some format that is being made; any refusal of GDAL's ends it.
class ExchangeFile {
  public:
    ExchangeFile(std::filesystem::path const& file, char const* format) : file_{file.string()}
    {
        dataset_.reset(driver(format).Create(file_.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        check(dataset_ != nullptr);
    }

    void add(OutputLayer const& layer, OGRSpatialReference const* crs, CPLStringList const& options = {})
    {
        OGRLayer* const table = created(*dataset_, layer, crs, options.List());
        check(table != nullptr);
        for (Feature const& feature : layer.features)
            check(append(*table, layer, feature));
    }

    void finish()
    {
        dataset_.reset();  // most is written now
        check(!messages_.failed());
    }

  private:
    void check(bool done) const
    {
        if (!done) refuse_to_write(file_, messages_);
    }

    std::string file_;
    GdalMessages messages_;
    GDALDatasetUniquePtr dataset_;
};

}  // namespace

void write_xlsx(std::filesystem::path const& file, std::vector<OutputLayer> const& sheets)
{
    ExchangeFile workbook{file, "XLSX"};
    for (OutputLayer const& sheet : sheets) {
        OutputLayer table = sheet;
        table.shape = ShapeKind::none;
        workbook.add(table, nullptr);
    }
    workbook.finish();
}

void write_geojson(std::filesystem::path const& file, int epsg, OutputLayer const& layer, std::string const& id_field)
{
    // GDAL takes the field that gives the id out of the properties, so the id gets a field of its own.
    OutputLayer with_id = layer;
    auto const id = std::ranges::find(layer.fields, id_field, &Field::name) - layer.fields.begin();
    expect(id < std::ssize(layer.fields), "the id of a GeoJSON is a field of its layer");
    with_id.fields.push_back({"laad_id"});
    for (Feature& feature : with_id.features)
        feature.values.push_back(text(feature.values[static_cast<std::size_t>(id)]));
    OGRSpatialReference const crs = crs_of_epsg(epsg);
    CPLStringList options;
    options.SetNameValue("RFC7946", "YES");
    options.SetNameValue("COORDINATE_PRECISION", "7");
    options.SetNameValue("SIGNIFICANT_FIGURES", "15");
    options.SetNameValue("ID_FIELD", "laad_id");
    options.SetNameValue("ID_TYPE", "String");
    ExchangeFile json{file, "GeoJSON"};
    json.add(with_id, &crs, options);
    json.finish();
}

struct FlatgeobufWriter::Impl {
    std::string file;
    OutputLayer layer;
    GDALDatasetUniquePtr dataset{};
    OGRLayer* table{};
    std::int64_t count{};

    /// The last bytes are written as the file is closed, which GDAL does not look at: the last feature shows it.
    bool is_whole() const
    {
        char const* const drivers[] = {"FlatGeobuf", nullptr};
        GDALDatasetUniquePtr const back{GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR, drivers)};
        OGRLayer* const written = back ? back->GetLayer(0) : nullptr;
        if (written == nullptr || written->GetFeatureCount() != count) return false;
        return count == 0 || OGRFeatureUniquePtr{written->GetFeature(count - 1)} != nullptr;
    }
};

FlatgeobufWriter::FlatgeobufWriter(std::filesystem::path const& file, int epsg, OutputLayer layer)
    : impl_{std::make_unique<Impl>(file.string(), std::move(layer))}
{
    GdalMessages const messages;
    OGRSpatialReference const crs = crs_of_epsg(epsg);
    impl_->dataset.reset(driver("FlatGeobuf").Create(impl_->file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (impl_->dataset) impl_->table = created(*impl_->dataset, impl_->layer, &crs, nullptr);
    if (impl_->table == nullptr) refuse_to_write(impl_->file, messages);
}

FlatgeobufWriter::~FlatgeobufWriter()
{
    GdalMessages const unheard;  // of what is given up
    impl_->dataset.reset();
}

void FlatgeobufWriter::add(std::span<Feature const> features)
{
    GdalMessages const messages;
    for (Feature const& feature : features)
        if (!append(*impl_->table, impl_->layer, feature)) refuse_to_write(impl_->file, messages);
    impl_->count += std::ssize(features);
}

void FlatgeobufWriter::finish()
{
    GdalMessages const messages;
    impl_->dataset.reset();  // most is written now
    if (messages.failed() || !impl_->is_whole()) refuse_to_write(impl_->file, messages);
}

void write_flatgeobuf(std::filesystem::path const& file, int epsg, OutputLayer const& layer)
{
    FlatgeobufWriter fgb{file, epsg, {layer.name, layer.description, layer.shape, layer.fields}};
    fgb.add(layer.features);
    fgb.finish();
}

}  // namespace laad
