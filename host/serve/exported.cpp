// SPDX-License-Identifier: Apache-2.0
#include "host/serve/exported.hpp"

#include "host/language/said_with.hpp"
#include "host/present/table.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace laad {
namespace {

constexpr std::array kinds{"placed", "moved", "removed", "blocked"};

}  // namespace

std::vector<Exported::Row> Exported::rows() const
{
    auto const& base = run_.inputs().base;
    std::vector<Row> all;
    for (Edit const& edit : edits_) {
        CandidateId const candidate = run_.edited().candidate(edit.candidate);
        Row& row = all.emplace_back(
            Row{kinds[static_cast<std::size_t>(edit.op)], edit.station, edit.candidate, 0, edit.evse, {}});
        if (candidate)
            row.at = base.candidates[candidate].pole;
        else if (edit.op != Edit::Op::remove)
            row.at = edit.at;
    }
    for (Placement const& placement : run_.findings().plan.placements) {
        Candidate const& candidate = base.candidates[placement.candidate];
        all.push_back({"place", "", candidate.id, placement.rank, run_.inputs().scenario.placement.evse_per_station,
                       candidate.pole});
    }
    return all;
}

std::string Exported::geojson() const
{
    nlohmann::json features = nlohmann::json::array();
    for (Row const& row : rows()) {
        nlohmann::json feature{{"type", "Feature"}, {"geometry", nullptr}};
        feature["properties"] = {{"kind", row.kind}, {"station", row.id}, {"candidate", row.candidate}};
        if (row.rank > 0) feature["properties"]["rank"] = row.rank;
        if (row.evse > 0) feature["properties"]["evse"] = row.evse;
        if (row.at) feature["geometry"] = {{"type", "Point"}, {"coordinates", {row.at->x, row.at->y}}};
        features.push_back(std::move(feature));
    }
    std::string const crs = fmt::format("urn:ogc:def:crs:EPSG::{}", run_.inputs().base.grid.epsg);
    return nlohmann::json{{"type", "FeatureCollection"},
                          {"name", name_},
                          {"crs", {{"type", "name"}, {"properties", {{"name", crs}}}}},
                          {"features", features}}
               .dump(1, ' ', false, nlohmann::json::error_handler_t::replace) +
           "\n";
}

std::string Exported::csv() const
{
    OutputLayer table{"variant"};
    table.fields = {{"kind"},
                    {"station"},
                    {"candidate"},
                    {"rank", FieldKind::integer},
                    {"evse", FieldKind::integer},
                    {"x_m", FieldKind::real},
                    {"y_m", FieldKind::real}};
    auto const if_any = [](std::int64_t value) { return value > 0 ? Value{value} : Value{}; };
    for (Row const& row : rows())
        table.features.push_back({0,
                                  {},
                                  {row.kind, row.id, row.candidate, if_any(row.rank), if_any(row.evse),
                                   row.at ? Value{row.at->x} : Value{}, row.at ? Value{row.at->y} : Value{}}});
    return laad::csv(table);
}

std::vector<ReviewRow> Exported::review() const
{
    std::vector<ReviewRow> all = review_;
    for (Edit const& edit : edits_) {
        if (edit.candidate.empty() || std::ranges::count(all, edit.candidate, &ReviewRow::place) > 0) continue;
        bool const is_placed = edit.op == Edit::Op::place;
        all.push_back({.place = edit.candidate,
                       .verdict = is_placed ? "approve" : "reject",
                       .remark = said_with(is_placed ? "placed in {}" : "blocked in {}", name_)});
    }
    return all;
}

std::string Exported::toml() const
{
    std::string text = "# " + said_with("Variant \"{}\". Put its review.csv beside region.toml and add:", name_) +
                       "\n[placement]\nreview = \"review.csv\"\n";
    for (Edit const& edit : edits_) {
        if (edit.op == Edit::Op::block || !edit.candidate.empty()) continue;
        std::string const station = nlohmann::json(edit.station).dump();
        std::string const at = fmt::format("{:.3f}, {:.3f}", edit.at.x, edit.at.y);
        text += "# " +
                (edit.op == Edit::Op::remove ? said_with("charge register: remove {}", station)
                 : edit.op == Edit::Op::move
                     ? said_with("charge register: move {} at {}", station, at)
                     : said_with("charge register: add {} at {} with {} EVSE, public", station, at, edit.evse)) +
                "\n";
    }
    return text;
}

}  // namespace laad
