// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/candidates.hpp"

#include "host/language/to_say.hpp"
#include "host/prepare/bays.hpp"
#include "host/prepare/boxes.hpp"
#include "host/prepare/plane.hpp"
#include "rasters/io/vectors/shapes.hpp"
#include "rasters/millimetres.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace laad {

namespace {

bool is_odd(Polygon const& bay)
{
    auto const m2 = area(bay);
    return m2 < least_bay_m2 || m2 > most_bay_m2;
}

/// Whether two bays are drawn across one another, so that two cars cannot stand in them.
bool share_ground(Polygon const& a, Polygon const& b)
{
    constexpr double most = 0.10;  // of the smaller one: what drawing by hand leaves
    return area_of_intersection({{}, {}, {a}}, {{}, {}, {b}}) > most * std::min(area(a), area(b));
}

/// Pairs of mapped bays: 1-2, 3-4 ... of each row; those that share ground are counted in `crossed` and no pair.
std::vector<BayPair> mapped_pairs(std::vector<MappedBay> const& bays, bool knows_use, std::size_t& crossed)
{
    std::vector<Polygon> shapes;
    for (auto const& bay : bays)
        shapes.push_back(bay.shape);
    auto const known = [&](bool reserved) { return knows_use ? std::optional{reserved} : std::nullopt; };
    std::vector<BayPair> pairs;
    for (auto const& row : rows_of_mapped(shapes)) {
        for (std::size_t i = 0; i + 1 < row.size();) {
            auto const& a = bays[row[i]];
            auto const& b = bays[row[i + 1]];
            if (share_ground(a.shape, b.shape)) {
                ++crossed;
                ++i;
                continue;
            }
            i += 2;
            auto const closed =
                a.lot.is_closed ? std::optional{*a.lot.is_closed || b.lot.is_closed.value_or(false)} : b.lot.is_closed;
            pairs.push_back({{},
                             a.lot.id == b.lot.id ? a.lot.id : a.lot.id + ";" + b.lot.id,
                             {a.shape, b.shape},
                             {closed, known(a.is_reserved || b.is_reserved), is_odd(a.shape) || is_odd(b.shape)},
                             true});
        }
    }
    return pairs;
}

std::vector<BayRow> cut_part(ParkingArea const& area, BayConfig const& config, Ground const& ground)
{
    Rect const window = window_of(ground.grid(), grown(box_of(area.shape), config.across_length_m), 0);
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
    std::int64_t cut = 0;
    for (auto part : area.parts) {
        if (part.capacity) part.capacity = static_cast<int>(std::max<std::int64_t>(0, *part.capacity - cut));
        for (auto& row : cut_part(part, config, ground)) {
            cut += static_cast<std::int64_t>(row.size());
            for (std::size_t i = 0; i + 1 < row.size(); i += 2)
                pairs.push_back(
                    {{}, {}, {std::move(row[i]), std::move(row[i + 1])}, {area.lot.is_closed, reserved, false}, false});
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

}  // namespace

PairMaker::PairMaker(std::vector<ParkingConfig> const& sources, BayConfig const& config, GridSpec const& grid)
    : config_{config}, grid_{grid}, parking_{sources, grid}
{
}

void PairMaker::cut(std::vector<NamedArea> const& areas, Ground const& ground)
{
    std::vector<Lot> lots;
    for (auto const& area : areas)
        lots.push_back({area, cut_pairs(area, config_, parking_.knows_use(), ground)});
    for (auto& lot : lots)
        lot.area.parts = {};
    std::scoped_lock const lock{mutex_};
    std::move(lots.begin(), lots.end(), std::back_inserter(lots_));
}

void PairMaker::tell_odd(std::vector<MappedBay> const& bays, InputNotes& noted) const
{
    std::int64_t odd = 0;
    for (auto const& bay : bays) {
        if (!is_odd(bay.shape)) continue;
        ++odd;
        parking_.reject(
            bay.feature,
            to_say("a mapped bay under {:g} or over {:g} m²; no station is placed at it", least_bay_m2, most_bay_m2),
            noted);
    }
    if (odd > 0)
        noted.note("{} of {} mapped bays are under {:g} or over {:g} m²; no station is placed at them (reason SIZE)",
                   odd, bays.size(), least_bay_m2, most_bay_m2);
}

void PairMaker::guess(std::vector<MappedBay> const& bays, InputNotes& noted) const
{
    std::int64_t all = std::ssize(bays);
    std::int64_t taken_as_public = 0;
    std::int64_t without_capacity = 0;
    for (auto const& bay : bays)
        taken_as_public += !bay.lot.tells_access;
    for (auto const& lot : lots_) {
        std::int64_t const cut = 2 * std::ssize(lot.pairs);
        all += cut;
        if (!lot.area.lot.tells_access) taken_as_public += cut;
        if (lot.area.place.capacity == 0) without_capacity += cut;
    }
    noted.guess({"who may park is not told or not known: counts as public", "parking.access_field", taken_as_public,
                 all, "bays"});
    noted.guess({"the number of bays is not stated: cut from the area by assumed sizes", "parking.capacity_field",
                 without_capacity, all, "bays"});
}

void PairMaker::name(std::vector<MappedBay>& bays, InputNotes& noted)
{
    ParkingNames names;
    for (auto const& lot : lots_)
        names[lot.area.feature] = lot.area.lot.id;
    for (auto const& bay : bays)
        names[bay.feature] = bay.lot.id;
    parking_.tell_apart(names, noted);
    for (auto& bay : bays)
        bay.lot.id = names.at(bay.feature);
    for (auto& lot : lots_)
        for (auto& pair : lot.pairs)
            pair.bay_ids = names.at(lot.area.feature);
}

std::vector<BayPair> PairMaker::take(InputNotes& noted)
{
    auto bays = parking_.bays(noted);
    // Where parking areas overlap, the bays of the first one stand.
    std::ranges::sort(
        lots_, {}, [](Lot const& lot) -> auto const& { return lot.area.place; });
    name(bays, noted);
    tell_odd(bays, noted);
    guess(bays, noted);
    parking_.tell(noted);
    std::size_t crossed = 0;
    auto pairs = mapped_pairs(bays, parking_.knows_use(), crossed);
    if (crossed > 0) noted.note("{} times two mapped bays in a row lie across one another: they are no pair", crossed);
    for (auto& lot : lots_)
        std::move(lot.pairs.begin(), lot.pairs.end(), std::back_inserter(pairs));
    bool const any_area = !lots_.empty();
    lots_ = {};
    std::erase_if(pairs, [&](BayPair const& pair) { return !inside(box_of(grid_), pair.middle()); });
    mark_reserved(pairs, bays);
    auto const doubled = make_disjoint(pairs);
    name_by_place(pairs);
    auto const cut = std::count_if(pairs.begin(), pairs.end(), [](BayPair const& pair) { return !pair.mapped; });
    if (any_area)
        noted.note("{} of {} pairs of bays are cut from parking areas by assumed bay sizes", cut, pairs.size());
    if (!bays.empty() && !parking_.knows_use())
        noted.note("the use of mapped bays is not known; reserved bays cannot be told from others");
    if (doubled > 0)
        noted.note(
            "{} pairs of bays lie on bays of another pair, since parking is drawn twice or overlaps; they are left out",
            doubled);
    return pairs;
}

Point BayPair::middle() const
{
    return (middle_of(bays[0]) + middle_of(bays[1])) * 0.5;
}

Point BayPair::along() const
{
    return middle_of(bays[1]) - middle_of(bays[0]);
}

Candidate candidate_of(BayPair pair, Indexed<NeighbourhoodId, Neighbourhood> const& neighbourhoods, Rules const& rules,
                       Ground const& ground)
{
    auto const middle = pair.middle();
    Candidate candidate;
    candidate.neighbourhood = ground.neighbourhood_at(ground.grid().cell_at(middle));
    if (candidate.neighbourhood) candidate.municipality = neighbourhoods[candidate.neighbourhood].municipality;
    candidate.entry = ground.entry(middle);
    // In whole millimetres, as it is published: its cell must be that of what a reader sees.
    auto const pole = pole_of(pair, candidate.entry ? ground.grid().centre(candidate.entry->cell) : middle);
    candidate.pole = {rounded_to_mm(pole.x), rounded_to_mm(pole.y)};
    candidate.id = std::move(pair.id);
    candidate.bay_ids = std::move(pair.bay_ids);
    candidate.bays = merged(pair.bays);
    candidate.middle = middle;
    rules.apply_to(candidate, pair.facts, ground);
    return candidate;
}

}  // namespace laad
