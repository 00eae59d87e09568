// SPDX-License-Identifier: Apache-2.0
#include "kernels/walk.hpp"

#include "kernels/cell/rounding.hpp"
#include "kernels/cpu/walk_bands.hpp"
#include "kernels/walk_contracts.hpp"

namespace laad {
namespace {

/// Writes what `walk` publishes of labels, a row at a time: in loops that become vector code.
template <class Label>
class WalkResultRow {
  public:
    WalkResultRow(std::span<WalkSource const> sources, LabelFormat const& format) : format_{format}
    {
        // 16 bits of a site's row and column are enough: an offset is what is left of the difference modulo 2^16.
        for (WalkSource const& source : sources)
            sites_.push_back({static_cast<std::int16_t>(source.site.row), static_cast<std::int16_t>(source.site.col)});
        if (sites_.empty()) sites_.push_back(no_site);  // what unreached cells look up
    }

    void write(int row, int cols, Label const* __restrict labels, Surface const* __restrict surface,
               std::uint16_t* __restrict distance_dm, SiteOffset* __restrict site) const
    {
        int const shift = format_.site_bits;
        auto const unreached = static_cast<Label>(format_.unreached);
        Label const number = format_.cost<Label>(1) - 1;
        SiteOffset const* __restrict const sites = sites_.data();
        for (int col = 0; col < cols; ++col) {
            auto const cm = static_cast<int>(labels[col] >> shift);
            std::uint16_t const walked =
                labels[col] < unreached ? static_cast<std::uint16_t>(dm_from_cm(cm)) : distance_beyond;
            distance_dm[col] = walkable(surface[col]) ? walked : distance_nodata;
        }
        for (int col = 0; col < cols; ++col)
            site[col] = sites[labels[col] & number];
        for (int col = 0; col < cols; ++col) {
            bool const reached = distance_dm[col] < distance_beyond;
            auto const drow = static_cast<std::int16_t>(site[col].drow - row);
            auto const dcol = static_cast<std::int16_t>(site[col].dcol - col);
            site[col].drow = reached ? drow : no_site.drow;
            site[col].dcol = reached ? dcol : no_site.dcol;
        }
    }

  private:
    LabelFormat format_;
    std::vector<SiteOffset> sites_;
};

/// Takes walks over each link, both ways; false when that changes nothing.
template <class Label>
bool relax_links(WalkBands<Label>& bands, std::span<Link const> links, LabelFormat const& format)
{
    bool changed = false;
    for (Link const& link : links) {
        auto const over = [&](Cell from, Cell to) {
            std::uint64_t const label = bands.labels()[from] + format.cost<std::uint64_t>(link.cost_cm);
            return label < format.unreached && bands.lower(to, static_cast<Label>(label));
        };
        changed |= over(link.a, link.b);
        changed |= over(link.b, link.a);
    }
    return changed;
}

template <class Label>
void walk_with(CpuExec const& exec, WalkArea const& area, View<Surface const> surface,
               std::span<WalkSource const> sources, int bound_cm, LabelFormat const& format,
               View<std::uint16_t> distance_dm, View<SiteOffset> site)
{
    WalkBands<Label> bands{exec, area, format};
    for (std::size_t i = 0; i < sources.size(); ++i)
        if (WalkSource const& source = sources[i]; source.start_cm <= bound_cm)
            bands.lower(source.access, static_cast<Label>(format.cost<Label>(source.start_cm) + i));
    do {
        bands.relax();
    } while (relax_links(bands, area.links, format));

    WalkResultRow<Label> const result{sources, format};
    for_each_index(exec, surface.shape.rows, 16, [&](int row) {
        result.write(row, surface.shape.cols, bands.labels().row(row), &surface[{row, 0}], &distance_dm[{row, 0}],
                     &site[{row, 0}]);
    });
}

}  // namespace

void walk(CpuExec const& exec, WalkArea area, View<Surface const> surface, std::span<WalkSource const> sources,
          int bound_cm, View<std::uint16_t> distance_dm, View<SiteOffset> site)
{
    expect_walk_arguments(area, surface.shape, sources, bound_cm, distance_dm.shape, site.shape);
    if (surface.shape.cells() == 0) return;

    LabelFormat const format{sources.size(), bound_cm, move_costs(area.cell_cm)};
    auto const walk_labelled = [&](auto label) {
        walk_with<decltype(label)>(exec, area, surface, sources, bound_cm, format, distance_dm, site);
    };
    if (format.fits<std::uint32_t>())
        walk_labelled(std::uint32_t{});
    else
        walk_labelled(std::uint64_t{});
}

}  // namespace laad
