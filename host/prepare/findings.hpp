// SPDX-License-Identifier: Apache-2.0
// What the user should hear about the inputs, gathered while they are read.
#pragma once

#include "host/scenario/scenario.hpp"
#include "rasters/io/vector_file.hpp"

#include <optional>
#include <string>
#include <vector>

namespace laad {

struct Findings {
    std::vector<Rejected> rejected;
    std::vector<std::string> notes;

    /// Sets one feature of a table aside.
    void reject(FeatureTable const& table, Feature const& feature, std::string reason);
};

/// Reads a layer of the scenario; what the reader set aside goes to `findings`.
FeatureTable read(LayerRef const&, int epsg, std::optional<Box> within, Findings& findings);

/// Throws InputError when a layer of points has features, but none is a point.
void check_points(FeatureTable const&, char const* what);

/// Text of the feature in a column that may be absent ("" then, and for NULL).
std::string text_at(Feature const&, std::optional<std::size_t> column);

/// True for 1, true and yes, however they are stored.
bool is_true(Value const&);

bool is_one_of(std::string const& value, std::vector<std::string> const& values);

}  // namespace laad
