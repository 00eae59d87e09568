// SPDX-License-Identifier: Apache-2.0
// Every key of region.toml, once: its name, what it means, and where its value goes. Reading, writing and the starter
// file all visit these functions.
#pragma once

#include "host/scenario/scenario.hpp"

#include <limits>

namespace laad {

struct Key {
    char const* name;
    char const* meaning;
    bool required = false;
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
};

template <class Visitor>
void layer_keys(Visitor& v, LayerRef& c)
{
    v({.name = "file", .meaning = "in a format that docs/input_tables.md lists", .required = true}, c.file);
    v({.name = "layer", .meaning = "layer in the file; empty: the only one"}, c.layer);
    v({.name = "where", .meaning = "SQL condition, as SQLite judges it; empty: all features"}, c.where);
}

template <class Visitor>
void fields(Visitor& v, RegionConfig& c)
{
    v({.name = "name", .meaning = "shown on every map", .required = true}, c.name);
    v({.name = "epsg", .meaning = "projected CRS in metres; 28992 is RD New", .low = 1024, .high = 999999}, c.epsg);
    v.cell_size({.name = "cell_m", .meaning = "cell size; 2.5 or 1 are usual", .low = 0.5, .high = 100}, c.cell_cm);
    v({.name = "snap_m", .meaning = "the grid's edges are multiples of this", .low = 1, .high = 10000}, c.snap_m);
    v({.name = "context_m",
       .meaning = "rim around the area whose chargers and demand count as context",
       .low = 0,
       .high = 20000},
      c.context_m);
    v({.name = "area", .meaning = "polygons inside which KPIs are counted", .required = true}, c.area);
    v({.name = "buurten", .meaning = "neighbourhood polygons (buurten)", .required = true}, c.neighbourhoods);
    v({.name = "buurt_key_field", .meaning = "field that the prognosis refers to", .required = true},
      c.neighbourhood_key_field);
    v({.name = "buurt_cbs_year",
       .meaning = "edition of the CBS buurten, which the prognosis must be of; 0: not checked",
       .low = 0,
       .high = 2200},
      c.neighbourhood_cbs_year);
    v({.name = "buurt_gemeente_field", .meaning = "field with the gemeente; empty: by position"},
      c.neighbourhood_municipality_field);
    v({.name = "gemeenten", .meaning = "municipality polygons (gemeenten)", .required = true}, c.municipalities);
    v({.name = "gemeente_name_field", .meaning = "field with their name", .required = true}, c.municipality_name_field);
    v({.name = "gemeente_code_field", .meaning = "field with their code (GM####); may be empty"},
      c.municipality_code_field);
    v({.name = "market_model", .meaning = "concession or open market by gemeente; others: unknown"}, c.market_model);
}

template <class Visitor>
void fields(Visitor& v, SurfaceRule& c)
{
    layer_keys(v, c.source);
    v.surface_class({.name = "class",
                     .meaning = "green, square, parking, motorway, rail, water, building, path or street",
                     .required = true},
                    c.surface);
    v({.name = "width_m", .meaning = "width of lines; never burned under two cells", .low = 0, .high = 200}, c.width_m);
    v({.name = "level_field", .meaning = "height level (OSM layer, BGT relatievehoogteligging)"}, c.level_field);
    v({.name = "bridge_field", .meaning = "yes, or a kind of bridge: level 1 when the level is not given"},
      c.bridge_field);
    v({.name = "tunnel_field", .meaning = "yes, or a kind of tunnel: level -1 when the level is not given"},
      c.tunnel_field);
}

template <class Visitor>
void fields(Visitor& v, DwellingConfig& c)
{
    layer_keys(v, c.source);
    v({.name = "own_driveway_field", .meaning = "yes (true, ja, J, 1 ...): can charge at home; empty: not known"},
      c.own_driveway_field);
    v({.name = "not_dwelling", .meaning = "polygons inside which an address is no dwelling"}, c.not_dwelling);
}

template <class Visitor>
void fields(Visitor& v, ChargerConfig& c)
{
    layer_keys(v, c.source);
    v({.name = "id_field", .meaning = "id of the location; rows of one id at one place are added up", .required = true},
      c.id_field);
    v({.name = "evse_field", .meaning = "number of charge points (EVSE, laadpunten)", .required = true}, c.evse_field);
    v({.name = "parking_type_field", .meaning = "OCPI parking_type"}, c.parking_type_field);
    v({.name = "on_street_values", .meaning = "parking types that are public street parking"}, c.on_street_values);
    v({.name = "unknown_type_is_public",
       .meaning = "true: a location without parking type is public; false: only when open day and night"},
      c.unknown_type_is_public);
    v({.name = "open_24_7_field", .meaning = "yes: open day and night"}, c.open_24_7_field);
    v({.name = "status_field", .meaning = "OCPI status: REMOVED does not count, PLANNED is planned"}, c.status_field);
    v({.name = "dropped_status", .meaning = "other statuses that do not count"}, c.dropped_status);
    v({.name = "planned_field", .meaning = "yes: planned, not yet there; empty: all exist"}, c.planned_field);
    v({.name = "assumed_evse", .meaning = "count where none is given", .low = 1, .high = 50}, c.assumed_evse);
    v({.name = "snapshot_date", .meaning = "date of the data, YYYY-MM-DD", .required = true}, c.snapshot_date);
}

template <class Visitor>
void fields(Visitor& v, ParkingConfig& c)
{
    layer_keys(v, c.source);
    v.parking_kind({.name = "kind", .meaning = "areas (bays are cut from them) or bays", .required = true}, c.kind);
    v({.name = "id_field",
       .meaning = "how the input names it, told in bay_ids; fid: its feature number",
       .required = true},
      c.id_field);
    v({.name = "access_field", .meaning = "who may park there"}, c.access_field);
    v({.name = "closed_access", .meaning = "values that are not public"}, c.closed_access);
    v({.name = "type_field", .meaning = "kind of parking"}, c.type_field);
    v({.name = "closed_types", .meaning = "kinds where no public pole can stand"}, c.closed_types);
    v({.name = "capacity_field", .meaning = "number of bays, where known"}, c.capacity_field);
    v({.name = "orientation_field", .meaning = "parallel, perpendicular or diagonal, where known"},
      c.orientation_field);
    v({.name = "use_field", .meaning = "use of a mapped bay"}, c.use_field);
    v({.name = "reserved_uses", .meaning = "uses that rule a bay out"}, c.reserved_uses);
}

template <class Visitor>
void fields(Visitor& v, BayConfig& c)
{
    v({.name = "parallel_length_m", .meaning = "bay along the street (langsparkeren)", .low = 4, .high = 10},
      c.parallel_length_m);
    v({.name = "parallel_width_m", .meaning = "", .low = 1.5, .high = 4}, c.parallel_width_m);
    v({.name = "across_width_m", .meaning = "bay across (haaks parkeren)", .low = 2, .high = 4}, c.across_width_m);
    v({.name = "across_length_m", .meaning = "", .low = 4, .high = 7}, c.across_length_m);
    v({.name = "aisle_m", .meaning = "between rows of a car park", .low = 3, .high = 12}, c.aisle_m);
}

template <class Visitor>
void fields(Visitor& v, PrognosisConfig& c)
{
    v({.name = "file", .meaning = "long table: buurt, cbs_year, year, scenario, ...", .required = true}, c.file);
    v({.name = "layer", .meaning = "table in a file that has several (gpkg, xlsx)"}, c.layer);
    v({.name = "decimal",
       .meaning = "sign before decimals in the table, . or ,; empty: a point, and what may be thousands is refused"},
      c.decimal);
    v({.name = "version", .meaning = "of the prognosis; empty: as the table says"}, c.version);
    v({.name = "date", .meaning = "of this version, YYYY-MM-DD; empty: as the table says"}, c.date);
    v({.name = "source", .meaning = "who made it; empty: as the table says"}, c.source);
    v({.name = "target_year", .meaning = "year that the ranking serves", .required = true, .low = 2020, .high = 2060},
      c.target_year);
    v({.name = "scenario", .meaning = "laag, midden or hoog"}, c.scenario);
    v({.name = "public_types", .meaning = "location types that ask for public charging; add snel for fast charging"},
      c.public_types);
    v({.name = "total_type", .meaning = "location type of rows that prognosis.shares split"}, c.total_type);
    v.shares({.name = "shares", .meaning = "ladder of charging: part of a total by location type, together 1"},
             c.shares);
    v({.name = "crosswalk", .meaning = "table from_buurt, to_buurt, share: for a prognosis of another CBS year"},
      c.crosswalk);
    v({.name = "old_buurten", .meaning = "or the buurten of the prognosis, to bring it over by area"},
      c.old_neighbourhoods);
    v({.name = "old_buurt_key_field", .meaning = "field with their key; empty: as region.buurt_key_field"},
      c.old_neighbourhood_key_field);
}

template <class Visitor>
void fields(Visitor& v, CoverageConfig& c)
{
    v({.name = "max_walk_m", .meaning = "bound of the walking distances, inclusive", .low = 10, .high = 5000},
      c.max_walk_m);
    v({.name = "access_max_m",
       .meaning = "straight line from a dwelling, charger or bay to a street",
       .low = 0,
       .high = 200},
      c.access_max_m);
    v({.name = "evse_within_m", .meaning = "bound of the count of charge points", .low = 10, .high = 5000},
      c.evse_within_m);
    v({.name = "walk_shares_m", .meaning = "share of dwellings within these walks, increasing; none above max_walk_m"},
      c.walk_shares_m);
    v({.name = "white_spot_walk_m",
       .meaning = "a white spot (witte vlek) is farther than this",
       .low = 10,
       .high = 5000},
      c.white_spot_walk_m);
    v({.name = "white_spot_min_dwellings", .meaning = "smaller pieces are left out", .low = 0, .high = 100000},
      c.white_spot_min_dwellings);
    v({.name = "cbs_squares", .meaning = "CBS 500 m squares; without them households are estimated from addresses"},
      c.cbs_squares);
    v({.name = "cbs_households_field", .meaning = "aantal_part_huishoudens or its like"}, c.cbs_households_field);
    v({.name = "nal_households", .meaning = "from here a square must have a public point", .low = 1, .high = 10000},
      c.nal_households);
    v({.name = "nal_uncertain_margin", .meaning = "squares this near to the limit are listed", .low = 0, .high = 1000},
      c.nal_uncertain_margin);
}

template <class Visitor>
void fields(Visitor& v, DemandConfig& c)
{
    v({.name = "service_walk_m", .meaning = "how far people walk to charge, inclusive", .low = 10, .high = 2000},
      c.service_walk_m);
    v({.name = "comfort_walk_m", .meaning = "full weight up to here", .low = 0, .high = 2000}, c.comfort_walk_m);
    v({.name = "far_weight", .meaning = "weight at service_walk_m", .low = 0, .high = 1}, c.far_weight);
    v({.name = "density_radius_m",
       .meaning = "radius of the demand density, sigma = radius / 3",
       .low = 10,
       .high = 2000},
      c.density_radius_m);
    v({.name = "capacity_kwh_per_evse_year", .meaning = "what one charge point can serve", .low = 1, .high = 200000},
      c.capacity_kwh_per_evse_year);
}

template <class Visitor>
void fields(Visitor& v, GridConfig& c)
{
    v({.name = "assets", .meaning = "table of grid assets", .required = true}, c.assets);
    v({.name = "assets_decimal", .meaning = "as prognosis.decimal"}, c.assets_decimal);
    v({.name = "profiles", .meaning = "quarter-hour profiles", .required = true}, c.profiles);
    v({.name = "profiles_decimal", .meaning = "as prognosis.decimal"}, c.profiles_decimal);
    v({.name = "charging_types", .meaning = "what a charge point adds", .required = true}, c.charging_types);
    v({.name = "charging_types_decimal", .meaning = "as prognosis.decimal"}, c.charging_types_decimal);
    v({.name = "policy", .meaning = "which connections are allowed from when", .required = true}, c.policy);
    v({.name = "public_station_type", .meaning = "charging type of public stations"}, c.public_station_type);
    v({.name = "apply_expected_policy", .meaning = "true: expected policy binds like decided policy"},
      c.apply_expected_policy);
}

template <class Visitor>
void fields(Visitor& v, RuleConfig& c)
{
    v({.name = "min_walkway_m", .meaning = "free walkway beside the pole", .low = 0, .high = 10}, c.min_walkway_m);
    v({.name = "min_building_m", .meaning = "pole to building, 0: no rule", .low = 0, .high = 100}, c.min_building_m);
    v({.name = "min_water_m", .meaning = "pole to water, 0: no rule", .low = 0, .high = 100}, c.min_water_m);
    v({.name = "min_tree_m", .meaning = "pole to tree, 0: no rule", .low = 0, .high = 100}, c.min_tree_m);
    v({.name = "min_station_m", .meaning = "between public stations, 0: no rule", .low = 0, .high = 5000},
      c.min_station_m);
    v({.name = "buildings", .meaning = "polygons"}, c.buildings);
    v({.name = "water", .meaning = "polygons"}, c.water);
    v({.name = "trees", .meaning = "points; without them the rule is reported as not checked"}, c.trees);
}

template <class Visitor>
void fields(Visitor& v, Quota& c)
{
    v({.name = "gemeente", .meaning = "name as in the gemeenten layer", .required = true}, c.municipality);
    v({.name = "stations", .meaning = "how many stations, 0: no limit", .low = 0, .high = 1e6}, c.stations);
    v({.name = "kwh_per_year", .meaning = "how much energy to serve, 0: no limit", .low = 0, .high = 1e12},
      c.kwh_per_year);
}

template <class Visitor>
void fields(Visitor& v, PlacementConfig& c)
{
    v({.name = "evse_per_station", .meaning = "charge points of a new station", .low = 1, .high = 50},
      c.evse_per_station);
    v({.name = "fill_white_squares",
       .meaning = "true: first one station in every obliged white square of nal-dekkend-2024 that has a candidate"},
      c.fill_white_squares);
    v({.name = "min_gain_kwh",
       .meaning = "a station that would newly serve less a year is not placed; 0: any gain above 0",
       .low = 0,
       .high = 1e9},
      c.min_gain_kwh);
    v({.name = "bound_steps", .meaning = "steps of the upper bound", .low = 0, .high = 100000}, c.bound_steps);
    v({.name = "new_connection", .meaning = "false: stations reuse an existing connection"}, c.new_connection);
    v({.name = "connection_class", .meaning = "class that the policy table is asked for"}, c.connection_class);
    v.table("rules", "hard rules; a distance of 0 switches one off", c.rules);
    v.tables("quota", "stations or energy per gemeente; a gemeente without one gets none", c.quotas);
}

template <class Visitor>
void fields(Visitor& v, RunConfig& c)
{
    v({.name = "tile_cells",
       .meaning = "side of a tile: 512, 1024, 2048, 4096 or 8192; results do not depend on it",
       .low = 512,
       .high = 8192},
      c.tile_cells);
    v({.name = "threads", .meaning = "0: all", .low = 0, .high = 1024}, c.threads);
    v({.name = "device", .meaning = "auto, cpu or cuda:N"}, c.device);
    v({.name = "host_memory_mib", .meaning = "a run that needs more is refused", .low = 64, .high = 1e8},
      c.host_memory_mib);
    v({.name = "device_memory_mib", .meaning = "of a GPU that a run may use, 0: what is free", .low = 0, .high = 1e8},
      c.device_memory_mib);
    v({.name = "compression", .meaning = "of the rasters: zstd, or deflate for readers without zstd (slower)"},
      c.compression);
}

template <class Visitor>
void fields(Visitor& v, SourceNote& c)
{
    v({.name = "what", .meaning = "the data", .required = true}, c.what);
    v({.name = "origin", .meaning = "who made it", .required = true}, c.origin);
    v({.name = "licence", .meaning = "", .required = true}, c.licence);
    v({.name = "date", .meaning = ""}, c.date);
    v({.name = "illustrative", .meaning = "true: an assumption, not a measurement"}, c.illustrative);
    v.about({.name = "about", .meaning = "today, prognosis or grid; left out: as the words of what say"}, c);
}

template <class Visitor>
void fields(Visitor& v, Scenario& c)
{
    v.table("region", "where", c.region);
    v.tables("surface", "what covers the land; later rules win inside their group (areas, barriers, ways)", c.surface);
    v.table("dwellings", "address points", c.dwellings);
    v.table("chargers", "existing and planned charge locations", c.chargers);
    v.tables("parking", "where new stations may come", c.parking);
    v.table("bays", "sizes of bays cut from parking areas", c.bays);
    v.table("prognosis", "expected charging", c.prognosis);
    v.table("coverage", "definitions of coverage (dekking)", c.coverage);
    v.table("demand", "how demand is served", c.demand);
    v.table("grid", "the electricity grid", c.grid);
    v.table("placement", "new stations", c.placement);
    v.table("run", "how to run", c.run);
    v.tables("source", "where the data comes from; printed on maps and in the report", c.sources);
}

}  // namespace laad
