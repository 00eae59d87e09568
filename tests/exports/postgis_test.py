# SPDX-License-Identifier: Apache-2.0
"""`laadraster export --postgis` into a real PostgreSQL with PostGIS, which this test starts and stops. Exit code 77: there
is none on this machine.

Usage: postgis_test.py laadraster work-folder"""
import os
import pathlib
import pwd
import shutil
import subprocess
import sys
import tempfile
import unittest

import made

SKIPPED = 77
PASSWORD = "hunter2-never-shown"


def programs():
    """The folder of initdb and pg_ctl, if PostGIS is there too."""
    for folder in sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        share = pathlib.Path("/usr/share/postgresql") / folder.parent.name / "extension" / "postgis.control"
        if (folder / "initdb").exists() and share.exists():
            return folder
    return None


class Server:
    """A server of its own in a folder that goes away, reached by a socket in that folder alone."""

    def __init__(self, folder):
        self.programs = folder
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="laad-pg-", dir="/tmp"))
        self.user = []
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
            owner = pwd.getpwnam("postgres")
            os.chown(self.home, owner.pw_uid, owner.pw_gid)
        self.call("initdb", "-D", self.home / "data", "-A", "trust", "-U", "owner", "--no-sync", "-E", "UTF8")
        self.call("pg_ctl", "-D", self.home / "data", "-w", "-l", self.home / "log", "-o",
                  f"-k {self.home} -c listen_addresses='' -c fsync=off", "start")
        self.sql("CREATE DATABASE gis", "postgres")
        self.sql("CREATE EXTENSION postgis")

    def call(self, program, *words):
        subprocess.run([*self.user, self.programs / program, *words], check=True, stdout=subprocess.DEVNULL, cwd=self.home)

    def sql(self, statement, database="gis"):
        """Rows of texts."""
        done = subprocess.run([self.programs / "psql", "-XAt", "-v", "ON_ERROR_STOP=1", "-h", self.home, "-U", "owner", "-d", database,
                               "-c", statement], check=True, capture_output=True, text=True)
        return [line.split("|") for line in done.stdout.splitlines()]

    def connection(self, database="gis", user="owner"):
        return f"PG:dbname={database} host={self.home} user={user}"

    def stop(self):
        self.call("pg_ctl", "-D", self.home / "data", "-m", "immediate", "stop")
        shutil.rmtree(self.home)


class Postgis(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.plan = made.plan_of_delft(PROGRAM, WORK)
        cls.server = Server(PROGRAMS)
        cls.addClassCleanup(cls.server.stop)

    def export(self, *words, connection=None):
        return made.run(PROGRAM, "export", self.plan, "--postgis", connection or self.server.connection(), *words,
                        environment={**os.environ, "PGPASSWORD": PASSWORD})

    def one(self, statement):
        return self.server.sql(statement)[0][0]

    def state(self, schema):
        """All rows of all tables of a schema, with their definitions."""
        tables = [row[0] for row in self.server.sql(f"SELECT table_name FROM information_schema.tables WHERE table_schema = '{schema}' ORDER BY 1")]
        return {table: self.server.sql(f"SELECT t::text FROM {schema}.{table} t ORDER BY 1") for table in tables}

    def test_tables_have_rows_shapes_keys_and_indices(self):
        done = self.export()
        self.assertEqual(done.returncode, 0, done.stderr)
        schema = "laadraster_delft"
        self.assertEqual(self.one(f"SELECT count(*) FROM {schema}.placements"), "40")
        self.assertEqual(self.one(f"SELECT count(*) FROM {schema}.placements WHERE ST_SRID(geom) = 28992 AND "
                                  "abs(ST_X(geom) - x_m) < 0.001 AND abs(ST_Y(geom) - y_m) < 0.001"), "40")
        self.assertEqual(self.one(f"SELECT count(*) FROM {schema}.placement_bays WHERE ST_IsValid(geom) AND ST_Area(geom) > 5"), "40")
        self.assertEqual(self.one(f"SELECT count(*) FROM {schema}.placements p JOIN {schema}.candidates c USING (candidate) "
                                  "WHERE ST_DWithin(p.geom, c.geom, 5)"), "40")
        self.assertEqual(self.one("SELECT count(*) FROM geometry_columns WHERE f_table_schema = 'laadraster_delft' AND srid <> 28992"), "0")
        self.assertEqual(self.one("SELECT count(*) FROM pg_indexes WHERE schemaname = 'laadraster_delft' AND indexdef LIKE '%gist%'"),
                         self.one("SELECT count(*) FROM geometry_columns WHERE f_table_schema = 'laadraster_delft'"))
        key = ("SELECT string_agg(attname, ',' ORDER BY attnum) FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY(indkey) "
               "WHERE indisprimary AND indrelid = 'laadraster_delft.{}'::regclass")
        self.assertEqual(self.one(key.format("placements")), "candidate")
        self.assertEqual(self.one(key.format("white_spots")), "white_spot")
        self.assertTrue(self.one("SELECT col_description('laadraster_delft.placements'::regclass, 1)"))

    def test_a_second_export_replaces_and_keeps_rights_and_views(self):
        self.assertEqual(self.export("--schema", "twice").returncode, 0)
        before = self.state("twice")
        self.server.sql("CREATE VIEW public.best AS SELECT candidate FROM twice.placements WHERE rank <= 3")
        self.server.sql("GRANT SELECT ON twice.placements TO PUBLIC")
        self.server.sql("UPDATE twice.placements SET gain_kwh = 0; DELETE FROM twice.kpi")
        done = self.export("--schema", "twice")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.state("twice"), before)
        self.assertEqual(self.one("SELECT count(*) FROM public.best"), "3")
        self.assertEqual(self.one("SELECT has_table_privilege('public', 'twice.placements', 'SELECT')"), "t")

    def test_other_columns_make_the_table_anew_and_what_is_gone_is_dropped(self):
        self.assertEqual(self.export("--schema", "moved").returncode, 0)
        before = self.state("moved")
        mark = "obj_description('moved.kpi'::regclass)"
        self.server.sql("ALTER TABLE moved.kpi DROP COLUMN dwellings; DO $$BEGIN EXECUTE 'COMMENT ON TABLE moved.kpi IS ' || "
                        f"quote_literal(regexp_replace({mark}, '[0-9a-f]+\\]$', '0]')); "
                        "EXECUTE 'CREATE TABLE moved.of_old (a int)'; EXECUTE 'COMMENT ON TABLE moved.of_old IS ' || "
                        f"quote_literal({mark}); EXECUTE 'CREATE TABLE moved.of_user (a int)'; END$$")
        done = self.export("--schema", "moved")
        self.assertEqual(done.returncode, 0, done.stderr)
        after = self.state("moved")
        self.assertEqual(after.pop("of_user"), [])
        self.assertEqual(after, before)

    def test_a_failed_export_changes_nothing(self):
        self.assertEqual(self.export("--schema", "kept").returncode, 0)
        self.server.sql("UPDATE kept.placements SET gain_kwh = -1")
        self.server.sql("CREATE FUNCTION public.no() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'no more codes'; END$$; "
                        "CREATE TRIGGER no BEFORE INSERT ON kept.codes FOR EACH ROW EXECUTE FUNCTION public.no()")
        before = self.state("kept")
        done = self.export("--schema", "kept")
        self.assertEqual(done.returncode, 6, done.stderr)
        self.assertIn("no more codes", done.stderr)
        self.assertEqual(self.state("kept"), before)
        self.assertEqual(self.export("--schema", "fresh", connection=self.server.connection() + " options='-c statement_timeout=1'").returncode, 6)
        self.assertEqual(self.one("SELECT count(*) FROM pg_namespace WHERE nspname = 'fresh'"), "0")

    def test_tables_of_others_stay(self):
        self.server.sql("CREATE SCHEMA mine; CREATE TABLE mine.placements (a int); INSERT INTO mine.placements VALUES (1)")
        done = self.export("--schema", "mine")
        self.assertEqual(done.returncode, 6)
        self.assertIn("not of this region", done.stderr)
        self.assertEqual(self.state("mine"), {"placements": [["(1)"]]})

    def test_errors_are_a_sentence_without_the_password(self):
        self.server.sql("CREATE DATABASE bare")
        for words, connection in (("no PostGIS", self.server.connection("bare")), ("cannot be reached", self.server.connection("none")),
                                  ("cannot be reached", f"PG:dbname=gis host={self.server.home} pasword={PASSWORD}")):
            done = self.export(connection=connection)
            self.assertEqual(done.returncode, 6, done.stderr)
            self.assertIn(words, done.stderr)
            self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)
            self.assertNotIn(PASSWORD, done.stderr + done.stdout)
        refused = self.export(connection=self.server.connection() + f" password={PASSWORD}")
        self.assertEqual(refused.returncode, 3)
        self.assertNotIn(PASSWORD, refused.stderr + refused.stdout)


if __name__ == "__main__":
    PROGRAM, WORK = sys.argv[1], pathlib.Path(sys.argv[2])
    PROGRAMS = programs()
    if PROGRAMS is None:
        print("PostgreSQL with PostGIS is not installed; not tested")
        sys.exit(SKIPPED)
    unittest.main(argv=sys.argv[:1])
