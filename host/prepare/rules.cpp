// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/rules.hpp"

#include "rasters/io/vectors/shapes.hpp"
#include "rasters/millimetres.hpp"

#include <algorithm>
#include <cmath>

namespace laad {

namespace {

std::optional<LayerWindows> opened(std::optional<LayerRef> const& source, GridSpec const& grid)
{
    if (!source) return std::nullopt;
    return windows_of(*source, grid.epsg, box_of(grid), {});
}

std::optional<Obstacles> obstacles(std::optional<LayerWindows> const& layer, double least_m, Box const& window)
{
    if (!layer || least_m <= 0) return std::nullopt;
    return Obstacles{*layer, window};
}

/// In whole millimetres: finer digits are noise of the coordinates.
bool nearer(Point p, Geometry const& shape, double metres)
{
    return std::llround(distance_between(p, shape) * 1000) < std::llround(metres * 1000);
}

/// Semi-public charging is not counted: who looks for a public station cannot rely on it.
std::vector<Geometry> public_stations(std::vector<Charger> const& chargers)
{
    std::vector<Geometry> points;
    for (auto const& charger : chargers)
        if (charger.access == ChargerAccess::is_public) points.push_back({{charger.at}, {}, {}});
    return points;
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

    /// A distance of 0 switches the rule off: it is not checked.
    void distance(char const* code, std::optional<Obstacles> const& near, double least_m)
    {
        bool const checked = near && least_m > 0;
        rule(code, checked ? std::optional{near->any_within(candidate_.pole, least_m)} : std::nullopt);
    }

  private:
    Candidate& candidate_;
};

double building_reach(RuleConfig const& config)
{
    return std::max(config.min_walkway_m, config.min_building_m);
}

}  // namespace

RuleLayers::RuleLayers(RuleConfig const& config, std::vector<Charger> const& chargers, GridSpec const& grid)
    : config_{config},
      buildings_{opened(config.buildings, grid)},
      water_{opened(config.water, grid)},
      trees_{opened(config.trees, grid)},
      stations_{public_stations(chargers)},
      station_index_{index_of(stations_, 50)}
{
}

double RuleLayers::reach_m() const
{
    return std::max({building_reach(config_), config_.min_water_m, config_.min_tree_m});
}

void RuleLayers::tell(InputNotes& noted) const
{
    if (buildings_ && building_reach(config_) > 0) tell_shapes(*config_.buildings, *buildings_, "buildings", noted);
    if (water_ && config_.min_water_m > 0) tell_shapes(*config_.water, *water_, "waters", noted);
    if (trees_ && config_.min_tree_m > 0) {
        laad::tell(*config_.trees, *trees_, noted);
        auto const seen = trees_->seen();
        if (seen.only_points.empty() && seen.any_shape)
            refuse(trees_->about(), "none of its features is a point, trees are points; is it the right layer?");
    }
}

Obstacles::Obstacles(LayerWindows const& layer, Box const& window)
    : layer_{layer}, window_{window}, shapes_{layer.in(window), window}
{
}

bool Obstacles::any_within(Point p, double metres) const
{
    Box const near = grown(box_of(p), metres);
    if (!contains(window_, near)) return Obstacles{layer_, near}.any_within(p, metres);
    return shapes_.any_touching(near, [&](Geometry const& shape) { return nearer(p, shape, metres); });
}

Rules::Rules(RuleLayers const& layers, Box const& window)
    : layers_{layers},
      buildings_{obstacles(layers.buildings_, building_reach(layers.config_), window)},
      water_{obstacles(layers.water_, layers.config_.min_water_m, window)},
      trees_{obstacles(layers.trees_, layers.config_.min_tree_m, window)}
{
}

void Rules::apply_to(Candidate& candidate, ParkingFacts facts, Ground const& ground) const
{
    auto const& config = layers_.config_;
    Cell const pole = ground.grid().cell_at(candidate.pole);
    bool const outside = !candidate.neighbourhood || !inside(ground.grid().shape, pole) || !ground.in_area(pole);
    Verdict verdict{candidate};
    verdict.rule("OUTSIDE", outside);
    verdict.rule("ACCESS", facts.is_closed);
    verdict.rule("RESERVED", facts.is_reserved);
    verdict.rule("SIZE", facts.is_odd_size);
    verdict.rule("NO_ENTRY", !candidate.entry);
    verdict.distance("WALKWAY", buildings_, config.min_walkway_m);
    verdict.distance("BUILDING", buildings_, config.min_building_m);
    verdict.distance("WATER", water_, config.min_water_m);
    verdict.distance("TREE", trees_, config.min_tree_m);
    verdict.rule("SPACING", near_station(candidate.pole));
}

std::optional<bool> Rules::near_station(Point pole) const
{
    auto const least_m = layers_.config_.min_station_m;
    if (least_m <= 0) return std::nullopt;
    constexpr double rounding_m = 0.002;
    auto const near = layers_.station_index_.touching(grown(box_of(pole), least_m + rounding_m));
    return std::any_of(near.begin(), near.end(), [&](std::int32_t i) {
        Point const station = layers_.stations_[static_cast<std::size_t>(i)].points.front();
        return nearer_than(whole_mm(pole), whole_mm(station), whole_mm(least_m));
    });
}

}  // namespace laad
