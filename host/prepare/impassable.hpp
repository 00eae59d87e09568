// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/cover.hpp"

#include <utility>

namespace laad {

/// A stretch of a way that runs through a barrier.
struct Deck {
    Place a, b;
    double half;  ///< of its width, in units of places
};

/// What nobody walks through: barriers, less the decks of the ways that pass over or through them. Only what is wider
/// than 0.5 m holds.
class Impassable {
  public:
    Impassable(PlaceFrame const&, std::span<Polygon const* const> barriers, std::span<Polygon const* const> decks);

    Cover const& barriers() const { return barriers_; }
    /// Whether a barrier may reach into a cell.
    bool near(Cell c) const { return barriers_.has_edge(c) || barriers_.depth(c) > 0; }

    /// Opens a deck of a width where a→b, a piece of a way within a cell, runs through a barrier.
    void open_decks(Cell, Place a, Place b, double half_width_m);
    /// To be called between the last open_decks and the first question.
    void index_decks() { std::sort(deck_cells_.begin(), deck_cells_.end()); }

    /// Whether a place in a cell lies in a barrier, and on no deck.
    bool hold(Cell, Place) const;
    /// Whether a→b, `a` in a cell, runs more than 0.5 m on end through barriers and off decks. `own` barriers, which
    /// hold `a`, do not count.
    bool stop(Cell, Place a, Place b, std::span<std::int32_t const> own = {}) const;

  private:
    template <class Visit>
    void each_deck_near(Place a, Place b, Visit const&) const;
    std::vector<Stretch> on_decks(Cell, Place a, Place b) const;

    PlaceFrame frame_;
    Cover barriers_;
    Cover deck_shapes_;
    std::vector<Deck> decks_;
    std::vector<std::pair<std::int64_t, std::int32_t>> deck_cells_;  ///< cell and deck
};

}  // namespace laad
