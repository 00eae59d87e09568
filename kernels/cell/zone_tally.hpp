// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rasters/host_device.hpp"

#include <cstdint>

namespace laad {

/// Sums runs of cells of one zone before they reach the table: neighbours are mostly in the same zone.
/// Table has LAAD_HD add(zone, sum, cells); the owner calls flush() at the end.
template <class Table>
class ZoneTally {
  public:
    LAAD_HD explicit ZoneTally(Table table) : table_{table} {}

    template <class T>
    LAAD_HD void operator()(std::uint16_t zone, T value, T nodata)
    {
        if (zone == 0 || value == nodata) return;
        if (zone != zone_) flush();
        zone_ = zone;
        sum_ += value;
        ++cells_;
    }
    LAAD_HD void flush()
    {
        if (cells_ > 0) table_.add(zone_, sum_, cells_);
        sum_ = 0;
        cells_ = 0;
    }

  private:
    Table table_;
    std::uint16_t zone_{0};
    std::int64_t sum_{0};
    std::int64_t cells_{0};
};

}  // namespace laad
