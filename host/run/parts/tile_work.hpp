// SPDX-License-Identifier: Apache-2.0
// One tile while it is in memory: what its parts compute with, and where their results go.
#pragma once

#include "host/prepare/base_layers.hpp"
#include "host/run/parts/layers.hpp"
#include "host/work/tile_lists.hpp"
#include "kernels/memory.hpp"
#include "kernels/walk.hpp"
#include "rasters/tile.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace laad {

/// A tile as it was read: surface and walls with their halo, and which cells of the core are outside: in no
/// neighbourhood, not in the area and with nothing known about them.
struct TileGround {
    Raster<Surface> surface;
    Raster<std::uint8_t> walls;
    Raster<std::uint8_t> outside;
    bool any_inside{};
    bool any_outside{};
};

/// A tile on its way through the stages of a pass.
struct LiveTile {
    std::size_t number{};
    Tile tile{};
    std::optional<TileGround> ground{};           ///< when its parts follow from the inputs alone
    std::vector<std::function<void()>> stores{};  ///< what is still to be written, in any order
};

/// Whether the operation leaves the cells outside empty, as they are to be, or they have to be made so.
enum class Outside : std::uint8_t { is_empty, becomes_empty };

template <class Exec>
class TileWork {
  public:
    TileWork(Exec const& exec, LiveTile& live, Inputs const& inputs, Layers& layers, TileLists& lists)
        : exec_{exec}, live_{live}, inputs_{inputs}, layers_{layers}, lists_{lists}
    {
    }

    /// What is kept from now on is of that part, under that key.
    void begin(std::string_view part, std::string const& key)
    {
        part_ = part;
        key_ = key;
    }

    Exec const& exec() const { return exec_; }
    std::size_t number() const { return live_.number; }
    Tile const& tile() const { return live_.tile; }
    Cell local(Cell cell) const { return cell - tile().padded.first; }

    View<Surface const> surface()
    {
        if (!surface_) surface_.emplace(exec_, std::as_const(live_.ground->surface).view());
        return surface_->view();
    }
    WalkArea walk_area()
    {
        if (!moves_) make_moves();
        return {moves_->view(), links_, inputs_.scenario.region.cell_cm};
    }

    /// The same for what the CPU computes whatever the executor: in host memory.
    struct OnCpu {
        CpuExec exec;
        WalkArea area;
        View<Surface const> surface;
    };
    OnCpu on_cpu()
    {
        if constexpr (std::is_same_v<Exec, CpuExec>) {
            return {exec_, walk_area(), surface()};
        } else {
            CpuExec const alone{1};
            auto const ground = std::as_const(live_.ground->surface).view();
            if (!host_moves_) {
                find_links();
                host_moves_.emplace(tile().padded.shape);
                allowed_moves(alone, ground, std::as_const(live_.ground->walls).view(), host_moves_->view());
            }
            return {alone, {std::as_const(*host_moves_).view(), links_, inputs_.scenario.region.cell_cm}, ground};
        }
    }

    template <class T>
    Array<T, Exec> padded() const
    {
        return {exec_, tile().padded.shape};
    }
    template <class T>
    Array<T, Exec> core() const
    {
        return {exec_, tile().core.shape};
    }
    template <class T>
    View<T> core_of(Array<T, Exec>& of_padded) const
    {
        return of_padded.view().window(tile().core_in_padded());
    }

    /// Keeps cells of the core that are in the memory of the executor: on the CPU straight into the layer, from a
    /// device by way of pinned memory, to be written beside the kernels of other tiles. `time`: of a series.
    template <class T>
    void keep(LayerDecl<T> const& layer, View<T> cells, Outside outside, std::size_t time = 0)
    {
        if constexpr (std::is_same_v<Exec, CpuExec>) {
            write(live_, layers_.at(layer, time), cells, outside, key_);
        } else {
            auto const host = std::make_shared<Array<T, PinnedMemory>>(PinnedMemory{exec_}, cells.shape);
            keep_later(layer, host, outside, time);
            copy_within(exec_, cells_copy<T>(cells, host->view()));
        }
    }
    /// The same for cells in host memory.
    template <class T>
    void keep(LayerDecl<T> const& layer, Raster<T> cells, Outside outside, std::size_t time = 0)
    {
        if constexpr (std::is_same_v<Exec, CpuExec>)
            keep(layer, cells.view(), outside, time);
        else
            keep_later(layer, std::make_shared<Raster<T>>(std::move(cells)), outside, time);
    }
    /// The same for cells that `make` gives when they are written, so that those of a long series are not in memory
    /// together.
    template <class T, class Make>
    void keep_made(LayerDecl<T> const& layer, Make make, Outside outside, std::size_t time)
    {
        live_.stores.push_back(
            [&live = live_, &to = layers_.at(layer, time), outside, key = key_, make = std::move(make)] {
                Raster<T> cells = make();
                write(live, to, cells.view(), outside, key);
            });
    }
    template <class T>
    void keep_empty(LayerDecl<T> const& layer, std::size_t time = 0)
    {
        live_.stores.push_back(
            [&live = live_, &to = layers_.at(layer, time), key = key_] { to.write_empty(live.tile.core, key); });
    }
    /// Keeps lists.
    template <class... T>
    void keep_lists(std::vector<T>... lists)
    {
        live_.stores.push_back([&lists = lists_, part = part_, tile = number(), key = key_,
                                ... kept = std::move(lists)] { lists.put(part, tile, key, kept...); });
    }

  private:
    void make_moves()
    {
        Uploaded<std::uint8_t, Exec> const walls{exec_, std::as_const(live_.ground->walls).view()};
        allowed_moves(exec_, surface(), walls.view(), moves_.emplace(exec_, tile().padded.shape).view());
        find_links();
    }

    void find_links()
    {
        if (std::exchange(links_found_, true)) return;
        for (Link const& link : inputs_.base.links)
            if (tile().padded.contains(link.a) && tile().padded.contains(link.b))
                links_.push_back({local(link.a), local(link.b), link.cost_cm});
    }

    /// `host`: to what holds the cells, which may still come.
    template <class T, class Cells>
    void keep_later(LayerDecl<T> const& layer, std::shared_ptr<Cells> host, Outside outside, std::size_t time)
    {
        live_.stores.push_back([&live = live_, &to = layers_.at(layer, time), outside, key = key_,
                                host = std::move(host)] { write(live, to, host->view(), outside, key); });
    }

    /// Run by run: a row has few.
    template <class T>
    static void empty_where(std::uint8_t const* outside, int cols, T empty, T* cells)
    {
        auto const next = [&](int from, int mark) {
            void const* const found = std::memchr(outside + from, mark, static_cast<std::size_t>(cols - from));
            return found == nullptr ? cols : static_cast<int>(static_cast<std::uint8_t const*>(found) - outside);
        };
        for (int first = next(0, 1); first < cols;) {
            int const end = next(first, 0);
            std::fill(cells + first, cells + end, empty);
            first = next(end, 1);
        }
    }

    template <class T>
    static void write(LiveTile const& live, BlockLayer<T>& to, View<T> cells, Outside outside, std::string const& key)
    {
        if (outside == Outside::becomes_empty && live.ground->any_outside)
            for (int row = 0; row < cells.shape.rows; ++row)
                empty_where(&live.ground->outside[{row, 0}], cells.shape.cols, to.empty(), &cells[{row, 0}]);
        View<T const> const core = cells;
        to.write(live.tile.core, core, key);
    }

    Exec const& exec_;
    LiveTile& live_;
    Inputs const& inputs_;
    Layers& layers_;
    TileLists& lists_;
    std::string_view part_;
    std::string key_;
    bool links_found_{};
    std::vector<Link> links_;
    std::optional<Raster<std::uint16_t>> host_moves_;
    std::optional<Uploaded<Surface, Exec>> surface_;
    std::optional<Array<std::uint16_t, Exec>> moves_;
};

}  // namespace laad
