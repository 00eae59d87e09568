// SPDX-License-Identifier: Apache-2.0
// Layers as tables of a PostGIS database.
#pragma once

#include "rasters/io/vectors/vector_file.hpp"

#include <map>
#include <string>
#include <vector>

namespace laad {

struct DatabaseTarget {
    std::string connection;  ///< PG:dbname=... host=..., as libpq and GDAL write it, without a password
    std::string schema;
    std::string owner;  ///< whose tables these are: those of another are left alone
};

struct DatabaseTable {
    OutputLayer layer;
    std::vector<std::string> key;                  ///< fields of the primary key
    std::map<std::string, std::string> meaning{};  ///< of a field, as its comment
};

/// Writes the tables in one transaction, with primary keys and spatial indices. What an earlier call wrote is replaced:
/// a table with the same columns keeps its rights and the views on it, another is made anew, one that is no longer there
/// is dropped. When anything fails, nothing changes.
/// Errors  InputError: no PG:, a password in it; OutputError: no connection, no PostGIS, a table there that is not
///         ours, any refusal of the database
void write_postgis(DatabaseTarget const&, int epsg, std::vector<DatabaseTable> const&);

}  // namespace laad
