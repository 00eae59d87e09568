// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/candidates.hpp"

#include "host/prepare/bays.hpp"
#include "host/prepare/parking.hpp"
#include "host/prepare/plane.hpp"
#include "rasters/io/shapes.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <algorithm>

namespace laad {

namespace {

constexpr double taken = 0.30;    ///< share of a cut bay under a mapped reserved bay that makes it reserved
constexpr double doubled = 0.10;  ///< share of a bay that another pair may cover

/// Two consecutive bays and what is known about their parking.
struct Pair {
    std::string id;
    std::vector<Polygon> bays;
    ParkingFacts facts;
    bool mapped{};
};

double shared(Polygon const& bay, Polygon const& other)
{
    return area_of_intersection(Geometry{{}, {}, {bay}}, Geometry{{}, {}, {other}}) / area(bay);
}

std::string pair_id(std::string const& lot, std::size_t row, std::size_t pair)
{
    return fmt::format("{}-{:02}-{:03}", lot, row, pair);
}

/// Pairs of mapped bays: 1-2, 3-4 ... of each row; named after the parking id of their first bay's row.
std::vector<Pair> mapped_pairs(Parking const& parking)
{
    std::vector<Polygon> shapes;
    for (auto const& bay : parking.bays)
        shapes.push_back(bay.shape);
    auto const known = [&](bool reserved) { return parking.knows_use ? std::optional{reserved} : std::nullopt; };
    std::vector<Pair> pairs;
    for (auto const& row : rows_of_mapped(shapes)) {
        auto const by_id = [&](std::size_t a, std::size_t b) {
            return parking.bays[a].lot.id < parking.bays[b].lot.id;
        };
        auto const& first = parking.bays[*std::min_element(row.begin(), row.end(), by_id)].lot;
        for (std::size_t i = 0; i + 1 < row.size(); i += 2) {
            auto const& a = parking.bays[row[i]];
            auto const& b = parking.bays[row[i + 1]];
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

std::vector<Pair> cut_pairs(NamedArea const& area, BayConfig const& config, bool knows_use, IsWay const& is_way)
{
    auto const reserved = knows_use ? std::optional{false} : std::nullopt;
    std::vector<Pair> pairs;
    std::size_t row_number = 0;
    std::int64_t cut = 0;
    for (auto part : area.parts) {
        if (part.capacity) part.capacity = static_cast<int>(std::max<std::int64_t>(0, *part.capacity - cut));
        for (auto const& row : cut_bays(part, config, is_way)) {
            ++row_number;
            cut += static_cast<std::int64_t>(row.size());
            for (std::size_t i = 0; i + 1 < row.size(); i += 2)
                pairs.push_back({pair_id(area.lot.id, row_number, i / 2 + 1),
                                 {row[i], row[i + 1]},
                                 {area.lot.is_closed, reserved},
                                 false});
        }
    }
    return pairs;
}

void mark_reserved(std::vector<Pair>& pairs, std::vector<MappedBay> const& bays)
{
    std::vector<Polygon> reserved;
    for (auto const& bay : bays)
        if (bay.is_reserved) reserved.push_back(bay.shape);
    auto const index = index_of(reserved, 20);
    tbb::parallel_for(std::size_t{0}, pairs.size(), [&](std::size_t i) {
        for (auto const& bay : pairs[i].bays)
            for (auto const item : index.touching(box_of(bay)))
                if (shared(bay, reserved[static_cast<std::size_t>(item)]) > taken) pairs[i].facts.is_reserved = true;
    });
}

/// Drops pairs on bays of an earlier pair; reserved ones stay, since they are in the plan only to be explained.
std::vector<Pair> disjoint(std::vector<Pair> pairs)
{
    std::vector<Polygon> bays;
    for (auto const& pair : pairs)
        bays.insert(bays.end(), pair.bays.begin(), pair.bays.end());
    auto const index = index_of(bays, 20);
    std::vector<char> dropped(pairs.size(), 0);
    auto const stands = [&](std::size_t pair) {
        return !dropped[pair] && !pairs[pair].facts.is_reserved.value_or(false);
    };
    for (std::size_t i = 0; i < pairs.size(); ++i)
        for (std::size_t side = 0; side < 2 && stands(i); ++side)
            for (auto const item : index.touching(box_of(bays[2 * i + side]))) {
                auto const other = static_cast<std::size_t>(item) / 2;
                if (other >= i) break;
                if (stands(other) && shared(bays[2 * i + side], bays[static_cast<std::size_t>(item)]) > doubled)
                    dropped[i] = 1;
            }
    std::size_t next = 0;
    std::erase_if(pairs, [&](Pair const&) { return dropped[next++] != 0; });
    return pairs;
}

Point middle_of(Polygon const& bay)
{
    return least_rectangle(bay.outer).centre();
}

/// Between the two bays, on the long edge of the pair that is nearer to `towards`.
Point pole_of(Pair const& pair, Point towards)
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

Candidate candidate_of(Pair const& pair, std::vector<Buurt> const& buurten, Ground const& ground)
{
    auto const middle = (middle_of(pair.bays[0]) + middle_of(pair.bays[1])) * 0.5;
    Candidate candidate;
    candidate.id = pair.id;
    candidate.bays = pair.bays;
    candidate.buurt = ground.buurt_at(ground.grid.cell_at(middle));
    if (candidate.buurt >= 0) candidate.gemeente = buurten[static_cast<std::size_t>(candidate.buurt)].gemeente;
    candidate.entry = ground.entry(middle);
    candidate.pole = pole_of(pair, candidate.entry ? ground.grid.centre(candidate.entry->cell) : middle);
    return candidate;
}

bool in_grid(Pair const& pair, GridSpec const& grid)
{
    return inside(box_of(grid), (middle_of(pair.bays[0]) + middle_of(pair.bays[1])) * 0.5);
}

std::vector<Pair> pairs_of(Parking const& parking, BayConfig const& config, Ground const& ground)
{
    IsWay const is_way = [&](Point p) {
        Cell const c = ground.grid.cell_at(p);
        return inside(ground.grid.shape, c) && street_class(ground.surface[c]);
    };
    std::vector<std::vector<Pair>> cut(parking.areas.size());
    tbb::parallel_for(std::size_t{0}, cut.size(),
                      [&](std::size_t i) { cut[i] = cut_pairs(parking.areas[i], config, parking.knows_use, is_way); });
    auto pairs = mapped_pairs(parking);
    for (auto& of_area : cut)
        std::move(of_area.begin(), of_area.end(), std::back_inserter(pairs));
    std::erase_if(pairs, [&](Pair const& pair) { return !in_grid(pair, ground.grid); });
    std::sort(pairs.begin(), pairs.end(),
              [](Pair const& a, Pair const& b) { return a.mapped != b.mapped ? a.mapped : a.id < b.id; });
    mark_reserved(pairs, parking.bays);
    return disjoint(std::move(pairs));
}

void note(std::vector<Candidate> const& candidates, Parking const& parking, std::size_t cut, Findings& findings)
{
    if (!parking.areas.empty())
        findings.notes.push_back(fmt::format("{} of {} pairs of bays are cut from parking areas by assumed bay sizes",
                                             cut, candidates.size()));
    if (!parking.bays.empty() && !parking.knows_use)
        findings.notes.push_back("the use of mapped bays is not known; reserved bays cannot be told from others");
}

}  // namespace

std::vector<Candidate> candidates_of(std::vector<ParkingConfig> const& sources, BayConfig const& config,
                                     std::vector<Buurt> const& buurten, Rules const& rules, Ground const& ground,
                                     Findings& findings)
{
    auto const parking = read_parking(sources, ground.grid, findings);
    auto const pairs = pairs_of(parking, config, ground);
    std::vector<Candidate> candidates(pairs.size());
    tbb::parallel_for(std::size_t{0}, pairs.size(), [&](std::size_t i) {
        candidates[i] = candidate_of(pairs[i], buurten, ground);
        rules.judge(candidates[i], pairs[i].facts);
    });
    auto const cut = std::count_if(pairs.begin(), pairs.end(), [](Pair const& pair) { return !pair.mapped; });
    note(candidates, parking, static_cast<std::size_t>(cut), findings);
    std::sort(candidates.begin(), candidates.end(), [](Candidate const& a, Candidate const& b) { return a.id < b.id; });
    return candidates;
}

}  // namespace laad
