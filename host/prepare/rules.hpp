// SPDX-License-Identifier: Apache-2.0
// The hard rules for a place of a station, in the order of `reason_codes`. The grid policy is judged elsewhere.
#pragma once

#include "host/intake/input_notes.hpp"
#include "host/prepare/boxes.hpp"
#include "host/prepare/ground.hpp"

#include <optional>
#include <vector>

namespace laad {

/// A bay along the kerb has 11 to 12 m², one across 12.5 m² (CROW ASVV). What is drawn with less than half or more than
/// twice that is no single bay that two cars and a pole can use: a strip, a lot, a sliver.
inline constexpr double least_bay_m2 = 6;
inline constexpr double most_bay_m2 = 25;

/// What is known about the parking of a candidate; nothing: no data.
struct ParkingFacts {
    std::optional<bool> is_closed;
    std::optional<bool> is_reserved;
    bool is_odd_size{};  ///< a bay that is drawn lies outside the sizes above; those that are cut never do
};

/// The data that the rules need, of the whole region.
class RuleLayers {
  public:
    /// Errors  InputError: see read_layer
    RuleLayers(RuleConfig const&, std::vector<Charger> const& chargers, GridSpec const&);

    /// How far from a pole its obstacles can be.
    double reach_m() const;
    /// What was found in the windows that were read.
    void tell(InputNotes& noted) const;

  private:
    friend class Rules;
    RuleConfig const& config_;
    std::optional<LayerWindows> buildings_, water_, trees_;
    std::vector<Geometry> stations_;
    BoxIndex station_index_;
};

/// Shapes in a window from which a pole keeps its distance. Poles elsewhere are judged by a window of their own.
class Obstacles {
  public:
    Obstacles(LayerWindows const&, Box const& window);
    bool any_within(Point, double metres) const;

  private:
    LayerWindows const& layer_;
    Box window_;
    WindowFeatures shapes_;
};

/// The hard rules for the candidates of a window.
class Rules {
  public:
    Rules(RuleLayers const&, Box const& window);

    /// Puts every rule into reasons, passed or unchecked (no data, or switched off by a distance of 0).
    void apply_to(Candidate&, ParkingFacts, Ground const&) const;

  private:
    std::optional<bool> near_station(Point pole) const;

    RuleLayers const& layers_;
    std::optional<Obstacles> buildings_, water_, trees_;
};

}  // namespace laad
