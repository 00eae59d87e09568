// SPDX-License-Identifier: Apache-2.0
#include "host/proposals/proposal_tables.hpp"

#include "host/language/said_with.hpp"
#include "host/present/style/qml.hpp"
#include "host/present/style/quantities.hpp"
#include "host/proposals/cells_of.hpp"
#include "host/proposals/pressed_areas.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace laad {
namespace {

constexpr std::array answers{"", "accepted", "rejected"};
constexpr std::array closings{"", "area gone", "space gone", "one area"};
constexpr std::array states{"open", "accepted", "rejected", "closed"};

template <class Enum>
Enum from_word(auto const& words, std::string const& word)
{
    auto const found = std::ranges::find(words, word);
    return found == words.end() ? Enum{} : static_cast<Enum>(found - words.begin());
}

std::optional<Decimal> if_known(std::optional<double> m)
{
    return m ? std::optional{Decimal{*m, 0}} : std::nullopt;
}

int number_of(std::string const& id)
{
    int number = 0;
    if (id.starts_with('P')) std::from_chars(id.data() + 1, id.data() + id.size(), number);
    return number;
}

/// Columns of the facts of an area; `facts`: of a row.
template <class Row, class Facts>
void add_area(std::vector<Column<Row>>& columns, Facts facts)
{
    auto const of = [facts](auto part) {
        return [facts, part](Row const& row) { return std::invoke(part, facts(row)); };
    };
    columns.push_back({"gemeente", of(&AreaFacts::gemeente)});
    columns.push_back({"buurten", of(&AreaFacts::buurten)});
    columns.push_back({"max_pressure_pct", of(&AreaFacts::max_pressure_pct)});
    columns.push_back({"mean_pressure_pct", of(&AreaFacts::mean_pressure_pct)});
    columns.push_back({"months", of(&AreaFacts::months)});
    columns.push_back({"evse_around", of(&AreaFacts::evse_around)});
    columns.push_back({"occupied_pct", of(&AreaFacts::occupied_pct)});
    columns.push_back({"energy_kwh_evse_month", of(&AreaFacts::energy_kwh)});
    columns.push_back({"dwellings", of(&AreaFacts::dwellings)});
}

/// Likewise of a space.
template <class Row, class Space>
void add_space(std::vector<Column<Row>>& columns, Space space)
{
    auto const of = [space](auto part) {
        return [space, part](Row const& row) { return std::invoke(part, space(row)); };
    };
    columns.push_back({"order", of(&SearchSpace::order)});
    columns.push_back({"relief_h", of([](SearchSpace const& s) { return Decimal{s.relief_h, 1}; })});
    columns.push_back({"walk_m", of([](SearchSpace const& s) { return if_known(s.walk_m); })});
    columns.push_back({"gain_kwh", of([](SearchSpace const& s) { return Decimal{s.gain_kwh, 0}; })});
    columns.push_back({"rank", of(&SearchSpace::rank)});
    columns.push_back({"status", of(&SearchSpace::status)});
    columns.push_back({"x_m", of([](SearchSpace const& s) { return s.at.x; })});
    columns.push_back({"y_m", of([](SearchSpace const& s) { return s.at.y; })});
}

}  // namespace

std::string word(State state)
{
    return states.at(static_cast<std::size_t>(state));
}

std::string word(Answer answer)
{
    return answers.at(static_cast<std::size_t>(answer));
}

std::string word(Closed closed)
{
    return closings.at(static_cast<std::size_t>(closed));
}

Table<AskedSpace> asked_table()
{
    using Row = AskedSpace const&;
    Table<AskedSpace> table{
        "proposals",
        "Proposals for location validation: fill in answer (accepted or rejected) and reason in proposals.csv",
        {{"proposal", &AskedSpace::id},
         {"answer", [](Row p) { return word(p.answer); }},
         {"reason", &AskedSpace::reason},
         {"state", [](Row p) { return word(p.state()); }},
         {"closed", [](Row p) { return word(p.closed); }},
         {"closed_by", [](Row p) { return p.closed_by > 0 ? "P" + std::to_string(p.closed_by) : std::string{}; }},
         {"search_area", [](Row p) { return p.area.id; }},
         {"candidate", [](Row p) { return p.space.candidate; }},
         {"street", [](Row p) { return p.where.street; }},
         {"side", [](Row p) { return p.where.side; }},
         {"address", [](Row p) { return p.where.address; }}},
        ShapeKind::point,
        [](Row p) { return point(p.space.at); }};
    add_area(table.columns, [](Row p) -> AreaFacts const& { return p.area; });
    add_space(table.columns, [](Row p) -> SearchSpace const& { return p.space; });
    table.columns.push_back({"alternatives", &AskedSpace::alternatives});
    table.columns.push_back({"earlier", &AskedSpace::earlier});
    table.columns.push_back({"reasons", &AskedSpace::reasons});
    table.columns.push_back({"first_month", &AskedSpace::first_month});
    table.columns.push_back({"last_month", &AskedSpace::last_month});
    return table;
}

Table<AskedSpace> asked_area_table()
{
    using Row = AskedSpace const&;
    return {"proposal_areas",
            "The search area of each proposal as it was when it last was open: by this land it is known again",
            {{"proposal", &AskedSpace::id},
             {"state", [](Row p) { return word(p.state()); }},
             {"search_area", [](Row p) { return p.area.id; }}},
            ShapeKind::polygon,
            [](Row p) { return p.area.shape; }};
}

Table<AreaRow> area_table()
{
    using Row = AreaRow const&;
    Table<AreaRow> table{"search_areas",
                         "The search areas of the plan, and what is asked of each",
                         {{"search_area", [](Row r) { return r.area->facts.id; }},
                          {"proposal", [](Row r) { return r.proposal ? r.proposal->id() : std::string{}; }},
                          {"state", [](Row r) { return r.proposal ? word(r.proposal->state()) : "none"; }},
                          {"reason", &AreaRow::reason}},
                         ShapeKind::polygon,
                         [](Row r) { return r.area->facts.shape; },
                         qml(Style{.classes = {styles::search_areas.of("")}})};
    add_area(table.columns, [](Row r) -> AreaFacts const& { return r.area->facts; });
    return table;
}

Table<AlternativeRow> alternative_table()
{
    using Row = AlternativeRow const&;
    Table<AlternativeRow> table{"alternatives",
                                "Spaces that come next where the proposed one is rejected, in their order",
                                {{"proposal", [](Row r) { return r.proposal->id(); }},
                                 {"number", [](Row r) { return Ordinal{r.number}; }},
                                 {"search_area", [](Row r) { return r.proposal->area.id; }},
                                 {"candidate", [](Row r) { return r.space->candidate; }},
                                 {"street", [](Row r) { return r.where.street; }},
                                 {"side", [](Row r) { return r.where.side; }},
                                 {"address", [](Row r) { return r.where.address; }}},
                                ShapeKind::point,
                                [](Row r) { return point(r.space->at); }};
    add_space(table.columns, [](Row r) -> SearchSpace const& { return *r.space; });
    return table;
}

Table<AskedSpace> verdict_table()
{
    using Row = AskedSpace const&;
    return {"review",
            "Answers as a review that a run takes in",
            {{"place", [](Row p) { return p.space.candidate; }},
             {"verdict", [](Row p) { return p.state() == State::accepted ? "approve" : "reject"; }},
             {"remark", &AskedSpace::reason}}};
}

std::vector<AreaRow> area_rows(Round const& round, std::vector<PressedArea> const& areas)
{
    std::vector<AreaRow> rows;
    for (std::size_t a = 0; a < areas.size(); ++a) {
        AreaRow& row = rows.emplace_back(AreaRow{&areas[a]});
        if (int const number = round.areas[a].proposal)
            row.proposal = &*std::ranges::find(round.proposals, number, &AskedSpace::number);
        else if (areas[a].spaces.empty())
            row.reason = areas[a].why_none;
        else
            row.reason = said_count(std::ssize(areas[a].spaces), "the only space that passes the rules was answered on",
                                    "all {} spaces that pass the rules were answered on", areas[a].spaces.size());
    }
    return rows;
}

std::vector<AlternativeRow> alternative_rows(Round const& round, std::vector<PressedArea> const& areas)
{
    std::map<std::string, AskedSpace const*> known;
    for (AskedSpace const& one : round.proposals)
        known[one.space.candidate] = &one;
    std::vector<AlternativeRow> rows;
    for (AreaRow const& area : area_rows(round, areas)) {
        if (area.proposal == nullptr || area.proposal->state() != State::open) continue;
        int number = 1;
        for (SearchSpace const& space : area.area->spaces) {
            auto const asked = known.find(space.candidate);
            bool const is_answered = asked != known.end() && asked->second->answer != Answer::none;
            if (is_answered || space.candidate == area.proposal->space.candidate) continue;
            rows.push_back({area.proposal, &space, ++number, {}});
        }
    }
    return rows;
}

std::vector<AskedSpace> stored_proposals(std::filesystem::path const& geopackage, int epsg)
{
    auto const layer = [&](char const* name) {
        return read_layer({.file = geopackage, .layer = name, .epsg = epsg, .rows = Rows::may_lack, .of_ours = true});
    };
    FeatureTable const table = layer("proposals");
    std::vector<AskedSpace> proposals;
    for (Feature const& row : table.features) {
        CellsOf const cells{table, row};
        AskedSpace& one = proposals.emplace_back();
        one.number = number_of(cells.words("proposal"));
        one.space = {.candidate = cells.words("candidate"),
                     .order = cells.whole("order"),
                     .relief_h = cells.real("relief_h"),
                     .walk_m = cells.real_if_any("walk_m"),
                     .gain_kwh = cells.real("gain_kwh"),
                     .rank = cells.whole_if_any("rank"),
                     .status = cells.words("status"),
                     .at = {cells.real("x_m"), cells.real("y_m")}};
        one.area = facts_in(cells);
        one.answer = from_word<Answer>(answers, cells.words("answer"));
        one.reason = cells.words("reason");
        one.closed = from_word<Closed>(closings, cells.words("closed"));
        one.closed_by = number_of(cells.words("closed_by"));
        one.first_month = cells.words("first_month");
        one.last_month = cells.words("last_month");
        one.where = {cells.words("street"), cells.words("side"), cells.words("address"), {}, {}, {}};
        one.alternatives = cells.words("alternatives");
        one.earlier = cells.words("earlier");
        one.reasons = cells.words("reasons");
    }
    std::ranges::sort(proposals, {}, &AskedSpace::number);
    FeatureTable shapes = layer("proposal_areas");
    for (Feature& row : shapes.features) {
        int const number = number_of(CellsOf{shapes, row}.words("proposal"));
        auto const of = std::ranges::find(proposals, number, &AskedSpace::number);
        if (of != proposals.end()) of->area.shape = std::move(row.geometry);
    }
    return proposals;
}

}  // namespace laad
