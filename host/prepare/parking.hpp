// SPDX-License-Identifier: Apache-2.0
// The parking layers of a scenario: areas by tile, mapped bays as a whole, since their rows cross tiles.
#pragma once

#include "host/prepare/bays.hpp"
#include "host/prepare/findings.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace laad {

/// What all bays of one parking feature have in common.
struct ParkingLot {
    std::string id;
    std::optional<bool> is_closed;  ///< nothing: neither access nor type is known of this layer
};

/// A feature of one of the parking layers: position of the layer, and the feature's id.
using ParkingFeature = std::pair<std::size_t, std::int64_t>;

struct NamedArea {
    ParkingFeature feature;
    ParkingLot lot;
    std::vector<ParkingArea> parts;
};

struct MappedBay {
    ParkingFeature feature;
    ParkingLot lot;
    Polygon shape;
    bool is_reserved{};
};

/// Features without a surface are set aside. Tiles may be read from several threads.
class ParkingReader {
  public:
    /// Errors  InputError: see read_layer; a field that does not exist
    ParkingReader(std::vector<ParkingConfig> const&, GridSpec const&);
    ~ParkingReader();

    bool knows_use() const { return knows_use_; }  ///< a layer says what its bays are used for
    /// The areas whose bounding box has its centre in a tile.
    std::vector<NamedArea> areas(Rect core);
    std::vector<MappedBay> bays();

    /// Sets a feature of one of the layers aside.
    void reject(ParkingFeature, std::string reason, Findings& findings) const;
    /// What was found in the tiles that were read.
    void tell(Findings& findings) const;

  private:
    struct Source;
    std::vector<Feature> polygons_in(Source&, Box const&);

    GridSpec const& grid_;
    std::vector<std::unique_ptr<Source>> sources_;
    bool knows_use_{};
    std::mutex mutex_;
};

}  // namespace laad
