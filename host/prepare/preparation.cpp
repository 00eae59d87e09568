// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/preparation.hpp"

#include "host/intake/words.hpp"
#include "host/prepare/areas.hpp"
#include "host/prepare/boxes.hpp"
#include "host/prepare/candidates.hpp"
#include "host/prepare/chargers.hpp"
#include "host/prepare/dwellings.hpp"
#include "host/prepare/estimated_dwellings.hpp"
#include "host/prepare/names_around.hpp"
#include "host/prepare/set_aside.hpp"
#include "host/prepare/shares.hpp"
#include "host/prepare/surface.hpp"
#include "host/prepare/tile_work.hpp"
#include "host/scenario/file_names.hpp"
#include "rasters/io/blocks/block_layout.hpp"
#include "rasters/millimetres.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace laad {

namespace {

constexpr double lot_m = 100;      ///< most parking areas reach no farther out of the tile that owns them
constexpr double bay_side_m = 10;  ///< most poles stand no farther from the middle of their bays

Box box_of_all(FeatureTable const& table)
{
    Box all = box_of(Geometry{});
    for (auto const& feature : table.features)
        all = joined(all, box_of(Geometry{{}, {}, feature.geometry.polygons}));
    return all;
}

/// Makes the base layers in three rounds over the tiles: what covers the land; where points stand on it, which needs
/// the ground around a tile; what needs all points.
class Preparation {
  public:
    Preparation(Scenario const& scenario, WorkFolder const& work, PrepareProgress const& progress)
        : scenario_{scenario}, work_{work}, progress_{progress}
    {
        area_ = read(scenario.region.area, scenario.region.epsg, std::nullopt, noted_);
        check_polygons(area_, "the parts of region.area");
        base_.grid = grid_of(scenario.region, box_of_all(area_));
        open_layers(base_, work);
        tiles_ = tiles_of(base_.grid.shape, work.tile_cells, 0);
    }

    BaseLayers make(TileKeys& keys)
    {
        make_rasters(keys);
        place_points();
        make_candidates();
        note_coarse_cells();
        guess_areas();
        tell_kinds(scenario_, noted_.rejected);
        for (Rejected& row : noted_.rejected)
            row.file = named_from(scenario_.file.parent_path(), row.file);
        noted_.put_in_order();
        base_.rejected = std::move(noted_.rejected);
        base_.notes = std::move(noted_.notes);
        base_.guesses = std::move(noted_.guesses);
        return std::move(base_);
    }

  private:
    GroundLayers layers() const
    {
        return {base_.grid,          base_.surface,   base_.area,
                base_.neighbourhood, *surface_maker_, scenario_.coverage.access_max_m};
    }

    /// The ground of a tile and `rim_m` around it, as far as its points can reach.
    Rect window(std::size_t tile, double rim_m) const
    {
        auto const rim = static_cast<int>(rim_m / base_.grid.cell_m()) + layers().reach();
        return grow(tiles_[tile].core, rim, base_.grid.shape);
    }

    template <class Item, class CellOf>
    std::vector<std::vector<std::size_t>> by_tile(std::vector<Item> const& items, CellOf const& cell_of) const
    {
        BlockLayout const layout{base_.grid.shape, work_.tile_cells};
        std::vector<std::vector<std::size_t>> lists(tiles_.size());
        for (std::size_t i = 0; i < items.size(); ++i)
            lists[layout.tile_number({cell_of(items[i]), {}})].push_back(i);
        return lists;
    }

    void make_rasters(TileKeys& keys)
    {
        progress_("reading areas, streets and paths", 0.02);
        auto areas = areas_of(scenario_.region, area_, base_.grid, noted_);
        base_.municipalities = std::move(areas.municipalities);
        base_.neighbourhoods = std::move(areas.neighbourhoods);
        AreaMaker const area_maker{area_, base_.neighbourhoods, base_.grid};
        auto& surface_maker = surface_maker_.emplace(scenario_.surface, base_.grid);
        base_.links = surface_maker.take_links();
        keys.surface.resize(tiles_.size());
        keys.area.resize(tiles_.size());
        keys.neighbourhood.resize(tiles_.size());
        side_by_side(tiles_.size(), {"making the surface map", 0.1, 0.5}, progress_, [&](std::size_t i) {
            keys.area[i] = area_maker.make(tiles_[i].core, base_.area);
            keys.neighbourhood[i] = area_maker.make(tiles_[i].core, base_.neighbourhood);
            keys.surface[i] = surface_maker.make(tiles_[i].core, base_.surface, base_.walls);
        });
        surface_maker.tell(base_.links.size(), noted_);
    }

    /// Chargers, dwellings and the bays of parking areas find their place on the ground.
    void place_points()
    {
        auto const& ground_layers = layers();
        auto chargers = read_chargers(scenario_.chargers, base_.grid, noted_);
        std::optional<DwellingReader> dwellings;
        if (scenario_.dwellings.given()) dwellings.emplace(scenario_.dwellings, base_.grid);
        PairMaker pairs{scenario_.parking, scenario_.bays, base_.grid};
        auto const of_tile = by_tile(chargers.rows, [](ChargerRow const& row) { return row.charger.cell; });
        side_by_side(tiles_.size(), {"placing dwellings, chargers and bays", 0.5, 0.8}, progress_, [&](std::size_t i) {
            Rect const core = tiles_[i].core;
            auto input = dwellings ? dwellings->read(core) : DwellingReader::Input{};
            auto const areas = pairs.areas(core);
            if (of_tile[i].empty() && input.addresses.empty() && areas.empty()) return;
            Ground const ground{ground_layers, window(i, lot_m)};
            for (auto const row : of_tile[i])
                place(chargers.rows[row], ground);
            if (dwellings) dwellings->add(std::move(input), core, ground);
            pairs.cut(areas, ground);
        });
        base_.chargers = chargers_of(std::move(chargers), scenario_.chargers, ground_layers, noted_);
        base_.sites = sites_of(base_.chargers);
        base_.dwelling_points = dwellings ? dwellings->take(ground_layers, noted_) : dwellings_not_given();
        for (auto const& dwelling : base_.dwelling_points)
            if (dwelling.neighbourhood) ++base_.neighbourhoods[dwelling.neighbourhood].dwellings;
        add_demand();
        pairs_ = pairs.take(noted_);
    }

    std::vector<Dwelling> dwellings_not_given()
    {
        if (scenario_.estimates_dwellings()) return estimated_dwellings(base_.neighbourhoods, layers(), noted_);
        noted_.note(
            "{}no [dwellings] are given: what counts dwellings (shares within a walk, white spots, households by "
            "address) is left out, and demand lies on the streets of its buurt; region.buurt_households_field would "
            "estimate them",
            warning_sign);
        return {};
    }

    std::vector<LandCell> land_of(Indexed<NeighbourhoodId, Carrier> const& carriers) const
    {
        std::vector<Box> boxes;
        for (NeighbourhoodId const b : carriers.ids())
            if (carriers[b] == Carrier::land) boxes.push_back(box_of(base_.neighbourhoods[b].shape));
        // Where all land can be walked, every station would reach tens of thousands of cells.
        constexpr int between_places_cm = 1000;
        int const every = scenario_.walks_straight() ? std::max(1, between_places_cm / base_.grid.cell_cm) : 1;
        std::vector<std::vector<LandCell>> of_tile(tiles_.size());
        tbb::parallel_for(std::size_t{0}, tiles_.size(), [&](std::size_t i) {
            Rect const core = tiles_[i].core;
            Box const box = box_of(base_.grid, core);
            if (std::none_of(boxes.begin(), boxes.end(), [&](Box const& b) { return overlap(b, box); })) return;
            auto const surface = base_.surface.read(core);
            auto const neighbourhood = base_.neighbourhood.read(core);
            of_tile[i] = land_cells(core.first, surface.view(), neighbourhood.view(), carriers, every);
        });
        std::vector<LandCell> land;
        for (auto const& cells : of_tile)
            land.insert(land.end(), cells.begin(), cells.end());
        return land;
    }

    void add_demand()
    {
        auto const carrier = carriers(base_.dwelling_points, base_.neighbourhoods.size(), Charging::in_public);
        auto places = demand_places(base_.dwelling_points, base_.neighbourhoods.size(), land_of(carrier), base_.grid);
        base_.nodes = std::move(places.nodes);
        base_.shares = std::move(places.shares);
        base_.weightless_neighbourhoods = std::move(places.weightless_neighbourhoods);
        if (base_.weightless_neighbourhoods.empty()) return;
        std::vector<std::string> keys;
        for (NeighbourhoodId const b : base_.weightless_neighbourhoods)
            keys.push_back(base_.neighbourhoods[b].called());
        noted_.note(
            "{} buurten have neither a dwelling nor a street inside the grid, their demand cannot be placed: {}",
            keys.size(), first_of(keys));
    }

    /// Demand nodes get their place, pairs of bays become candidates.
    void make_candidates()
    {
        auto const& ground_layers = layers();
        RuleLayers const rules{scenario_.placement.rules, base_.chargers, base_.grid};
        WhereaboutsReader const whereabouts{scenario_, base_.grid};
        auto const pairs = by_tile(pairs_, [&](BayPair const& pair) { return base_.grid.cell_at(pair.middle()); });
        base_.candidates.resize(pairs_.size());
        side_by_side(tiles_.size(), {"judging bays by the rules", 0.8, 1}, progress_, [&](std::size_t i) {
            // Obstacles are read in every tile, so that what is found to be wrong with them does not depend on tiles.
            Rules const near{rules, grown(box_of(base_.grid, tiles_[i].core), bay_side_m + rules.reach_m())};
            auto const nodes = base_.nodes_in(tiles_[i].core);
            if (pairs[i].empty() && nodes.empty()) return;
            Ground const ground{ground_layers, window(i, bay_side_m)};
            for (NodeId const node : nodes) {
                DemandNode& each = base_.nodes[node];
                each.in_area = ground.in_area(each.cell);
                each.neighbourhood = ground.neighbourhood_at(each.cell);
            }
            if (pairs[i].empty()) return;
            auto const around = whereabouts.around(box_of(base_.grid, tiles_[i].core));
            for (auto const pair : pairs[i]) {
                Candidate& candidate = base_.candidates[CandidateId{pair}];
                candidate = candidate_of(std::move(pairs_[pair]), base_.neighbourhoods, near, ground);
                candidate.where = around.of(candidate, base_.grid);
            }
        });
        note_unreachable(base_.sites, ground_layers, noted_);
        rules.tell(noted_);
        whereabouts.tell(base_.candidates, noted_);
        std::ranges::stable_sort(base_.candidates, {}, [&](Candidate const& c) {
            return std::pair{base_.grid.cell_at(c.pole), place_order(c.pole)};
        });
    }

    /// What is guessed of buurten and squares, which readers know nothing of.
    void guess_areas()
    {
        auto const count = [&](auto holds) { return std::ranges::count_if(base_.neighbourhoods, holds); };
        std::int64_t const buurten = std::ssize(base_.neighbourhoods);
        if (scenario_.region.neighbourhood_municipality_field.empty())
            noted_.guess({"the gemeente of a buurt is the one that holds most of it", "region.buurt_gemeente_field",
                          count([](Neighbourhood const& b) { return bool{b.municipality}; }), buurten, "buurten"});
        noted_.guess({"figures of buurten partly inside the area are partial", "region.area",
                      count([](Neighbourhood const& b) { return b.partial() && b.share_in_area > 0; }), buurten,
                      "buurten"});
        std::int64_t const dwellings = std::ssize(base_.dwelling_points);
        if (!scenario_.coverage.cbs_squares)
            noted_.guess({"households of the squares are estimated: one a dwelling", "coverage.cbs_squares", dwellings,
                          dwellings, "dwellings"});
    }

    void note_coarse_cells()
    {
        constexpr int finest_street_cm = 500;
        if (base_.grid.cell_cm > finest_street_cm)
            noted_.note("cells of {} m are coarser than streets: walks and their shares are only rough, 2.5 m is usual",
                        base_.grid.cell_m());
    }

    Scenario const& scenario_;
    WorkFolder const& work_;
    PrepareProgress const& progress_;
    InputNotes noted_;
    FeatureTable area_;
    BaseLayers base_;
    std::optional<SurfaceMaker> surface_maker_;
    std::vector<Tile> tiles_;
    std::vector<BayPair> pairs_;
};

}  // namespace

void open_layers(BaseLayers& base, WorkFolder const& folder)
{
    BlockStore const store{folder.work.store, base.grid, folder.tile_cells, folder.codec};
    base.surface = BlockLayer<Surface>{store, "surface", {surface_info()}};
    base.walls = BlockLayer<std::uint8_t>{store, "walls", {walls_info()}};
    base.area = BlockLayer<std::uint8_t>{store, "area", {area_info()}};
    base.neighbourhood = BlockLayer<std::uint16_t>{store, "buurt", {neighbourhood_info()}};
}

BaseLayers prepared(Scenario const& scenario, WorkFolder const& work, PrepareProgress const& progress, TileKeys& keys)
{
    return Preparation{scenario, work, progress}.make(keys);
}

}  // namespace laad
