// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/postgis.hpp"

#include "rasters/error.hpp"
#include "rasters/interrupt.hpp"
#include "rasters/io/files/content_hash.hpp"
#include "rasters/io/files/gdal_init.hpp"
#include "rasters/io/vectors/input_formats.hpp"
#include "rasters/io/vectors/ogr_output.hpp"
#include "rasters/nearest_name.hpp"

#include <algorithm>
#include <optional>

namespace laad {
namespace {

constexpr char const* geometry_column = "geom";

/// A password on a command line is seen by everyone on the machine, and would stand in messages.
void check_connection(std::string const& connection)
{
    if (!connection.starts_with("PG:") || connection.find("://") != std::string::npos)
        throw InputError{"--postgis: write PG: and then name=value, e.g. \"PG:dbname=gis host=db.example user=me\""};
    std::string const words = lower(connection);
    for (auto at = words.find("password"); at != std::string::npos; at = words.find("password", at + 1)) {
        auto const next = words.find_first_not_of(" \t", at + std::string_view{"password"}.size());
        if (next != std::string::npos && words[next] == '=')
            throw InputError{
                "--postgis: leave the password out, others on this machine see what commands are given; put it in the "
                "variable PGPASSWORD or in the file ~/.pgpass"};
    }
}

char const* column_type(FieldKind kind)
{
    if (kind == FieldKind::integer) return "bigint";
    return kind == FieldKind::real ? "double precision" : "text";
}

std::string shape_type(ShapeKind kind, int epsg)
{
    constexpr char const* names[] = {"Point", "MultiPoint", "MultiLineString", "MultiPolygon", "Geometry"};
    return std::string{"geometry("} + names[static_cast<std::size_t>(kind)] + "," + std::to_string(epsg) + ")";
}

/// The columns of a table and its key, as CREATE TABLE has them.
std::string columns_of(DatabaseTable const& table, int epsg)
{
    std::string columns;
    for (Field const& field : table.layer.fields)
        columns += sql_name(field.name) + " " + column_type(field.kind) + ", ";
    if (table.layer.shape != ShapeKind::none)
        columns += std::string{geometry_column} + " " + shape_type(table.layer.shape, epsg) + ", ";
    std::string key;
    for (std::string const& field : table.key)
        key += (key.empty() ? "" : ", ") + sql_name(field);
    return columns + "PRIMARY KEY (" + key + ")";
}

/// Writes tables within one transaction; what is not finished goes back when the connection ends.
class DatabaseWriter {
  public:
    explicit DatabaseWriter(DatabaseTarget const& target) : schema_{target.schema}, owner_{target.owner}
    {
        GDALDriver* const postgresql = database_driver();
        if (postgresql == nullptr)
            throw OutputError{"--postgis: GDAL has no driver PostgreSQL here; install libgdal with it"};
        dataset_.reset(postgresql->Create(target.connection.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        if (dataset_ == nullptr) refuse("cannot be reached", "do its name, host and user hold, and may you connect?");
        if (!answer("SELECT 1 FROM pg_type WHERE typname = 'geometry'"))
            refuse("has no PostGIS", "have CREATE EXTENSION postgis run in it");
        check(dataset_->StartTransaction(TRUE) == OGRERR_NONE);
        run("SELECT pg_advisory_xact_lock(hashtext(" + sql_text("laadraster " + schema_) + "))");
        if (!answer("SELECT 1 FROM pg_namespace WHERE nspname = " + sql_text(schema_)))
            run("CREATE SCHEMA " + sql_name(schema_));
    }

    void write(DatabaseTable const& table, int epsg)
    {
        make_ready(table, epsg);
        OGRLayer* const rows = dataset_->GetLayerByName((schema_ + "." + table.layer.name).c_str());
        check(rows != nullptr);
        auto const columns = columns_for(*rows, table.layer);
        for (Feature const& feature : table.layer.features) {
            stop_if_interrupted();
            check(append(*rows, table.layer, feature, columns));
        }
        check(rows->SyncToDisk() == OGRERR_NONE);
        written_.push_back(table.layer.name);
    }

    /// Drops the tables of an earlier export that this one does not have.
    void drop_others()
    {
        std::string names;
        for (std::string const& name : written_)
            names += (names.empty() ? "" : ", ") + sql_text(name);
        while (auto const other = answer("SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = " +
                                         namespace_id() + " AND strpos(obj_description(oid, 'pg_class'), " +
                                         sql_text(mark()) + ") > 0 AND relname NOT IN (" + names + ")"))
            run("DROP TABLE " + in_schema(*other));
    }

    void finish()
    {
        check(dataset_->CommitTransaction() == OGRERR_NONE);
        dataset_.reset();
        check(true);
    }

  private:
    std::string in_schema(std::string const& table) const { return sql_name(schema_) + "." + sql_name(table); }
    std::string namespace_id() const
    {
        return "(SELECT oid FROM pg_namespace WHERE nspname = " + sql_text(schema_) + ")";
    }
    /// Ends the comment of each table, and tells whose it is.
    std::string mark() const { return "[laadraster " + owner_ + ", "; }

    /// Leaves an empty table with these columns.
    void make_ready(DatabaseTable const& table, int epsg)
    {
        std::string const name = in_schema(table.layer.name);
        std::string const columns = columns_of(table, epsg);
        ContentHash hash;
        hash.add(columns);
        std::string const comment = table.layer.description + " " + mark() + hash.digest() + "]";
        std::string const there =
            "FROM pg_class WHERE relnamespace = " + namespace_id() + " AND relname = " + sql_text(table.layer.name);
        if (answer("SELECT 1 " + there)) {
            auto const old = answer("SELECT obj_description(oid, 'pg_class') " + there);
            if (!old || old->find(mark()) == std::string::npos)
                refuse("has a table " + table.layer.name + " that is not of this region",
                       "name another schema with --schema");
            if (old->ends_with(hash.digest() + "]")) {
                run("DELETE FROM " + name);
                return;
            }
            run("DROP TABLE " + name);
        }
        run("CREATE TABLE " + name + " (" + columns + ")");
        if (table.layer.shape != ShapeKind::none)
            run("CREATE INDEX ON " + name + " USING gist (" + geometry_column + ")");
        run("COMMENT ON TABLE " + name + " IS " + sql_text(comment));
        for (auto const& [field, meaning] : table.meaning)
            run("COMMENT ON COLUMN " + name + "." + sql_name(field) + " IS " + sql_text(meaning));
    }

    /// The first cell that a query gives, as text; nothing when it gives none.
    std::optional<std::string> answer(std::string const& query)
    {
        OGRLayer* const rows = dataset_->ExecuteSQL(query.c_str(), nullptr, nullptr);
        std::optional<std::string> found;
        if (rows != nullptr)
            if (OGRFeatureUniquePtr const row{rows->GetNextFeature()}; row && row->IsFieldSetAndNotNull(0))
                found = row->GetFieldAsString(0);
        dataset_->ReleaseResultSet(rows);
        check(true);
        return found;
    }

    void run(std::string const& statement)
    {
        dataset_->ReleaseResultSet(dataset_->ExecuteSQL(statement.c_str(), nullptr, nullptr));
        check(true);
    }

    void check(bool done) const
    {
        if (!done || messages_.failed())
            refuse("does not take the plan, and is as it was", "give way to what it says, or ask its manager");
    }

    [[noreturn]] void refuse(std::string const& what, std::string const& remedy) const
    {
        std::string reason = messages_.failed() ? messages_.text() : "";
        std::ranges::replace(reason, '\n', ' ');
        reason.erase(reason.find_last_not_of(' ') + 1);
        if (!reason.empty()) reason = " (" + reason + ")";
        throw OutputError{"--postgis, schema " + schema_ + ": the database " + what + reason + "; " + remedy};
    }

    std::string schema_;
    std::string owner_;
    GdalMessages messages_;
    GDALDatasetUniquePtr dataset_;
    std::vector<std::string> written_;
};

}  // namespace

void write_postgis(DatabaseTarget const& target, int epsg, std::vector<DatabaseTable> const& tables)
{
    check_connection(target.connection);
    GdalMessages const registered;
    CPLConfigOptionSetter const by_copy{"PG_USE_COPY", "YES", false};
    DatabaseWriter writer{target};
    for (DatabaseTable const& table : tables)
        writer.write(table, epsg);
    writer.drop_others();
    writer.finish();
}

}  // namespace laad
