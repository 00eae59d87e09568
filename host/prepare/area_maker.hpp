// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/prepare/base_layers.hpp"

#include <string>
#include <vector>

namespace laad {

BandInfo area_info();
BandInfo neighbourhood_info();

/// Makes tiles of the area of the KPIs and of the neighbourhoods; the tables that it is given outlive it.
class AreaMaker {
  public:
    AreaMaker(FeatureTable const& area, std::vector<Neighbourhood> const& neighbourhoods, GridSpec const& grid);

    /// Makes the tile at `core` unless the layer has it already, and returns its key.
    std::string make_area(Rect core, BlockLayer<std::uint8_t>& layer) const;
    std::string make_neighbourhood(Rect core, BlockLayer<std::uint16_t>& layer) const;

    template <class T>
    struct Painted {
        Geometry const* shape;
        Box box;
        T value;
    };

  private:
    GridSpec const& grid_;
    std::vector<Painted<std::uint8_t>> area_;
    std::vector<Painted<std::uint16_t>> neighbourhoods_;
};

}  // namespace laad
