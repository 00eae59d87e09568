// SPDX-License-Identifier: Apache-2.0
// Every key of region.toml, once: its name, what it means, and where its value goes. Reading, writing and the starter
// file all visit these functions.
#pragma once

#include "host/scenario/scenario.hpp"

#include <limits>

namespace laad {

struct Range {
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
};

struct Key {
    char const* name;
    char const* meaning;
    Range within{};
    bool required = false;
    bool rare = false;  ///< left out of what is written where it says nothing
};

constexpr Key required(char const* name, char const* meaning, Range within = {})
{
    return {name, meaning, within, true};
}

constexpr Key rare(char const* name, char const* meaning, Range within = {})
{
    return {name, meaning, within, false, true};
}

template <class Visitor>
void fields(Visitor& v, LayerRef& c)
{
    v(required("file", "in a format that docs/input_tables.md lists"), c.file);
    v({"layer", "layer in the file; empty: the only one"}, c.layer);
    v({"where", "SQL condition, as SQLite judges it; empty: all features"}, c.where);
    v(rare("x_field", "column with x or longitude, of a table (CSV, spreadsheet) as a layer of points"), c.x_field);
    v(rare("y_field", "column with y or latitude"), c.y_field);
    v(rare("epsg", "CRS of a layer that states none; of a table left out: that of the region", {1024, 999999}), c.epsg);
}

template <class Visitor>
void fields(Visitor& v, RegionConfig& c)
{
    v(required("name", "shown on every map"), c.name);
    v({"epsg", "projected CRS in metres; 28992 is RD New", {1024, 999999}}, c.epsg);
    v.cell_size({"cell_m", "cell size; 2.5 or 1 are usual", {0.5, 100}}, c.cell_cm);
    v({"snap_m", "the grid's edges are multiples of this", {1, 10000}}, c.snap_m);
    v({"context_m", "rim around the area whose chargers and demand count as context", {0, 20000}}, c.context_m);
    v(required("area", "polygons inside which KPIs are counted"), c.area);
    v({"buurten", "neighbourhood polygons (buurten); without them squares stand for buurten"}, c.neighbourhoods);
    v({"buurt_key_field", "field that the prognosis refers to"}, c.neighbourhood_key_field);
    v({"buurt_name_field", "name that people know; empty: the key is shown"}, c.neighbourhood_name_field);
    v({"buurt_households_field", "households, else inhabitants: dwellings are estimated from them without [dwellings]"},
      c.neighbourhood_households_field);
    v({"buurt_squares_m", "side of the squares that stand for buurten", {100, 10000}}, c.neighbourhood_squares_m);
    v({"buurt_cbs_year", "edition of the CBS buurten, which the prognosis must be of; 0: not checked", {0, 2200}},
      c.neighbourhood_cbs_year);
    v({"buurt_gemeente_field", "field with the gemeente; empty: by position"}, c.neighbourhood_municipality_field);
    v({"gemeenten", "municipality polygons (gemeenten); without them one gemeente, named as the region, is the area"},
      c.municipalities);
    v({"gemeente_name_field", "field with their name"}, c.municipality_name_field);
    v({"gemeente_code_field", "field with their code (GM####); may be empty"}, c.municipality_code_field);
    v({"market_model", "concession or open market by gemeente; others: unknown"}, c.market_model);
}

template <class Visitor>
void fields(Visitor& v, SurfaceRule& c)
{
    fields(v, c.source);
    v(required("class", "green, square, parking, motorway, rail, water, building, path or street"), c.surface);
    v({"width_m", "width of lines; never burned under two cells", {0, 200}}, c.width_m);
    v({"name_field", "name of the street, path, square, water ...; empty: not known"}, c.name_field);
    v({"level_field", "height level (OSM layer, BGT relatievehoogteligging)"}, c.level_field);
    v({"bridge_field", "yes, or a kind of bridge: level 1 when the level is not given"}, c.bridge_field);
    v({"tunnel_field", "yes, or a kind of tunnel: level -1 when the level is not given"}, c.tunnel_field);
}

template <class Visitor>
void fields(Visitor& v, DwellingConfig& c)
{
    fields(v, c.source);
    v({"own_driveway_field", "yes (true, ja, J, 1 ...): can charge at home; empty: not known"}, c.own_driveway_field);
    v({"street_field", "street of the address; with number_field a plan names the nearest address"}, c.street_field);
    v({"number_field", "house number"}, c.number_field);
    v({"letter_field", "letter after the number (huisletter)"}, c.letter_field);
    v({"addition_field", "addition to the number (huisnummertoevoeging)"}, c.addition_field);
    v({"postcode_field", "postcode"}, c.postcode_field);
    v({"place_field", "place (woonplaats)"}, c.place_field);
    v({"not_dwelling", "polygons inside which an address is no dwelling"}, c.not_dwelling);
}

template <class Visitor>
void fields(Visitor& v, ChargerConfig& c)
{
    fields(v, c.source);
    v(required("id_field", "id of the location; rows of one id at one place are added up"), c.id_field);
    v(required("evse_field", "number of charge points (EVSE, laadpunten)"), c.evse_field);
    v({"operator_field", "who runs it: what one operator has at one place under two ids counts once"},
      c.operator_field);
    v({"name_field", "its name: poles of one operator side by side differ in it, and all count"}, c.name_field);
    v({"updated_field", "time of the last update: of locations that are there twice the latest is kept"},
      c.updated_field);
    v({"parking_type_field", "OCPI parking_type"}, c.parking_type_field);
    v({"on_street_values", "parking types that are public street parking"}, c.on_street_values);
    v({"unknown_type_is_public",
       "true: a location without parking type is public; false: only when open day and night"},
      c.unknown_type_is_public);
    v({"open_24_7_field", "yes: open day and night"}, c.open_24_7_field);
    v({"status_field", "OCPI status: REMOVED does not count, PLANNED is planned"}, c.status_field);
    v({"dropped_status", "other statuses that do not count"}, c.dropped_status);
    v({"planned_field", "yes: planned, not yet there; empty: all exist"}, c.planned_field);
    v({"assumed_evse", "count where none is given", {1, 50}}, c.assumed_evse);
    v(required("snapshot_date", "date of the data, YYYY-MM-DD"), c.snapshot_date);
}

template <class Visitor>
void fields(Visitor& v, ParkingConfig& c)
{
    fields(v, c.source);
    v(required("kind", "areas (bays are cut from them) or bays"), c.kind);
    v(required("id_field", "how the input names it, told in bay_ids; fid: its feature number"), c.id_field);
    v({"access_field", "who may park there"}, c.access_field);
    v({"closed_access", "values that are not public"}, c.closed_access);
    v({"type_field", "kind of parking"}, c.type_field);
    v({"closed_types", "kinds where no public pole can stand"}, c.closed_types);
    v({"capacity_field", "number of bays, where known"}, c.capacity_field);
    v({"orientation_field", "parallel, perpendicular or diagonal, where known"}, c.orientation_field);
    v({"use_field", "use of a mapped bay"}, c.use_field);
    v({"reserved_uses", "uses that rule a bay out"}, c.reserved_uses);
}

template <class Visitor>
void fields(Visitor& v, BayConfig& c)
{
    v({"parallel_length_m", "bay along the street (langsparkeren)", {4, 10}}, c.parallel_length_m);
    v({"parallel_width_m", "", {1.5, 4}}, c.parallel_width_m);
    v({"across_width_m", "bay across (haaks parkeren)", {2, 4}}, c.across_width_m);
    v({"across_length_m", "", {4, 7}}, c.across_length_m);
    v({"aisle_m", "between rows of a car park", {3, 12}}, c.aisle_m);
}

template <class Visitor>
void fields(Visitor& v, PrognosisConfig& c)
{
    v(required("file", "long table: buurt, cbs_year, year, scenario, ..."), c.file);
    v({"layer", "table in a file that has several (gpkg, xlsx)"}, c.layer);
    v({"decimal", "sign before decimals in the table, . or ,; empty: a point, and what may be thousands is refused"},
      c.decimal);
    v({"columns", "what the table calls a column of ours, e.g. {buurt = \"BU_CODE\"}"}, c.columns);
    v({"constants", "columns that it lacks and would be the same everywhere, e.g. {cbs_year = \"2023\"}"}, c.constants);
    v({"version", "of the prognosis; empty: as the table says"}, c.version);
    v({"date", "of this version, YYYY-MM-DD; empty: as the table says"}, c.date);
    v({"source", "who made it; empty: as the table says"}, c.source);
    v(required("target_year", "year that the ranking serves", {2020, 2060}), c.target_year);
    v({"scenario", "laag, midden or hoog"}, c.scenario);
    v({"public_types", "location types that ask for public charging; add snel for fast charging"}, c.public_types);
    v({"total_type", "location type of rows that prognosis.shares split"}, c.total_type);
    v({"shares", "ladder of charging: part of a total by location type, together 1"}, c.shares);
    v({"crosswalk", "table from_buurt, to_buurt, share: for a prognosis of another CBS year"}, c.crosswalk);
    v({"old_buurten", "or the buurten of the prognosis, to bring it over by area"}, c.old_neighbourhoods);
    v({"old_buurt_key_field", "field with their key; empty: as region.buurt_key_field"}, c.old_neighbourhood_key_field);
}

template <class Visitor>
void fields(Visitor& v, CoverageConfig& c)
{
    v({"max_walk_m", "bound of the walking distances, inclusive", {10, 5000}}, c.max_walk_m);
    v({"access_max_m", "straight line from a dwelling, charger or bay to a street", {0, 200}}, c.access_max_m);
    v({"evse_within_m", "bound of the count of charge points", {10, 5000}}, c.evse_within_m);
    v({"walk_shares_m", "share of dwellings within these walks, increasing; none above max_walk_m"}, c.walk_shares_m);
    v({"white_spot_walk_m", "a white spot (witte vlek) is farther than this", {10, 5000}}, c.white_spot_walk_m);
    v({"white_spot_min_dwellings", "smaller pieces are left out", {0, 100000}}, c.white_spot_min_dwellings);
    v({"cbs_squares", "CBS 500 m squares; without them households are estimated from addresses"}, c.cbs_squares);
    v({"cbs_households_field", "aantal_part_huishoudens or its like"}, c.cbs_households_field);
    v({"nal_households", "from here a square must have a public point", {1, 10000}}, c.nal_households);
    v({"nal_uncertain_margin", "squares this near to the limit are listed", {0, 1000}}, c.nal_uncertain_margin);
}

template <class Visitor>
void fields(Visitor& v, DemandConfig& c)
{
    v({"service_walk_m", "how far people walk to charge, inclusive", {10, 2000}}, c.service_walk_m);
    v({"comfort_walk_m", "full weight up to here", {0, 2000}}, c.comfort_walk_m);
    v({"far_weight", "weight at service_walk_m", {0, 1}}, c.far_weight);
    v({"density_radius_m", "radius of the demand density, sigma = radius / 3", {10, 2000}}, c.density_radius_m);
    v({"capacity_kwh_per_evse_year", "what one charge point can serve", {1, 200000}}, c.capacity_kwh_per_evse_year);
}

template <class Visitor>
void fields(Visitor& v, GridConfig& c)
{
    v({"stations", "positions of transformer stations, from which `laadraster grid sketch` makes the tables"},
      c.stations);
    bool const are_required = !c.stations;  // else they may still have to be made
    v({"assets", "table of grid assets", {}, are_required}, c.assets);
    v({"assets_decimal", "as prognosis.decimal"}, c.assets_decimal);
    v({"profiles", "quarter-hour profiles", {}, are_required}, c.profiles);
    v({"profiles_decimal", "as prognosis.decimal"}, c.profiles_decimal);
    v({"charging_types", "what a charge point adds", {}, are_required}, c.charging_types);
    v({"charging_types_decimal", "as prognosis.decimal"}, c.charging_types_decimal);
    v({"policy", "which connections are allowed from when", {}, are_required}, c.policy);
    v({"public_station_type", "charging type of public stations"}, c.public_station_type);
    v({"apply_expected_policy", "true: expected policy binds like decided policy"}, c.apply_expected_policy);
}

template <class Visitor>
void fields(Visitor& v, RuleConfig& c)
{
    v({"min_walkway_m", "free walkway beside the pole", {0, 10}}, c.min_walkway_m);
    v({"min_building_m", "pole to building, 0: no rule", {0, 100}}, c.min_building_m);
    v({"min_water_m", "pole to water, 0: no rule", {0, 100}}, c.min_water_m);
    v({"min_tree_m", "pole to tree, 0: no rule", {0, 100}}, c.min_tree_m);
    v({"min_station_m", "between public stations, 0: no rule", {0, 5000}}, c.min_station_m);
    v({"buildings", "polygons"}, c.buildings);
    v({"water", "polygons"}, c.water);
    v({"trees", "points; without them the rule is reported as not checked"}, c.trees);
}

template <class Visitor>
void fields(Visitor& v, Quota& c)
{
    v(required("gemeente", "name as in the gemeenten layer"), c.municipality);
    v({"stations", "how many stations, 0: no limit", {0, 1e6}}, c.stations);
    v({"kwh_per_year", "how much energy to serve, 0: no limit", {0, 1e12}}, c.kwh_per_year);
}

template <class Visitor>
void fields(Visitor& v, PlacementConfig& c)
{
    v({"evse_per_station", "charge points of a new station", {1, 50}}, c.evse_per_station);
    v({"review", "table of verdicts on places: approve, reject, prefer, move (docs/input_tables.md); empty: none"},
      c.review);
    v({"fill_white_squares",
       "true: first one station in every obliged white square of nal-dekkend-2024 that has a candidate"},
      c.fill_white_squares);
    v({"fill_search_areas", "true: then one station in every search area (zoekgebied) of [usage] that has a candidate"},
      c.fill_search_areas);
    v({"min_gain_kwh", "a station that would newly serve less a year is not placed; 0: any gain above 0", {0, 1e9}},
      c.min_gain_kwh);
    v({"bound_steps", "steps of the upper bound", {0, 100000}}, c.bound_steps);
    v({"new_connection", "false: stations reuse an existing connection"}, c.new_connection);
    v({"connection_class", "class that the policy table is asked for"}, c.connection_class);
    v.table("rules", "hard rules; a distance of 0 switches one off", c.rules);
    v.tables("quota", "stations or energy per gemeente; a gemeente without one gets none", c.quotas);
}

template <class Visitor>
void fields(Visitor& v, UsageFile& c)
{
    v(required("file", "sessions (CDRs), status snapshots or occupancy by hour, in a format of docs/methods/usage.md"),
      c.file);
    v({"layer", "table in a file that has several (gpkg, xlsx)"}, c.layer);
    v({"decimal", "sign before decimals in the table, as prognosis.decimal"}, c.decimal);
    v({"columns", "what the table calls a column of ours, e.g. {location_id = \"site\"}"}, c.columns);
    v({"constants", "columns that it lacks and would be the same everywhere"}, c.constants);
    v({"knows", "what occupied means in it: connected (plugged in), or charging alone"}, c.knows);
    v({"time_zone", "of times without an offset"}, c.time_zone);
    v({"from", "first day that it covers, YYYY-MM-DD; empty: the first in it"}, c.from);
    v({"until", "last day that it covers; empty: the last in it"}, c.until);
}

template <class Visitor>
void fields(Visitor& v, UsageConfig& c)
{
    v({"evses", "OCPI Locations, or a table location_id, evse_uid, evse_id: which EVSE is where"}, c.evses);
    v({"requests", "table of requests (aanvragen): gemeente or buurt, requested, placed, kind (user or data)"},
      c.requests);
    v({"regions", "table gemeente, res_region, province: what figures are added up by"}, c.regions);
    v({"vehicles", "table gemeente, month (YYYY-MM), vehicles: electric cars, for cars per public charge point"},
      c.vehicles);
    v({"tariffs", "OCPI Tariffs: what charging costs"}, c.tariffs);
    v({"key_file", "secret with which ids of cards are hashed, so that months compare; empty: a new one each run"},
      c.key_file);
    v({"time_zone", "of days, hours and months"}, c.time_zone);
    v({"pressure_walk_m", "sites within this walk share their pressure (laaddruk); own proposal", {10, 2000}},
      c.pressure_walk_m);
    v({"peak_from_hour", "peak window on weekdays", {0, 23}}, c.peak_from_hour);
    v({"peak_until_hour", "its end, exclusive", {1, 24}}, c.peak_until_hour);
    v({"allowed", "how the allowed occupancy follows: erlang-b or binomial; own proposal"}, c.allowed);
    v({"all_busy_percent", "part of the time in which all may be busy; own proposal", {1, 90}}, c.all_busy_percent);
    v({"energy_kwh_per_evse_month", "from here a search area may arise; own proposal", {0, 100000}},
      c.energy_kwh_per_evse_month);
    v({"months", "that pressure and energy must last; own proposal", {1, 36}}, c.months);
    v({"young_weeks", "a station that stands for less counts as planned; own proposal", {0, 104}}, c.young_weeks);
    v({"chance_walk_m", "walk within which one looks for a free charger", {10, 2000}}, c.chance_walk_m);
    v({"chance_days", "the last days that are counted", {1, 366}}, c.chance_days);
    v({"chance_least_quarters",
       "fewer observed quarter-hours of an hour are too little data; at least 20, those of five days; own proposal",
       {20, 5000}},
      c.chance_least_quarters);
    v({"least_days", "with data in a month, for a figure to be known; own proposal", {1, 28}}, c.least_days);
    v.tables("file", "what happened at charge points", c.files);
}

template <class Visitor>
void fields(Visitor& v, InputsConfig& c)
{
    v({"allow_network", "true: a file may be named as https://..., and is fetched at each run"}, c.allow_network);
}

template <class Visitor>
void fields(Visitor& v, RunConfig& c)
{
    v({"tile_cells",
       "side of a tile: 512, 1024, 2048, 4096 or 8192; 0: what suits the machine; results do not depend on it",
       {0, 8192}},
      c.tile_cells);
    v({"threads", "0: all", {0, 1024}}, c.threads);
    v({"device", "auto, cpu or cuda:N"}, c.device);
    v({"host_memory_mib", "a run that needs more is refused", {64, 1e8}}, c.host_memory_mib);
    v({"device_memory_mib", "of a GPU that a run may use, 0: what is free", {0, 1e8}}, c.device_memory_mib);
    v({"compression", "of the rasters: zstd, or deflate for readers without zstd (slower)"}, c.compression);
}

template <class Visitor>
void fields(Visitor& v, PublishConfig& c)
{
    v({"title", "above pages and maps; empty: the name of the region"}, c.title);
    v({"author", "who publishes the plan"}, c.author);
    v({"date", "of the plan, YYYY-MM-DD"}, c.date);
    v({"logo", "picture (PNG, JPEG or SVG)"}, c.logo);
    v({"source", "where the data comes from, one line in plain words; empty: as the [[source]] say"}, c.source);
    v({"language", "of what is written for people: nl or en; --lang goes before it"}, c.language);
}

template <class Visitor>
void fields(Visitor& v, SourceNote& c)
{
    v(required("what", "the data"), c.what);
    v(required("origin", "who made it"), c.origin);
    v(required("licence", ""), c.licence);
    v({"date", ""}, c.date);
    v({"illustrative", "true: an assumption, not a measurement"}, c.illustrative);
    v.about({"about", "today, prognosis or grid; left out: as the words of what say"}, c);
}

template <class Visitor>
void fields(Visitor& v, Scenario& c)
{
    v.table("region", "where", c.region);
    v.tables("surface", "what covers the land; later rules win inside their group (areas, barriers, ways)", c.surface);
    v.optional_table("dwellings", "address points; without them region.buurt_households_field estimates dwellings",
                     c.dwellings);
    v.table("chargers", "existing and planned charge locations; a region that has none gives an empty layer",
            c.chargers);
    v.tables("parking", "where new stations may come", c.parking);
    v.table("bays", "sizes of bays cut from parking areas", c.bays);
    v.optional_table("prognosis", "expected charging; coverage runs without it", c.prognosis);
    v.table("coverage", "definitions of coverage (dekking)", c.coverage);
    v.table("demand", "how demand is served", c.demand);
    v.optional_table("grid", "the electricity grid; without it a plan knows no headroom", c.grid);
    v.table("placement", "new stations", c.placement);
    v.optional_table("usage", "use of the network; without it pressure and chance are not known", c.usage);
    v.table("inputs", "where inputs may come from", c.inputs);
    v.table("run", "how to run", c.run);
    v.table("publish", "what stands on pages and maps", c.publish);
    v.tables("source", "where the data comes from; printed on maps and in the report", c.sources);
}

}  // namespace laad
