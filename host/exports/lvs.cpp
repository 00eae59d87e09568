// SPDX-License-Identifier: Apache-2.0
#include "host/exports/lvs.hpp"

#include "host/exports/public_layers.hpp"
#include "host/language/language.hpp"
#include "host/present/safe_text.hpp"
#include "rasters/io/vectors/exchange_files.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace laad {
namespace {

namespace fs = std::filesystem;

struct LvsLayer {
    char const* name;
    char const* id;
};
constexpr LvsLayer lvs_layers[] = {
    {"placements", "candidate"}, {"placement_bays", "candidate"}, {"white_spots", "white_spot"}};

/// What the bays of a place take over from it, so that each layer can be used on its own.
constexpr char const* of_place[] = {"gemeente", "status", "x_m", "y_m"};

OutputLayer const* layer_in(std::vector<OutputLayer> const& layers, std::string const& name)
{
    auto const found = std::ranges::find(layers, name, &OutputLayer::name);
    return found == layers.end() ? nullptr : &*found;
}

OutputLayer with_places(OutputLayer bays, OutputLayer const& places)
{
    std::map<std::string, Feature const*> by_id;
    for (Feature const& place : places.features)
        by_id[text(place.values[column_of(places, "candidate")])] = &place;
    std::size_t const id = column_of(bays, "candidate");
    for (char const* const field : of_place) {
        std::size_t const column = column_of(places, field);
        bays.fields.push_back(places.fields[column]);
        for (Feature& bay : bays.features)
            bay.values.push_back(by_id.at(text(bay.values[id]))->values[column]);
    }
    return bays;
}

/// The rows of each gemeente, with the fields of the layer.
std::map<std::string, OutputLayer> by_gemeente(OutputLayer const& layer)
{
    OutputLayer empty = layer;
    empty.features.clear();
    std::size_t const gemeente = column_of(layer, "gemeente");
    std::map<std::string, OutputLayer> parts;
    for (Feature const& row : layer.features)
        parts.try_emplace(text(row.values[gemeente]), empty).first->second.features.push_back(row);
    return parts;
}

/// Gives each gemeente a folder of its own.
class GemeenteFolders {
  public:
    explicit GemeenteFolders(fs::path parent) : parent_{std::move(parent)} {}

    fs::path const& operator()(std::string const& gemeente)
    {
        auto const [at, is_new] = folders_.try_emplace(gemeente);
        if (!is_new) return at->second;
        std::string name = as_file_name(gemeente.empty() ? said("in no gemeente") : gemeente);
        while (!taken_.insert(name).second)
            name += '_';
        fs::create_directories(parent_ / name);
        return at->second = parent_ / name;
    }

  private:
    fs::path parent_;
    std::map<std::string, fs::path> folders_;
    std::set<std::string> taken_;
};

}  // namespace

void write_lvs(StoredPlan const& plan, std::vector<OutputLayer> const& layers, fs::path const& folder)
{
    GemeenteFolders folder_of{folder};
    OutputLayer const* const places = layer_in(layers, "placements");
    for (auto const& [name, id] : lvs_layers) {
        OutputLayer const* const layer = layer_in(layers, name);
        if (layer == nullptr) continue;
        bool const has_gemeente = has_column(*layer, "gemeente");
        for (auto const& [gemeente, part] : by_gemeente(has_gemeente ? *layer : with_places(*layer, *places))) {
            fs::path const file = folder_of(gemeente) / name;
            write_geojson(file.string() + ".geojson", plan.grid.epsg, part, id);
            write_flatgeobuf(file.string() + ".fgb", plan.grid.epsg, part);
        }
    }
}

}  // namespace laad
