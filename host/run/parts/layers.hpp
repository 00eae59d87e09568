// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/parts/inputs.hpp"
#include "host/run/parts/layer_decl.hpp"
#include "rasters/error.hpp"
#include "rasters/io/blocks/block_layer.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace laad {

/// Which part makes a layer, and the least run that has it.
struct LayerOrigin {
    std::string_view part;
    RunScope scope{};
    bool of_use{};  ///< see PartDefaults
};

/// The layers of the analysis, on disk, by tile; in the order in which they are published.
class Layers {
  public:
    /// Opens the rasters of a layer that an earlier run left in the store, else begins empty ones.
    /// Errors  OutputError: the folder cannot be written
    template <class T>
    void open(BlockStore const& store, Scenario const& scenario, LayerDecl<T> const& layer, LayerOrigin origin)
    {
        for (std::string const& name : raster_names(layer, scenario))
            opened_.push_back({layer.name, origin, BlockLayer<T>{store, name, bands_of(layer, name, scenario)}});
    }

    /// A layer by its declaration; `time`: which one of a series.
    /// Errors  ContractError: there is no such layer or time
    template <class T>
    BlockLayer<T> const& operator[](LayerDecl<T> const& layer) const
    {
        return at(layer, 0);
    }
    template <class T>
    BlockLayer<T>& operator[](LayerDecl<T> const& layer)
    {
        return const_cast<BlockLayer<T>&>(std::as_const(*this)[layer]);
    }
    template <class T>
    BlockLayer<T> const& at(LayerDecl<T> const& layer, std::size_t time) const
    {
        for (Opened const& opened : opened_)
            if (opened.name == layer.name && time-- == 0) return std::get<BlockLayer<T>>(opened.layer);
        throw ContractError{"no layer " + std::string{layer.name} + " is open, or it has no such time"};
    }
    template <class T>
    BlockLayer<T>& at(LayerDecl<T> const& layer, std::size_t time)
    {
        return const_cast<BlockLayer<T>&>(std::as_const(*this).at(layer, time));
    }

    /// Calls visit(BlockLayer<T> const&, LayerOrigin) for what a run of that scope makes.
    template <class Visit>
    void each(RunScope scope, Visit visit) const
    {
        for (Opened const& opened : opened_)
            if (opened.origin.scope <= scope)
                std::visit([&](auto const& layer) { visit(layer, opened.origin); }, opened.layer);
    }
    /// Calls visit(BlockLayer<T>&) for what a part makes.
    template <class Visit>
    void each_of(std::string_view part, Visit visit)
    {
        for (Opened& opened : opened_)
            if (opened.origin.part == part) std::visit(visit, opened.layer);
    }

  private:
    struct Opened {
        std::string_view name;
        LayerOrigin origin;
        std::variant<BlockLayer<std::uint8_t>, BlockLayer<std::uint16_t>, BlockLayer<std::int32_t>,
                     BlockLayer<std::uint32_t>, BlockLayer<SiteOffset>>
            layer;
    };
    std::vector<Opened> opened_;
};

/// The layers of all parts in a store.
/// Errors  OutputError: the folder cannot be written
Layers open_layers(BlockStore const&, Scenario const&);

/// Name and content hash of every base and analysis layer: what has to be equal for two runs to be equal.
std::vector<std::pair<std::string, std::string>> layer_hashes(Inputs const&, Layers const&);

}  // namespace laad
