// SPDX-License-Identifier: Apache-2.0
// The street, the side of it and the nearest address of a candidate: what a traffic decree calls a place by. Names
// decide nothing.
//
// Street: the name of the nearest [[surface]] shape with a name that is a street, not underground, within 50 m of
// where the bays enter the street (their pole, when they do not); else that of the nearest path or square; else the
// street of the nearest address. Side: where the bays lie, seen from the nearest point of that street. Address: the
// nearest within 250 m of the pole. All distances in whole millimetres; of equally near ones the first by name, and by
// house number.
#pragma once

#include "host/intake/input_notes.hpp"
#include "host/prepare/base_layers.hpp"
#include "host/prepare/boxes.hpp"
#include "host/prepare/rule_layer.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace laad {

inline constexpr double street_within_m = 50;
inline constexpr double address_within_m = 250;

/// A shape with a name.
struct NamedShape {
    std::string name;
    bool is_street{};  ///< else a path or a square
    Geometry shape;
};

struct Address {
    Point at{};
    std::string street;
    std::string number;  ///< with letter and addition
    std::string postcode;
    std::string town;
};

/// The names near the places of a window.
class NamesAround {
  public:
    NamesAround(std::vector<NamedShape> shapes, std::vector<Address> addresses);

    Whereabouts of(Candidate const&, GridSpec const&) const;

  private:
    NamedShape const* nearest_street(Point) const;
    Address const* nearest_address(Point) const;
    std::string side_of(std::string const& street, Point) const;

    std::vector<NamedShape> shapes_;
    BoxIndex shape_index_;
    std::vector<Address> addresses_;
    BoxIndex address_index_;
};

/// Reads names by window, from several threads.
class WhereaboutsReader {
  public:
    /// Errors  InputError: see read_layer; a field that does not exist
    WhereaboutsReader(Scenario const&, GridSpec const&);

    /// For the candidates whose bays lie in a box.
    NamesAround around(Box const&) const;
    /// How many candidates have no street or no address, where names are given at all.
    void tell(std::span<Candidate const> candidates, InputNotes& noted) const;

  private:
    std::vector<Address> addresses_in(Box const&) const;

    double reach_m_;  ///< from the bays to where they enter the street
    std::vector<std::unique_ptr<RuleLayer>> layers_;
    std::optional<LayerWindows> addresses_;
    struct Columns {
        std::optional<std::size_t> street, number, letter, addition, postcode, town;
    } columns_;
};

/// The point of a shape that is nearest; the point itself when it lies inside.
Point nearest_point(Geometry const&, Point);

}  // namespace laad
