// SPDX-License-Identifier: Apache-2.0
// Fields of OGR features as our values.
#pragma once

#include "rasters/io/vectors/vector_file.hpp"

#include <ogrsf_frmts.h>

namespace laad {

std::vector<std::string> field_names(OGRFeatureDefn const&);

/// Booleans are integers, dates and times ISO 8601 text, lists and binary what OGR writes for them.
std::vector<Value> values_of(OGRFeature const&);
/// Fields that are not `wanted` (positions, ascending) are NULL; the list ends at the last one that is wanted.
std::vector<Value> values_of(OGRFeature const&, std::vector<int> const& wanted);

/// Errors  InputError, which begins with `where`: a text that is not UTF-8
void check_utf8(std::string const& where, std::vector<std::string> const& fields, Feature const&);

}  // namespace laad
