// SPDX-License-Identifier: Apache-2.0
#include "host/sketch/grid_figures.hpp"

#include "host/intake/table_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace laad {
namespace {

struct Member {
    char const* name;
    std::int64_t GridFigures::*value;
};
constexpr std::array members{
    Member{"kwh_per_dwelling_year", &GridFigures::kwh_per_dwelling},
    Member{"growth_percent_year", &GridFigures::growth_percent},
    Member{"most_base_percent", &GridFigures::most_base_percent},
    Member{"transformer_planning_percent", &GridFigures::transformer_planning_percent},
    Member{"transformer_kva_small", &GridFigures::small_kva},
    Member{"transformer_kva_middle", &GridFigures::middle_kva},
    Member{"transformer_kva_large", &GridFigures::large_kva},
    Member{"lv_feeder_kw", &GridFigures::lv_feeder_kw},
    Member{"lv_feeder_offset_m", &GridFigures::lv_feeder_offset_m},
    Member{"mv_feeder_kw", &GridFigures::mv_feeder_kw},
    Member{"mv_planning_percent", &GridFigures::mv_planning_percent},
    Member{"hv_room_percent", &GridFigures::hv_room_percent},
    Member{"full_catchment", &GridFigures::full_catchment},
    Member{"square_m", &GridFigures::square_m},
    Member{"station_spacing_m", &GridFigures::station_spacing_m},
};

std::int64_t highest_of_base_profile(std::filesystem::path const& file)
{
    TableRows table{file};
    auto const profile = table.column("profile");
    auto const value = table.column("value");
    std::int64_t highest = 0;
    for (std::size_t i = 0; i < table.size(); ++i)
        if (table.cell(i, profile) == base_profile)
            highest = std::max(highest, table.number(i, value, {0, 0, 1'000'000, "W per MWh"}).value_or(0));
    table.finish();
    if (highest == 0) table.refuse(fmt::format("no profile {}; the base load follows it", base_profile));
    return highest;
}

}  // namespace

GridFigures read_grid_figures(std::filesystem::path const& folder)
{
    GridFigures figures;
    TableRows table{folder / "grid.csv"};
    auto const name = table.column("figure");
    auto const value = table.column("value");
    auto const unit = table.column("unit");
    auto const source = table.column("source");
    std::vector<std::string> names;
    for (Member const& member : members)
        names.emplace_back(member.name);
    for (std::size_t i = 0; i < table.size(); ++i) {
        auto const which = table.choice(i, name, names);
        auto const number = table.number(i, value, {0, 1, 1'000'000, ""});
        auto const from = table.name(i, source);
        if (!which || !number || !from) continue;
        figures.*members[*which].value = *number;
        figures.lines.push_back({names[*which], table.cell(i, value), table.cell(i, unit), *from});
    }
    table.finish();
    for (Member const& member : members)
        if (figures.*member.value == 0) table.refuse(fmt::format("figure {} lacks; add its row", member.name));
    figures.peak_w_per_mwh = highest_of_base_profile(folder / "profiles.csv");
    return figures;
}

}  // namespace laad
