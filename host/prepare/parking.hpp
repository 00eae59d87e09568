// SPDX-License-Identifier: Apache-2.0
// The parking layers of a scenario: areas by tile, mapped bays as a whole, since their rows cross tiles.
#pragma once

#include "host/intake/input_notes.hpp"
#include "host/prepare/bays.hpp"
#include "rasters/millimetres.hpp"

#include <compare>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace laad {

/// What all bays of one parking feature have in common.
struct ParkingLot {
    std::string id;
    std::optional<bool> is_closed;  ///< nothing: neither access nor type is known of this layer
    bool tells_access{};            ///< a value that says open or closed
};

/// A feature of one of the parking layers: position of the layer, and the feature's id.
using ParkingFeature = std::pair<std::size_t, std::int64_t>;

/// Orders parking by where it is: the corners of its bounding box. What follows them counts only between features that
/// are drawn twice, the most restricted first.
struct ParkingPlace {
    PlaceOrder north_west;
    PlaceOrder south_east;
    bool is_open{};
    bool is_free{};  ///< not reserved
    int capacity{};
    Orientation orientation{};
    std::string id{};

    bool same_box(ParkingPlace const& other) const
    {
        return north_west == other.north_west && south_east == other.south_east;
    }
    friend auto operator<=>(ParkingPlace const&, ParkingPlace const&) = default;
};

struct NamedArea {
    ParkingFeature feature;
    ParkingLot lot;
    std::vector<ParkingArea> parts;
    ParkingPlace place;
};

struct MappedBay {
    ParkingFeature feature;
    ParkingLot lot;
    Polygon shape;
    bool is_reserved{};
    ParkingPlace place{};
};

using ParkingNames = std::map<ParkingFeature, std::string>;

/// Features without a surface are set aside. Tiles may be read from several threads.
class ParkingReader {
  public:
    /// Errors  InputError: see read_layer; a field that does not exist
    ParkingReader(std::vector<ParkingConfig> const&, GridSpec const&);
    ~ParkingReader();

    bool knows_use() const { return knows_use_; }  ///< a layer says what its bays are used for
    /// The areas whose bounding box has its centre in a tile.
    std::vector<NamedArea> areas(Rect core);
    /// In the order of their places; bays that are drawn twice once, with the restrictions of both.
    std::vector<MappedBay> bays(InputNotes& noted);

    /// Names features that share their id with another one of their layer by layer and feature number, and says so.
    void tell_apart(ParkingNames&, InputNotes& noted) const;
    /// Sets a feature of one of the layers aside.
    void reject(ParkingFeature, std::string reason, InputNotes& noted) const;
    /// What was found in the tiles that were read.
    void tell(InputNotes& noted) const;

  private:
    struct Source;

    GridSpec const& grid_;
    std::vector<std::unique_ptr<Source>> sources_;
    bool knows_use_{};
};

}  // namespace laad
