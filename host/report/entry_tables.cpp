// SPDX-License-Identifier: Apache-2.0
#include "host/present/safe_text.hpp"
#include "host/report/tables.hpp"

#include <fmt/format.h>

#include <iterator>

namespace laad {
namespace {

void add_row(std::string& out, char const* kind, std::string const& id, Point at, std::optional<Access> const& entry)
{
    auto const to = std::back_inserter(out);
    fmt::format_to(to, "{},{},{:.3f},{:.3f}", kind, csv_cell(id), at.x, at.y);
    if (entry)
        fmt::format_to(to, ",{},{},{}\n", entry->cell.row, entry->cell.col, entry->walk_cm);
    else
        out += ",,,\n";
}

}  // namespace

std::string entries_csv(BaseLayers const& base)
{
    std::string out = "kind,id,x_m,y_m,row,col,line_cm\n";
    for (std::size_t i = 0; i < base.dwelling_points.size(); ++i)
        add_row(out, "dwelling", std::to_string(i + 1), base.dwelling_points[i].at, base.dwelling_points[i].entry);
    for (Charger const& charger : base.chargers)
        add_row(out, "charger", charger.id, charger.at, charger.entry);
    for (Candidate const& candidate : base.candidates)
        add_row(out, "candidate", candidate.id, candidate.middle, candidate.entry);
    return out;
}

std::string links_csv(BaseLayers const& base)
{
    std::string out = "row,col,to_row,to_col,cost_cm\n";
    for (Link const& link : base.links)
        fmt::format_to(std::back_inserter(out), "{},{},{},{},{}\n", link.a.row, link.a.col, link.b.row, link.b.col,
                       link.cost_cm);
    return out;
}

}  // namespace laad
