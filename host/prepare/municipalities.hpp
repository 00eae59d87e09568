// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/intake/input_notes.hpp"
#include "host/prepare/base_layers.hpp"
#include "host/prepare/boxes.hpp"

namespace laad {

/// Municipalities while neighbourhoods are given theirs.
struct Municipalities {
    Indexed<MunicipalityId, Municipality> known;
    Indexed<MunicipalityId, Geometry> shapes;  ///< empty for a municipality that only a neighbourhood names
    std::int64_t without_shape{};

    /// None: there is none of that name or code.
    MunicipalityId find(std::string const& name_or_code) const;
    /// None: the name is empty.
    MunicipalityId find_or_add(std::string const& name);
    /// The one that holds most of a shape. `index`: of `shapes`.
    MunicipalityId holder(Geometry const& shape, BoxIndex const& index) const;
};

/// Those of the layer; without one the area itself, named as the region, or none where neighbourhoods name theirs.
/// Errors  InputError: see read_layer; no field for the name, none in the grid
Municipalities read_municipalities(RegionConfig const&, FeatureTable const& area, GridSpec const&, InputNotes& noted);

/// The features of a layer in the grid. Errors  InputError: there is none (`what`: gemeente, buurt)
FeatureTable read_touching(LayerRef const&, char const* what, GridSpec const&, InputNotes& noted);

}  // namespace laad
