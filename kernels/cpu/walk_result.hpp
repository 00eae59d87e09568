// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernels/cell/rounding.hpp"
#include "kernels/cpu/walk_labels.hpp"

#include <vector>

namespace laad {

/// Writes what `walk` publishes of labels, a row at a time: WalkResultCell in loops that become vector code.
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

}  // namespace laad
