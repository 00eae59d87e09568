// SPDX-License-Identifier: Apache-2.0
#include "host/cli/commands.hpp"
#include "host/cli/options.hpp"
#include "host/cli/say.hpp"
#include "host/exports/exports.hpp"
#include "host/present/folder.hpp"
#include "host/present/illustrative.hpp"
#include "host/region/region_folder.hpp"

#include <memory>

namespace laad {
namespace {

struct ExportOptions {
    std::filesystem::path plan;
    std::filesystem::path out;
    std::string connection;
    std::string schema;
};

void export_command(ExportOptions const& options)
{
    if (!options.out.empty()) PartialFolder::check(options.out);
    StoredPlan const plan = read_plan(plan_of(options.plan));
    if (!options.connection.empty()) {
        std::string const schema = options.schema.empty() ? usual_schema(plan) : options.schema;
        write_database(plan, options.connection, schema);
        say("the tables are in schema {} of the database\n", schema);
    }
    if (!options.out.empty()) {
        write_export(plan, options.out);
        say("open first: {}\n", (options.out / "README.txt").string());
    }
    if (!plan.illustrative.empty()) say("{}\n", illustrative_inputs);
}

}  // namespace

void add_export(CLI::App& app, Command& chosen)
{
    auto const options = std::make_shared<ExportOptions>();
    auto* sub =
        app.add_subcommand("export", "Write a plan for spreadsheets, GIS, a location validation system or PostGIS");
    sub->add_option("plan", options->plan, "output folder of a run, or folder of a region")->required();
    auto* out =
        sub->add_option("out", options->out, "folder to write: tables, LVS files, rasters with a STAC catalogue")
            ->check(is_named);
    auto* database =
        sub->add_option("--postgis", options->connection,
                        "\"PG:dbname=... host=...\": write the tables there, all or none; the password comes "
                        "from PGPASSWORD or ~/.pgpass");
    sub->add_option("--schema", options->schema,
                    "with --postgis: the schema, for this alone (default: laadraster_REGION)")
        ->needs(database);
    sub->callback([=, &chosen] {
        if (out->count() == 0 && database->count() == 0)
            throw CLI::ValidationError("out", "name a folder to write, or a database with --postgis");
        chosen = [options] { return export_command(*options); };
    });
}

}  // namespace laad
