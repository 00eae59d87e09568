// SPDX-License-Identifier: Apache-2.0
#include "kernels/walk.hpp"

#include "kernels/cpu/walk_bands.hpp"
#include "kernels/cpu/walk_result.hpp"
#include "kernels/walk_contracts.hpp"

namespace laad {
namespace {

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
    for_each_range(exec, surface.shape.rows, 16, [&](std::int64_t begin, std::int64_t end) {
        for (int row = static_cast<int>(begin); row < static_cast<int>(end); ++row)
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
