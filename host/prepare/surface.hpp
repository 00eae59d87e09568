// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/intake/input_notes.hpp"
#include "host/prepare/barriers.hpp"
#include "host/prepare/boxes.hpp"
#include "host/prepare/links.hpp"
#include "rasters/io/blocks/block_layer.hpp"

#include <memory>
#include <vector>

namespace laad {

BandInfo surface_info();
BandInfo walls_info();

/// What covers each cell. Burned in this order, later wins: areas; barriers; paths and streets. Inside a group the
/// order of the rules counts. Lines get their width, never under two cells. Tiles may be made from several threads.
class SurfaceMaker {
  public:
    /// Opens the layers, reads all paths and streets and decides which of them are links: a crossing may be anywhere.
    /// Errors  InputError: see read_layer; a field that does not exist
    SurfaceMaker(std::vector<SurfaceRule> const&, GridSpec const&);
    ~SurfaceMaker();
    SurfaceMaker(SurfaceMaker const&) = delete;
    SurfaceMaker& operator=(SurfaceMaker const&) = delete;

    std::vector<Link> take_links() { return std::move(links_); }

    /// Makes the tile at `core` of both layers unless they have it already, and returns its key.
    std::string make(Rect core, BlockLayer<Surface>& layer, BlockLayer<std::uint8_t>& walls);

    /// What stops a walk in a window.
    std::unique_ptr<Barriers const> barriers(Rect window) const;

    /// What was found in the tiles that were made.
    void tell(std::size_t links, InputNotes& noted) const;

  private:
    struct Rule;
    struct Shapes;
    void refuse_no_ways() const;
    void link_raised_areas(std::vector<Way> const& lines, std::vector<char> const& linked_lines);
    Shapes shapes_in(Box const&, Rule&) const;
    std::unique_ptr<Barriers const> standing(Rect window, std::vector<Shapes> const&) const;
    void paint(Rect window, std::vector<Shapes> const&, View<Surface>) const;

    GridSpec const& grid_;
    bool walks_straight_;  ///< no rule is a street or path: all land that no rule covers counts as one
    double widest_way_m_{};
    std::vector<std::unique_ptr<Rule>> rules_;  ///< in the order of burning
    std::vector<Link> links_;
};

}  // namespace laad
