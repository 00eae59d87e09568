// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/intake/input_notes.hpp"
#include "host/prepare/base_layers.hpp"

namespace laad {

/// Municipalities and neighbourhoods in the order of their names and keys.
struct Areas {
    std::vector<Municipality> municipalities;
    Indexed<NeighbourhoodId, Neighbourhood> neighbourhoods;
};

/// Errors  InputError: two neighbourhoods with one key, more than 65,534 neighbourhoods, see read_layer
Areas areas_of(RegionConfig const&, FeatureTable const& area, GridSpec const& grid, InputNotes& noted);

BandInfo area_info();
BandInfo neighbourhood_info();

/// Makes tiles of the area of the KPIs and of the neighbourhoods; the tables that it is given outlive it.
class AreaMaker {
  public:
    AreaMaker(FeatureTable const& area, Indexed<NeighbourhoodId, Neighbourhood> const& neighbourhoods,
              GridSpec const& grid);

    /// Makes the tile at `core` unless the layer has it already, and returns its key.
    std::string make(Rect core, BlockLayer<std::uint8_t>& area) const { return make(area_, core, area); }
    std::string make(Rect core, BlockLayer<std::uint16_t>& neighbourhood) const
    {
        return make(neighbourhoods_, core, neighbourhood);
    }

  private:
    struct Painted {
        Geometry const* shape;
        Box box;
        int value;
    };
    template <class T>
    std::string make(std::vector<Painted> const&, Rect core, BlockLayer<T>& layer) const;

    GridSpec const& grid_;
    std::vector<Painted> area_;
    std::vector<Painted> neighbourhoods_;  ///< in the order of burning
};

}  // namespace laad
