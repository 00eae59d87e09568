// SPDX-License-Identifier: Apache-2.0
#include "host/intake/layer_names.hpp"

#include "host/intake/input_notes.hpp"
#include "rasters/io/vectors/vector_file.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace laad {

LayerNames::LayerNames(std::vector<std::string> inside, LayerRef layer, std::string field, int epsg)
    : names_{std::move(inside)},
      layer_{std::move(layer)},
      field_{std::move(field)},
      epsg_{epsg},
      whole_{layer_.file.empty()}
{
    std::sort(names_.begin(), names_.end());
}

bool LayerNames::has(std::string const& name)
{
    if (std::binary_search(names_.begin(), names_.end(), name)) return true;
    if (whole_) return false;
    whole_ = true;
    auto const table = read_layer(request_of(layer_, epsg_));
    auto const column = table.column(field_);
    for (auto const& feature : table.features) {
        names_.push_back(text(feature.values[column]));
        unnamed_ += names_.back().empty();
    }
    std::sort(names_.begin(), names_.end());
    return std::binary_search(names_.begin(), names_.end(), name);
}

std::string LayerNames::nearest(std::string const& name) const
{
    if (unnamed_ == 0) return did_you_mean(name, names_);
    return fmt::format("{}; {} features of that layer have no {}", did_you_mean(name, names_), unnamed_, field_);
}

}  // namespace laad
