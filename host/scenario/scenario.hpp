// SPDX-License-Identifier: Apache-2.0
// The typed options of a run. Everything that differs between regions and municipalities is here; units are in the
// names.
#pragma once

#include "host/language/language.hpp"
#include "rasters/codes.hpp"
#include "rasters/grid.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace laad {

/// A layer of a file that GDAL opens.
struct LayerRef {
    std::filesystem::path file{};
    std::string layer{};
    std::string where{};
    std::string x_field{};  ///< of a table: the columns with coordinates
    std::string y_field{};
    int epsg{};  ///< CRS of a layer that states none; 0: it states one, and a table is in that of the region

    bool operator==(LayerRef const&) const = default;
};

/// What a data set tells of: maps and tables that rest on it are marked when it is illustrative.
enum class About : std::uint8_t { today, prognosis, grid };

/// Where a data set comes from; shown in the manifest, the report and on the maps.
struct SourceNote {
    std::string what{};
    std::string origin{};
    std::string licence{};
    std::string date{};
    bool illustrative{};
    About about{About::today};
};

struct RegionConfig {
    std::string name{};
    int epsg{28992};
    int cell_cm{250};
    int snap_m{500};            ///< the grid's edges are multiples of this
    int context_m{500};         ///< rim around the area that is loaded as context
    LayerRef area{};            ///< polygons whose cells count in KPIs
    LayerRef neighbourhoods{};  ///< no file: squares stand for them
    std::string neighbourhood_key_field{};
    std::string neighbourhood_name_field{};          ///< empty: the key is all that they are called
    std::string neighbourhood_households_field{};    ///< where no dwellings are given, they are estimated from it
    int neighbourhood_squares_m{500};                ///< side of those squares
    int neighbourhood_cbs_year{};                    ///< edition of the CBS neighbourhoods, 0: not stated
    std::string neighbourhood_municipality_field{};  ///< empty: the municipality that holds most of the neighbourhood
    LayerRef municipalities{};  ///< no file: one that covers the area, unless the neighbourhoods name theirs
    std::string municipality_name_field{};
    std::string municipality_code_field{};
    std::map<std::string, std::string> market_model{};  ///< municipality -> concession | open market; absent: unknown

    /// Whether one municipality, named as the region, is the whole area.
    bool is_one_municipality() const { return municipalities.file.empty() && neighbourhood_municipality_field.empty(); }
};

/// One rule of the surface map. The order of burning: areas, barriers, streets and paths; inside a group, file order.
struct SurfaceRule {
    LayerRef source{};
    Surface surface{Surface::unknown};
    double width_m{};            ///< of lines; never burned under two cells
    std::string name_field{};    ///< what a street, path, square, water ... is called; empty: not known
    std::string level_field{};   ///< height level (OSM layer, BGT relatieveHoogteligging), empty: all level 0
    std::string bridge_field{};  ///< yes, or a kind of bridge: level 1 when the level field is NULL
    std::string tunnel_field{};  ///< likewise level −1, except "building_passage"
};

struct DwellingConfig {
    LayerRef source{};                 ///< address points
    std::string own_driveway_field{};  ///< empty: not known, all dwellings weigh
    std::string street_field{};        ///< with number_field: what an address is called, for a reader of the plan
    std::string number_field{};
    std::string letter_field{};
    std::string addition_field{};
    std::string postcode_field{};
    std::string place_field{};
    std::optional<LayerRef>
        not_dwelling;  ///< polygons (non-residential buildings) inside which an address is no dwelling

    bool given() const { return !source.file.empty(); }
    bool knows_addresses() const { return !street_field.empty() && !number_field.empty(); }
};

struct ChargerConfig {
    LayerRef source{};
    std::string id_field{};
    std::string evse_field{};
    std::string operator_field{};  ///< with it, what one operator has twice at one place counts once
    std::string name_field{};      ///< what differs in it is not there twice
    std::string updated_field{};   ///< of what is there twice the latest is kept
    std::string parking_type_field{};
    std::vector<std::string> on_street_values{"ON_STREET"};  ///< parking types that are public street charging
    bool unknown_type_is_public{};                           ///< else only when open 24/7
    std::string open_24_7_field{};
    std::string status_field{};
    std::vector<std::string> dropped_status{};  ///< e.g. REMOVED
    std::string planned_field{};                ///< empty: all exist; otherwise rows that say yes are planned
    int assumed_evse{2};
    std::string snapshot_date{};  ///< ISO date of the data: these chargers stood there on that day
};

struct ParkingConfig {
    enum class Kind { areas, bays };
    LayerRef source{};
    Kind kind{Kind::areas};
    std::string id_field{};
    std::string access_field{};
    std::vector<std::string> closed_access{};  ///< values that are not public
    std::string type_field{};
    std::vector<std::string> closed_types{};  ///< garages and the like
    std::string capacity_field{};
    std::string orientation_field{};
    std::string use_field{};  ///< of bays: disabled, charging ...
    std::vector<std::string> reserved_uses{};
};

struct BayConfig {
    double parallel_length_m{6.0};
    double parallel_width_m{2.0};
    double across_width_m{2.5};
    double across_length_m{5.0};
    double aisle_m{6.0};
};

/// Texts by name, as a small table of region.toml holds them.
struct TextsByName : std::map<std::string, std::string> {
    using map::map;
};

struct PrognosisConfig {
    std::filesystem::path file{};
    std::string layer{};      ///< of a file with several tables
    std::string decimal{};    ///< sign before the decimals in the table: "." or ","; empty: not stated
    TextsByName columns{};    ///< our name of a column -> that of the table
    TextsByName constants{};  ///< what a column would say that the table lacks
    std::string version{};    ///< empty: as the table or the store of versions says
    std::string date{};
    std::string source{};
    int target_year{};
    std::string scenario{"midden"};
    std::vector<std::string> public_types{"publiek"};  ///< location types that reach the public demand rasters
    std::string total_type{"total"};                   ///< location type whose figures `shares` split
    std::map<std::string, int> shares{};               ///< location type -> thousandths; all together 1000
    std::filesystem::path crosswalk{};  ///< table from the neighbourhoods of the prognosis to those of the region
    std::optional<LayerRef> old_neighbourhoods{};  ///< or: the neighbourhoods of the prognosis, to derive it by area
    std::string old_neighbourhood_key_field{};     ///< empty: as region.buurt_key_field

    bool given() const { return !file.empty(); }  ///< else coverage is all that can be made
};

struct CoverageConfig {
    int max_walk_m{500};
    int access_max_m{30};
    int evse_within_m{300};
    std::vector<int> walk_shares_m{100, 200, 250, 300, 500};
    int white_spot_walk_m{300};
    int white_spot_min_dwellings{5};
    std::optional<LayerRef> cbs_squares{};
    std::string cbs_households_field{};
    int nal_households{125};
    int nal_uncertain_margin{5};
};

struct DemandConfig {
    int service_walk_m{300};
    int comfort_walk_m{100};  ///< weight 1 up to here, then linear down to `far_weight` at service_walk_m
    double far_weight{0.2};
    int density_radius_m{375};
    int capacity_kwh_per_evse_year{4000};
};

struct GridConfig {
    std::optional<LayerRef> stations{};  ///< positions of transformer stations, for a sketch of the tables
    std::filesystem::path assets{};
    std::string assets_decimal{};  ///< as prognosis.decimal
    std::filesystem::path profiles{};
    std::string profiles_decimal{};
    std::filesystem::path charging_types{};
    std::string charging_types_decimal{};
    std::filesystem::path policy{};
    std::string public_station_type{"publiek"};  ///< row of charging_types for placed stations
    bool apply_expected_policy{false};           ///< true: rows with status "expected" bind like "decided" ones

    bool given() const { return !assets.empty(); }  ///< else headroom is not known, and nothing waits for the grid
};

/// A hard rule is off when its distance is 0; then, and where no data exists, it is reported as not checked.
struct RuleConfig {
    double min_walkway_m{0.9};
    double min_building_m{0};
    double min_water_m{0};
    double min_tree_m{0};
    double min_station_m{0};  ///< to existing, planned and chosen public stations
    std::optional<LayerRef> buildings{};
    std::optional<LayerRef> water{};
    std::optional<LayerRef> trees{};
};

struct Quota {
    std::string municipality{};
    int stations{};               ///< 0: no limit on stations
    std::int64_t kwh_per_year{};  ///< 0: no limit on energy
};

struct PlacementConfig {
    int evse_per_station{2};
    RuleConfig rules;
    std::vector<Quota> quotas{};
    std::filesystem::path review{};  ///< table of verdicts on places; empty: none
    bool fill_white_squares{false};  ///< first one station in every obliged white square that has a candidate
    bool fill_search_areas{false};   ///< then one in every search area (zoekgebied) that has a candidate
    std::int64_t min_gain_kwh{0};    ///< a station that would newly serve less a year is not placed; 0: any above 0
    int bound_steps{200};            ///< subgradient steps of the certificate
    bool new_connection{true};       ///< false: candidates reuse an existing connection
    std::string connection_class{"KVA"};
};

/// A file of what happened at charge points; what kind it is, it says itself (docs/methods/usage.md).
struct UsageFile {
    std::filesystem::path file{};
    std::string layer{};             ///< of a file with several tables
    std::string decimal{};           ///< as prognosis.decimal
    TextsByName columns{};           ///< our name of a column -> that of the table
    TextsByName constants{};         ///< what a column would say that the table lacks
    std::string knows{"connected"};  ///< what occupied means in it: connected or charging
    std::string time_zone{"UTC"};    ///< of times without an offset
    std::string from{};              ///< ISO days that it covers; empty: from its first to its last
    std::string until{};             ///< the last day, inclusive
};

/// The use of the network and what is made of it. Limits that nobody published are our own proposal.
struct UsageConfig {
    std::vector<UsageFile> files{};
    std::filesystem::path evses{};     ///< OCPI Locations or a table: which EVSE is at which location
    std::filesystem::path requests{};  ///< table of requests and what became of them
    std::filesystem::path regions{};   ///< table: RES region and province of each gemeente
    std::filesystem::path vehicles{};  ///< table: electric vehicles by gemeente and month
    std::filesystem::path tariffs{};   ///< OCPI Tariffs
    std::filesystem::path key_file{};  ///< with which ids of persons are hashed; empty: one for this run alone
    std::string time_zone{"Europe/Amsterdam"};
    int pressure_walk_m{250};
    int peak_from_hour{17};
    int peak_until_hour{23};
    std::string allowed{"erlang-b"};  ///< how much occupancy is allowed: erlang-b or binomial
    int all_busy_percent{10};         ///< of the time all may be busy at that occupancy
    int energy_kwh_per_evse_month{250};
    int months{3};       ///< that pressure and energy must last for a search area
    int young_weeks{8};  ///< a station that stands for less relieves what was measured before it
    int chance_walk_m{300};
    int chance_days{90};
    int chance_least_quarters{40};  ///< fewer observed quarter-hours are too little data
    int least_days{7};              ///< of a month, for a KPI to be known

    bool given() const { return !files.empty(); }
};

struct InputsConfig {
    bool allow_network{};  ///< files named https://... are fetched at each run
};

struct RunConfig {
    int tile_cells{0};  ///< 0: usual_tile_cells, or more on a GPU
    int threads{0};
    std::string device{"auto"};
    int host_memory_mib{8192};
    int device_memory_mib{0};         ///< 0: what is free
    std::string compression{"zstd"};  ///< of the rasters: zstd or deflate

    /// What suits the caches of a CPU, and the tiles in which layers are prepared.
    int usual_tile_cells() const { return tile_cells > 0 ? tile_cells : 2048; }
};

/// What stands on pages and maps beside what was computed.
struct PublishConfig {
    std::string title{};  ///< empty: the name of the region
    std::string author{};
    std::string date{};            ///< ISO; empty: none is shown
    std::filesystem::path logo{};  ///< picture; empty: none
    std::string source{};          ///< where the data comes from, in a line of plain words; empty: as [[source]] says
    Language language{Language::nl};
};

struct Scenario {
    std::filesystem::path file{};
    RegionConfig region;
    std::vector<SurfaceRule> surface{};
    DwellingConfig dwellings;
    ChargerConfig chargers;
    std::vector<ParkingConfig> parking{};
    BayConfig bays;
    PrognosisConfig prognosis;
    CoverageConfig coverage;
    DemandConfig demand;
    GridConfig grid;
    PlacementConfig placement;
    UsageConfig usage;
    InputsConfig inputs;
    RunConfig run;
    PublishConfig publish;
    std::vector<SourceNote> sources{};

    /// Whether dwellings follow from households by neighbourhood; else they are given, or not known at all.
    bool estimates_dwellings() const
    {
        return !dwellings.given() && !region.neighbourhoods.file.empty() &&
               !region.neighbourhood_households_field.empty();
    }
    bool knows_dwellings() const { return dwellings.given() || estimates_dwellings(); }
    /// Without a street or path all land that no rule covers can be walked, in straight lines.
    bool walks_straight() const
    {
        return std::ranges::none_of(surface, [](SurfaceRule const& rule) { return street_class(rule.surface); });
    }
};

}  // namespace laad
