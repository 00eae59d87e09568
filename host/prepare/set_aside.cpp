// SPDX-License-Identifier: Apache-2.0
#include "host/prepare/set_aside.hpp"

#include "host/intake/input_notes.hpp"
#include "host/scenario/vocabulary.hpp"

#include <algorithm>

namespace laad {
namespace {

struct Use {
    LayerRef const* layer;
    std::string kind;
    std::int64_t cost{};
    char const* unit{""};
};

/// What each layer is for; of a layer with several uses the first one counts.
std::vector<Use> uses_of(Scenario const& s)
{
    std::vector<Use> uses{{&s.dwellings.source, "dwelling", 1, "dwellings"},
                          {&s.chargers.source, "charge location", s.chargers.assumed_evse, "EVSE"}};
    for (ParkingConfig const& parking : s.parking) {
        bool const is_bay = parking.kind == ParkingConfig::Kind::bays;
        uses.push_back({&parking.source, is_bay ? "bay" : "parking area", is_bay ? 1 : 0, is_bay ? "bays" : ""});
    }
    uses.push_back({&s.region.neighbourhoods, "buurt"});
    uses.push_back({&s.region.municipalities, "gemeente"});
    uses.push_back({&s.region.area, "area"});
    for (SurfaceRule const& rule : s.surface)
        uses.push_back({&rule.source, rule.surface == Surface::unknown
                                          ? "surface"
                                          : surface_names[static_cast<std::size_t>(rule.surface) - 1]});
    for (auto const* other : {&s.dwellings.not_dwelling, &s.placement.rules.buildings, &s.placement.rules.water,
                              &s.placement.rules.trees, &s.coverage.cbs_squares})
        if (*other) uses.push_back({&**other, "other"});
    return uses;
}

}  // namespace

void tell_kinds(Scenario const& scenario, std::vector<Rejected>& rows)
{
    auto const uses = uses_of(scenario);
    for (Rejected& row : rows) {
        if (!row.kind.empty()) continue;
        auto const use = std::ranges::find_if(uses, [&](Use const& one) {
            return one.layer->file.string() == row.file && (one.layer->layer.empty() || one.layer->layer == row.layer);
        });
        if (use == uses.end()) continue;
        row.kind = use->kind;
        row.cost = use->cost;
        row.unit = use->unit;
    }
}

}  // namespace laad
