// SPDX-License-Identifier: Apache-2.0
// The areas that key figures of use are told of, and which of them something counts for.
#pragma once

#include "host/run/parts/inputs.hpp"
#include "host/run/use_kpi_row.hpp"
#include "rasters/raster_source.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace laad {

/// A row for each area: what it is called, without figures.
class KpiAreas {
  public:
    explicit KpiAreas(Inputs const&);

    std::vector<UseKpiRow> rows;
    std::vector<std::vector<MunicipalityId>> municipalities;  ///< that make up each row; none: it is a buurt
    Indexed<NeighbourhoodId, std::vector<std::size_t>> of_neighbourhood;  ///< the rows that it is a part of

  private:
    std::vector<NeighbourhoodId> neighbourhoods_of(MunicipalityId) const;
    std::vector<MunicipalityId> all_municipalities() const;
    bool is_partial(MunicipalityId) const;
    UseKpiRow row_in(UseArea level, MunicipalityId) const;
    void add(UseKpiRow, std::vector<MunicipalityId> const& of);
    template <class WordOf>
    void group_by(UseArea level, WordOf const& word_of);
    void add_neighbourhood(NeighbourhoodId);

    Inputs const& inputs_;
};

/// The rows that something in a cell counts for.
class RowsAt {
  public:
    RowsAt(KpiAreas const& areas, BaseLayers const& base, std::vector<Cell> const& cells)
        : areas_{areas}, neighbourhood_at_{values_at(base.neighbourhood, cells, 0)}
    {
    }
    std::vector<std::size_t> const& operator[](std::size_t i) const
    {
        return of(NeighbourhoodId{neighbourhood_at_[i] - 1});
    }
    std::vector<std::size_t> const& of(NeighbourhoodId b) const
    {
        static std::vector<std::size_t> const area_alone{0};
        return b ? areas_.of_neighbourhood[b] : area_alone;
    }

  private:
    KpiAreas const& areas_;
    std::vector<std::uint16_t> neighbourhood_at_;
};

}  // namespace laad
