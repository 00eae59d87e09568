// SPDX-License-Identifier: Apache-2.0
// Which site of the region a row of use is about.
#pragma once

#include "host/prepare/base_layers.hpp"
#include "host/usage/place_told.hpp"
#include "host/usage/reasons.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace laad {

struct PlaceFound {
    std::int32_t site{-1};     ///< of BaseLayers::sites
    std::int32_t charger{-1};  ///< of BaseLayers::chargers; also of one that is not public
    std::uint64_t evse{};      ///< digest of the charge point; 0: not told
    std::uint64_t location{};  ///< digest of the location as the row or usage.evses calls it; 0: neither does
    bool by_position{};        ///< the charge locations do not have its id
    bool other_id{};           ///< and where it stands is known by that id
    bool swapped{};            ///< latitude and longitude
    bool at_zero{};            ///< a position of 0, 0
    bool elsewhere{};          ///< a position outside the region
    UseRemark why_not{};       ///< why there is no site

    bool known() const { return site >= 0; }
    /// Counts what was doubtful about it.
    void notice(UseTally&) const;
};

/// In this order: the id of the location among those of the charge locations; the charge point, by usage.evses or where a
/// charge location is a charge point; where the location stands, by usage.evses or by the charge locations as they are
/// delivered (so that one which was set aside as a repeat is found); the position that the row tells. A position is that
/// of the nearest charge location within 25 m.
///
/// Ids are compared without regard to capitals and blanks around, those of charge points by eMI3 (NL*ABC*E1) also without
/// their separators.
/// Errors  InputError: usage.evses or the charge locations cannot be read
/// Cost    find() takes no lock
class Places {
  public:
    Places(Scenario const&, BaseLayers const&);

    PlaceFound find(PlaceTold const&) const;
    /// EVSE of the charge location.
    int evse_of(std::int32_t charger) const { return base_.chargers[ChargerId{charger}].evse; }
    /// The id of the charge location, as a digest: see PlaceFound::location.
    std::uint64_t id_of(std::int32_t charger) const { return ids_[static_cast<std::size_t>(charger)]; }
    /// Of usage.evses.
    bool knows_evses() const { return !evses_.empty(); }
    /// Records of usage.evses that cannot be read.
    std::int64_t broken_evses() const { return broken_evses_; }

  private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    template <class T>
    using ByName = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

    struct Evse {
        std::string location;
        std::uint64_t digest{};
        bool at_two{};
    };

    void read_evses(std::filesystem::path const&);
    void add_evse(std::string const& location, std::string_view uid, std::string_view evse_id);
    void read_register(ChargerConfig const&);
    void add_position(std::string const& location, Point degrees);
    std::int32_t nearest(Point degrees) const;
    void take_charger(PlaceFound&, std::int32_t charger) const;
    bool take_location(PlaceFound&, std::string_view id) const;
    bool take_position(PlaceFound&, Degrees) const;
    Evse const* evse(PlaceTold const&, PlaceFound&) const;

    BaseLayers const& base_;
    bool has_ids_{};                     ///< of the charge locations, other than the number of a row
    std::vector<std::int32_t> site_of_;  ///< by charger; −1: not public
    std::vector<std::uint64_t> ids_;     ///< by charger
    ByName<std::int32_t> chargers_;      ///< by id; what exists before what is planned
    std::vector<Point> degrees_;         ///< by charger: longitude, latitude
    std::unordered_map<std::uint64_t, std::vector<std::int32_t>> near_;  ///< chargers by square of about 55 m
    ByName<Evse> evses_;                                                 ///< by uid and by id
    ByName<Point> positions_;  ///< of locations that are no charger, in degrees
    Box region_;               ///< in degrees
    std::int64_t broken_evses_{};
};

}  // namespace laad
