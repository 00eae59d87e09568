// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/translation_writer.hpp"

#include "rasters/error.hpp"
#include "rasters/interrupt.hpp"

#include <cpl_error.h>
#include <cpl_string.h>

namespace laad {
namespace {

OGRFieldType ogr_type(FieldKind kind)
{
    if (kind == FieldKind::integer) return OFTInteger64;
    return kind == FieldKind::real ? OFTReal : OFTString;
}

}  // namespace

TranslationWriter::TranslationWriter(std::filesystem::path const& to) : file_{to.string()}
{
    dataset_.reset(driver("GPKG").Create(file_.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    check(dataset_ != nullptr && dataset_->StartTransaction() == OGRERR_NONE);
}

OGRLayer& TranslationWriter::add_layer(std::string const& name, OGRwkbGeometryType type, OGRSpatialReference const* crs,
                                       std::vector<Field> const& fields)
{
    CPLStringList options;
    options.SetNameValue("GEOMETRY_NAME", "geom");
    options.SetNameValue("FID", "laad_fid");  // leaves fid to a field of that name
    OGRSpatialReference own = crs == nullptr ? OGRSpatialReference{} : *crs;
    OGRLayer* const layer = dataset_->CreateLayer(name.c_str(), crs == nullptr ? nullptr : &own, type, options.List());
    check(layer != nullptr);
    for (Field const& field : fields) {
        OGRFieldDefn definition{field.name.c_str(), ogr_type(field.kind)};
        check(layer->CreateField(&definition) == OGRERR_NONE);
    }
    return *layer;
}

void TranslationWriter::add(OGRLayer& layer, OGRFeature& feature)
{
    stop_if_interrupted();
    check(layer.CreateFeature(&feature) == OGRERR_NONE);
}

void TranslationWriter::finish()
{
    GdalMessages const messages;
    check(dataset_->CommitTransaction() == OGRERR_NONE);
    dataset_.reset();  // writes the indices, and can fail
    check(!messages.failed());
}

void TranslationWriter::check(bool done) const
{
    if (!done)
        throw OutputError{file_ + ": cannot be written (" + CPLGetLastErrorMsg() +
                          "); is there room? (TMPDIR names another folder than /tmp)"};
}

FieldKind field_kind(OGRFieldDefn const& field)
{
    OGRFieldType const type = field.GetType();
    if (type == OFTInteger || type == OFTInteger64) return FieldKind::integer;
    return type == OFTReal ? FieldKind::real : FieldKind::text;
}

}  // namespace laad
