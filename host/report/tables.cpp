// SPDX-License-Identifier: Apache-2.0
#include "host/report/tables.hpp"
#include "host/report/layer_tables.hpp"
#include "host/report/safe_text.hpp"
#include "host/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laad {
namespace {

std::string csv_text(Value const& value)
{
    if (auto const* real_value = std::get_if<double>(&value)) return fmt::format("{}", *real_value);
    return csv_cell(text(value));
}

}  // namespace

std::vector<OutputLayer> tables(Run const& run)
{
    std::vector<OutputLayer> all;
    auto const add = [&](auto... make) { (all.push_back(make(run)), ...); };
    if (run.scope == RunScope::coverage)
        add(white_spots_layer, stations, nal_layer, kpi_buurten, kpi_layer, codes);
    else
        add(placements, placement_bays, white_spots_layer, stations, candidates, nal_layer, kpi_buurten, assets,
            grid_assets, kpi_layer, quotas, white_squares_layer, mass, codes);
    return all;
}

std::string csv(OutputLayer const& layer)
{
    std::vector<std::string> cells;
    for (Field const& field : layer.fields)
        cells.push_back(csv_cell(field.name));
    std::string out = joined(cells, ",") + "\n";
    for (Feature const& feature : layer.features) {
        cells.clear();
        for (Value const& value : feature.values)
            cells.push_back(csv_text(value));
        out += joined(cells, ",") + "\n";
    }
    return out;
}

Candidate const& candidate_of(Run const& run, Placement const& placement)
{
    auto const index = run.results.ranked[static_cast<std::size_t>(placement.candidate)];
    return run.base.candidates[static_cast<std::size_t>(index)];
}

WalkToDemand walk_to_demand(Placement const& placement)
{
    __extension__ using Wide = unsigned __int128;
    Wide weighted = 0;
    std::uint64_t served = 0;
    int longest_cm = 0;
    for (ServedNode const& node : placement.serves) {
        weighted += Wide{node.served_wh} * static_cast<unsigned>(node.walk_cm);
        served += node.served_wh;
        longest_cm = std::max(longest_cm, node.walk_cm);
    }
    auto const mean_cm = served == 0 ? 0 : static_cast<std::uint64_t>((weighted + served / 2) / served);
    return {static_cast<double>(mean_cm) / 100, longest_cm / 100.0};
}

std::string gemeente_name(BaseLayers const& base, int gemeente)
{
    return gemeente < 0 ? "" : base.gemeenten[static_cast<std::size_t>(gemeente)].name;
}

std::string buurt_key(BaseLayers const& base, int buurt)
{
    return buurt < 0 ? "" : base.buurten[static_cast<std::size_t>(buurt)].key;
}

std::string asset_id(PowerGrid const& grid, std::int32_t asset)
{
    return asset < 0 ? "" : grid.info[static_cast<std::size_t>(asset)].id;
}

std::string quarter_name(PowerGrid const& grid, std::int32_t quarter)
{
    return quarter < 0 ? "" : grid.quarters[static_cast<std::size_t>(quarter)];
}

}  // namespace laad
