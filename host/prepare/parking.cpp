// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/parking.hpp"

#include "host/prepare/boxes.hpp"

#include <fmt/format.h>
#include <cmath>
#include <set>

namespace laad {

namespace {

Orientation orientation_of(std::string const& word)
{
    if (word == "parallel") return Orientation::parallel;
    if (word == "perpendicular" || word == "diagonal") return Orientation::across;
    return Orientation::unknown;
}

class Reader {
  public:
    Reader(GridSpec const& grid, Findings& findings) : grid_{grid}, findings_{findings} {}

    void add(ParkingConfig const& config)
    {
        auto const table = read(config.source, grid_.epsg, box_of(grid_), findings_);
        Columns const columns{config, table};
        parking_.knows_use = parking_.knows_use || columns.use;
        for (auto const& feature : table.features) {
            auto const lot = lot_of(config, columns, table, feature);
            if (feature.geometry.polygons.empty())
                findings_.reject(table, feature, "a parking place that is not a polygon");
            else if (!ids_.insert(lot.id).second)
                findings_.reject(table, feature, "parking " + lot.id + " occurs more than once");
            else if (config.kind == ParkingConfig::Kind::bays)
                add_bays(config, columns, lot, feature);
            else
                add_area(columns, lot, feature);
        }
    }

    Parking take() { return std::move(parking_); }

  private:
    struct Columns {
        std::optional<std::size_t> id, access, type, capacity, orientation, use;

        Columns(ParkingConfig const& c, FeatureTable const& table)
            : id{table.optional_column(c.id_field)},
              access{table.optional_column(c.access_field)},
              type{table.optional_column(c.type_field)},
              capacity{table.optional_column(c.capacity_field)},
              orientation{table.optional_column(c.orientation_field)},
              use{table.optional_column(c.use_field)}
        {
        }
    };

    static ParkingLot lot_of(ParkingConfig const& config, Columns const& columns, FeatureTable const& table,
                             Feature const& feature)
    {
        auto id = text_at(feature, columns.id);
        if (id.empty()) id = fmt::format("{}-{}", table.layer, feature.id);
        if (!columns.access && !columns.type) return {id, std::nullopt};
        return {id, is_one_of(text_at(feature, columns.access), config.closed_access) ||
                        is_one_of(text_at(feature, columns.type), config.closed_types)};
    }

    void add_bays(ParkingConfig const& config, Columns const& columns, ParkingLot const& lot, Feature const& feature)
    {
        auto const reserved = is_one_of(text_at(feature, columns.use), config.reserved_uses);
        for (auto const& polygon : feature.geometry.polygons)
            parking_.bays.push_back({lot, polygon, reserved});
    }

    void add_area(Columns const& columns, ParkingLot const& lot, Feature const& feature)
    {
        auto const stated = columns.capacity ? number(feature.values[*columns.capacity]) : std::nullopt;
        bool const usable = stated && *stated > 0 && *stated < 100'000;
        auto const capacity = usable ? std::optional{static_cast<int>(std::lround(*stated))} : std::nullopt;
        auto const orientation = orientation_of(text_at(feature, columns.orientation));
        NamedArea area{lot, {}};
        for (auto const& polygon : feature.geometry.polygons)
            area.parts.push_back({polygon, orientation, capacity});
        parking_.areas.push_back(std::move(area));
    }

    GridSpec const& grid_;
    Findings& findings_;
    Parking parking_;
    std::set<std::string> ids_;
};

}  // namespace

Parking read_parking(std::vector<ParkingConfig> const& sources, GridSpec const& grid, Findings& findings)
{
    Reader reader{grid, findings};
    for (auto const& source : sources)
        reader.add(source);
    return reader.take();
}

}  // namespace laad
