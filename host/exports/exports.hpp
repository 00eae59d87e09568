// SPDX-License-Identifier: Apache-2.0
// A plan for other programs: spreadsheets, a location validation system, GIS, a catalogue. Texts are in the language
// spoken; names of files, fields and coded values are not translated. All is as the public may have it
// (host/plan_folder/public_tables.hpp).
#pragma once

#include "host/plan_folder/plan_folder.hpp"

#include <filesystem>
#include <string>

namespace laad {

/// Writes into `folder`, which is made where it is not there:
///
///     README.txt     what is what, licence and sources
///     tables.xlsx    a sheet a table, the first explains the columns
///     tables/        the same as CSV
///     lvs/GEMEENTE/  placements, their bays and white spots of a gemeente as GeoJSON and FlatGeobuf
///
/// Errors  InputError: plankaart.gpkg is damaged; OutputError: cannot be written
void write_downloads(StoredPlan const&, std::filesystem::path const& folder);

/// Makes an output folder with the downloads, the public rasters (links where the file system can) and their STAC
/// catalogue. Errors  as write_downloads; OutputError: the folder exists
void write_export(StoredPlan const&, std::filesystem::path const& folder);

/// "laadraster_delft", the schema of a region unless another is named.
std::string usual_schema(StoredPlan const&);

/// Writes the tables into a schema of a PostGIS database: all of them or none, in place of those of an earlier export.
/// Errors  as write_postgis; InputError: no name for a schema, plankaart.gpkg is damaged
void write_database(StoredPlan const&, std::string const& connection, std::string const& schema);

}  // namespace laad
