// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/candidates.hpp"

#include "host/prepare/bays.hpp"
#include "host/prepare/boxes.hpp"
#include "host/prepare/disjoint_pairs.hpp"
#include "host/prepare/plane.hpp"
#include "rasters/tile.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <map>
#include <unordered_set>

namespace laad {

namespace {

std::string pair_id(std::string const& lot, std::size_t row, std::size_t pair)
{
    return fmt::format("{}-{:02}-{:03}", lot, row, pair);
}

/// Pairs of mapped bays: 1-2, 3-4 ... of each row; named after the parking id of their first bay's row.
std::vector<BayPair> mapped_pairs(std::vector<MappedBay> const& bays, bool knows_use)
{
    std::vector<Polygon> shapes;
    for (auto const& bay : bays)
        shapes.push_back(bay.shape);
    auto const known = [&](bool reserved) { return knows_use ? std::optional{reserved} : std::nullopt; };
    std::vector<BayPair> pairs;
    for (auto const& row : rows_of_mapped(shapes)) {
        auto const by_id = [&](std::size_t a, std::size_t b) { return bays[a].lot.id < bays[b].lot.id; };
        auto const& first = bays[*std::min_element(row.begin(), row.end(), by_id)].lot;
        for (std::size_t i = 0; i + 1 < row.size(); i += 2) {
            auto const& a = bays[row[i]];
            auto const& b = bays[row[i + 1]];
            auto const closed =
                a.lot.is_closed ? std::optional{*a.lot.is_closed || b.lot.is_closed.value_or(false)} : b.lot.is_closed;
            pairs.push_back({pair_id(first.id, 1, i / 2 + 1),
                             {a.shape, b.shape},
                             {closed, known(a.is_reserved || b.is_reserved)},
                             true});
        }
    }
    return pairs;
}

/// The window of the grid in which the bays of an area lie.
Rect window_of(ParkingArea const& area, BayConfig const& config, GridSpec const& grid)
{
    Box const box = cut(grown(box_of(area.shape), config.across_length_m), box_of(grid));
    if (box.west > box.east || box.south > box.north) return {};
    Cell const first = grid.cell_at({box.west, box.north});
    Cell const last = grid.cell_at({box.east, box.south});
    return grow({first, {last.row - first.row + 1, last.col - first.col + 1}}, 0, grid.shape);
}

std::vector<BayRow> cut_part(ParkingArea const& area, BayConfig const& config, Ground const& ground)
{
    Rect const window = window_of(area, config, ground.grid());
    if (window.shape.cells() > 0 && !ground.covers(window)) return cut_part(area, config, ground.around(window));
    return cut_bays(area, config, [&](Point p) {
        Cell const c = ground.grid().cell_at(p);
        return inside(ground.grid().shape, c) && street_class(ground.surface_at(c));
    });
}

std::vector<BayPair> cut_pairs(NamedArea const& area, BayConfig const& config, bool knows_use, Ground const& ground)
{
    auto const reserved = knows_use ? std::optional{false} : std::nullopt;
    std::vector<BayPair> pairs;
    std::size_t row_number = 0;
    std::int64_t cut = 0;
    for (auto part : area.parts) {
        if (part.capacity) part.capacity = static_cast<int>(std::max<std::int64_t>(0, *part.capacity - cut));
        for (auto& row : cut_part(part, config, ground)) {
            ++row_number;
            cut += static_cast<std::int64_t>(row.size());
            for (std::size_t i = 0; i + 1 < row.size(); i += 2)
                pairs.push_back({pair_id(area.lot.id, row_number, i / 2 + 1),
                                 {std::move(row[i]), std::move(row[i + 1])},
                                 {area.lot.is_closed, reserved},
                                 false});
        }
    }
    return pairs;
}

Point middle_of(Polygon const& bay)
{
    return least_rectangle(bay.outer).centre();
}

/// Between the two bays, on the long edge of the pair that is nearer to `towards`.
Point pole_of(BayPair const& pair, Point towards)
{
    auto const a = middle_of(pair.bays[0]);
    auto const b = middle_of(pair.bays[1]);
    auto const middle = (a + b) * 0.5;
    auto const across = left_of(unit(b - a));
    double left = 0, right = 0;
    for (auto const& bay : pair.bays) {
        double most = 0, least = 0;
        for (auto const p : bay.outer) {
            most = std::max(most, dot(p - middle, across));
            least = std::min(least, dot(p - middle, across));
        }
        left += most / 2;
        right += least / 2;
    }
    auto const on_left = middle + across * left;
    auto const on_right = middle + across * right;
    return distance(on_left, towards) <= distance(on_right, towards) ? on_left : on_right;
}

void note(std::size_t all, std::size_t cut, bool any_area, bool any_bay, bool knows_use, Findings& findings)
{
    if (any_area)
        findings.notes.push_back(
            fmt::format("{} of {} pairs of bays are cut from parking areas by assumed bay sizes", cut, all));
    if (any_bay && !knows_use)
        findings.notes.push_back("the use of mapped bays is not known; reserved bays cannot be told from others");
}

}  // namespace

PairMaker::PairMaker(std::vector<ParkingConfig> const& sources, BayConfig const& config, GridSpec const& grid)
    : config_{config}, grid_{grid}, parking_{sources, grid}
{
}

void PairMaker::cut(std::vector<NamedArea> const& areas, Ground const& ground)
{
    std::vector<Lot> lots;
    for (auto const& area : areas)
        lots.push_back({area.feature, area.lot.id, cut_pairs(area, config_, parking_.knows_use(), ground)});
    std::scoped_lock const lock{mutex_};
    std::move(lots.begin(), lots.end(), std::back_inserter(lots_));
}

/// Of features with one id the first stays.
void PairMaker::drop_repeated(std::vector<MappedBay>& bays, Findings& findings)
{
    std::map<ParkingFeature, std::string const*> id_of;
    for (auto const& lot : lots_)
        id_of[lot.feature] = &lot.id;
    for (auto const& bay : bays)
        id_of[bay.feature] = &bay.lot.id;
    std::unordered_set<std::string_view> ids;
    std::set<ParkingFeature> repeated;
    for (auto const& [feature, id] : id_of) {
        if (ids.insert(*id).second) continue;
        repeated.insert(feature);
        parking_.reject(feature, "parking " + *id + " occurs more than once", findings);
    }
    std::erase_if(lots_, [&](Lot const& lot) { return repeated.contains(lot.feature); });
    std::erase_if(bays, [&](MappedBay const& bay) { return repeated.contains(bay.feature); });
}

std::vector<BayPair> PairMaker::take(Findings& findings)
{
    auto bays = parking_.bays();
    parking_.tell(findings);
    drop_repeated(bays, findings);
    auto pairs = mapped_pairs(bays, parking_.knows_use());
    for (auto& lot : lots_)
        std::move(lot.pairs.begin(), lot.pairs.end(), std::back_inserter(pairs));
    bool const any_area = !lots_.empty();
    lots_ = {};
    std::erase_if(pairs, [&](BayPair const& pair) { return !inside(box_of(grid_), pair.middle()); });
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](BayPair const& a, BayPair const& b) { return a.mapped != b.mapped ? a.mapped : a.id < b.id; });
    mark_reserved(pairs, bays);
    make_disjoint(pairs);
    auto const cut = std::count_if(pairs.begin(), pairs.end(), [](BayPair const& pair) { return !pair.mapped; });
    note(pairs.size(), static_cast<std::size_t>(cut), any_area, !bays.empty(), parking_.knows_use(), findings);
    return pairs;
}

Point BayPair::middle() const
{
    return (middle_of(bays[0]) + middle_of(bays[1])) * 0.5;
}

Candidate candidate_of(BayPair pair, std::vector<Buurt> const& buurten, Rules const& rules, Ground const& ground)
{
    auto const middle = pair.middle();
    Candidate candidate;
    candidate.buurt = ground.buurt_at(ground.grid().cell_at(middle));
    if (candidate.buurt >= 0) candidate.gemeente = buurten[static_cast<std::size_t>(candidate.buurt)].gemeente;
    candidate.entry = ground.entry(middle);
    candidate.pole = pole_of(pair, candidate.entry ? ground.grid().centre(candidate.entry->cell) : middle);
    candidate.id = std::move(pair.id);
    candidate.bays = std::move(pair.bays);
    rules.judge(candidate, pair.facts, ground);
    return candidate;
}

}  // namespace laad
