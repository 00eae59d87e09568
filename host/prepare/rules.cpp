// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/rules.hpp"

#include "rasters/io/shapes.hpp"

#include <algorithm>

namespace laad {

namespace {

constexpr double bucket_m = 50;

std::optional<Obstacles> obstacles_of(std::optional<LayerRef> const& source, GridSpec const& grid, Findings& findings)
{
    if (!source) return std::nullopt;
    std::vector<Geometry> shapes;
    for (auto& feature : read(*source, grid.epsg, box_of(grid), findings).features)
        shapes.push_back(std::move(feature.geometry));
    return Obstacles{std::move(shapes), bucket_m};
}

Obstacles public_stations(std::vector<Charger> const& chargers)
{
    std::vector<Geometry> points;
    for (auto const& charger : chargers)
        if (charger.access == ChargerAccess::is_public) points.push_back({{charger.at}, {}, {}});
    return {std::move(points), bucket_m};
}

/// Writes the outcome of one rule after the other into a candidate.
class Verdict {
  public:
    explicit Verdict(Candidate& candidate) : candidate_{candidate} {}

    void rule(char const* code, std::optional<bool> broken)
    {
        auto& list = !broken ? candidate_.unchecked : *broken ? candidate_.reasons : candidate_.passed;
        list.emplace_back(code);
    }

    /// A distance of 0 switches the rule off.
    void distance(char const* code, std::optional<Obstacles> const& obstacles, double least_m)
    {
        if (least_m <= 0) return;
        rule(code, obstacles ? std::optional{obstacles->any_within(candidate_.pole, least_m)} : std::nullopt);
    }

  private:
    Candidate& candidate_;
};

}  // namespace

Obstacles::Obstacles(std::vector<Geometry> shapes, double bucket)
    : shapes_{std::move(shapes)}, index_{index_of(shapes_, bucket)}
{
}

bool Obstacles::any_within(Point p, double metres) const
{
    Geometry const point{{p}, {}, {}};
    auto const near = index_.touching(grown(box_of(p), metres));
    return std::any_of(near.begin(), near.end(), [&](std::int32_t i) {
        return distance_between(point, shapes_[static_cast<std::size_t>(i)]) < metres;
    });
}

Rules::Rules(RuleConfig const& config, std::vector<Charger> const& chargers, Ground const& ground, Findings& findings)
    : config_{config},
      ground_{ground},
      buildings_{obstacles_of(config.buildings, ground.grid, findings)},
      water_{obstacles_of(config.water, ground.grid, findings)},
      trees_{obstacles_of(config.trees, ground.grid, findings)},
      stations_{public_stations(chargers)}
{
}

void Rules::judge(Candidate& candidate, ParkingFacts facts) const
{
    Cell const pole = ground_.grid.cell_at(candidate.pole);
    bool const outside = candidate.buurt < 0 || !inside(ground_.grid.shape, pole) || !ground_.in_area(pole);
    Verdict verdict{candidate};
    verdict.rule("OUTSIDE", outside);
    verdict.rule("ACCESS", facts.is_closed);
    verdict.rule("RESERVED", facts.is_reserved);
    verdict.rule("NO_ENTRY", !candidate.entry);
    verdict.distance("WALKWAY", buildings_, config_.min_walkway_m);
    verdict.distance("BUILDING", buildings_, config_.min_building_m);
    verdict.distance("WATER", water_, config_.min_water_m);
    verdict.distance("TREE", trees_, config_.min_tree_m);
    if (config_.min_station_m > 0) verdict.rule("SPACING", stations_.any_within(candidate.pole, config_.min_station_m));
}

}  // namespace laad
