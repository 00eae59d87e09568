// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/named_layer.hpp"

#include "rasters/error.hpp"
#include "rasters/nearest_name.hpp"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace laad {

OGRLayer& named_layer(GDALDataset& dataset, LayerRequest const& request)
{
    std::vector<std::string> names;
    for (OGRLayer* layer : dataset.GetLayers())
        if (std::string_view{layer->GetName()} != "layer_styles") names.emplace_back(layer->GetName());
    std::string list;
    for (std::string const& name : names)
        list += (list.empty() ? "" : ", ") + name;

    std::string const file = request.file.string();
    if (names.empty()) throw InputError{file + ": has no layers; is it the right file?"};
    if (request.layer.empty() && names.size() > 1)
        throw InputError{file + ": has " + std::to_string(names.size()) + " layers (" + list + "); name one of them"};
    std::string const wanted = request.layer.empty() ? names.front() : request.layer;
    OGRLayer* const layer =
        std::ranges::find(names, wanted) == names.end() ? nullptr : dataset.GetLayerByName(wanted.c_str());
    if (layer == nullptr)
        throw InputError{file + ": no layer \"" + wanted + "\" (there are: " + list + ")" +
                         did_you_mean(wanted, names)};
    return *layer;
}

}  // namespace laad
