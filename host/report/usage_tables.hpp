// SPDX-License-Identifier: Apache-2.0
// Tables of the use of the network; only runs with [usage] have them.
#pragma once

#include "host/present/table.hpp"
#include "host/run/findings.hpp"
#include "host/run/parts/inputs.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace laad {

/// "2026-06", or "all" of all months together.
std::string month_word(std::optional<Month> const&);

Table<UseKpiRow> use_kpi_table(Inputs const&);
/// The rows of the last month that are of a gemeente or a buurt, with their shapes.
OutputLayer monitor_layer(Inputs const&, std::vector<UseKpiRow> const&, UseArea);

/// Rows of a source of use: all, those that count, those set aside or noticed for a reason.
struct UseSourceRow {
    UseSource const* source{};
    char const* what{};  ///< read, used, set aside, noticed
    std::string reason{};
    std::int64_t rows{};
    std::optional<std::int64_t> energy_wh{};
};
Table<UseSourceRow> use_source_table(Inputs const&);
std::vector<UseSourceRow> use_source_rows(Use const&);

/// Rows of a source that are at no site, by place, and the first of them alone.
struct UnplacedUseRow {
    UseSource const* source{};
    char const* what{};  ///< place, row
    Unplaced const* unplaced{};
};
/// Not for publishing: a place may be one that few people charge at.
Table<UnplacedUseRow> unplaced_table(Inputs const&);
std::vector<UnplacedUseRow> unplaced_rows(Use const&);
/// Those by place, of all sources: most energy first.
std::vector<UnplacedUseRow> unplaced_places(Use const&);

}  // namespace laad
