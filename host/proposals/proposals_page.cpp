// SPDX-License-Identifier: Apache-2.0
#include "host/proposals/proposals_page.hpp"

#include "host/language/said_note.hpp"
#include "host/language/said_with.hpp"
#include "host/present/page.hpp"
#include "host/present/words.hpp"
#include "host/proposals/proposal_words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace laad {
namespace {

using Row = AskedSpace const&;

std::vector<AskedSpace> in_state(Round const& round, State state)
{
    std::vector<AskedSpace> found;
    std::ranges::copy_if(round.proposals, std::back_inserter(found), [&](Row p) { return p.state() == state; });
    return found;
}

Column<AskedSpace> id_column()
{
    return {"", said("Proposal"), [](Row p) { return p.id(); }};
}
Column<AskedSpace> space_column()
{
    return {"", said("Space"), [](Row p) { return space_words(p.where, p.space.candidate); }};
}
Column<AskedSpace> area_column()
{
    return {"", said("Search area"), [](Row p) { return p.area.id; }};
}

PageParts open_part(std::vector<AskedSpace> const& open, SheetKind kind)
{
    if (open.empty()) return Paragraph{said("Nothing waits for an answer.")};
    std::vector<Column<AskedSpace>> const columns{
        id_column(),
        space_column(),
        area_column(),
        {"", said("Gemeente"), [](Row p) { return p.area.gemeente; }},
        {"", said("Pressure %"), [](Row p) { return p.area.max_pressure_pct; }},
        {"", said("kWh a charge point and month"), [](Row p) { return p.area.energy_kwh; }},
        {"", said("Months"), [](Row p) { return p.area.months; }},
        {"", said("Relief, hours"),
         [](Row p) {
             return Decimal{p.space.relief_h, 1};
         }},
        {"", said("Walk, m"),
         [](Row p) {
             return p.space.walk_m ? std::optional{Decimal{*p.space.walk_m, 0}} : std::nullopt;
         }},
        {"", said("Rejected before"), [](Row p) { return p.earlier; }},
        {"", said("Since"), [](Row p) { return p.first_month; }}};
    PageTable table = on_page(said("One space for each search area"), columns, open);
    for (Row one : open)
        table.files.push_back(
            fmt::format("{}/{}.{}", proposal_files::sheets, one.id(), kind == SheetKind::pdf ? "pdf" : "html"));
    return {Paragraph{said("Send the sheets to location validation (LVS). Fill in answer (accepted or rejected) and "
                           "reason in proposals.csv, save it as CSV, and call laadraster propose again after the next "
                           "plan: what was answered is not asked again, and where a space was rejected the next one "
                           "is proposed.")},
            std::move(table)};
}

PageParts areas_part(std::vector<AreaRow> const& rows)
{
    std::vector<AreaRow> without;
    std::ranges::copy_if(rows, std::back_inserter(without), [](AreaRow const& row) { return row.proposal == nullptr; });
    if (without.empty()) return Paragraph{said("Each search area has a proposal.")};
    std::vector<Column<AreaRow>> const columns{
        {"", said("Search area"), [](AreaRow const& r) { return r.area->facts.id; }},
        {"", said("Buurten"), [](AreaRow const& r) { return r.area->facts.buurten; }},
        {"", said("Pressure %"), [](AreaRow const& r) { return r.area->facts.max_pressure_pct; }},
        {"", said("Dwellings"), [](AreaRow const& r) { return r.area->facts.dwellings; }},
        {"", said("Why none"), [](AreaRow const& r) { return r.reason; }}};
    return on_page(said("Search areas in which nothing can be proposed"), columns, without,
                   {most_rows, proposal_files::areas});
}

PageParts answered_part(std::vector<AskedSpace> const& accepted, std::vector<AskedSpace> const& rejected)
{
    std::vector<AskedSpace> all = accepted;
    all.insert(all.end(), rejected.begin(), rejected.end());
    if (all.empty()) return Paragraph{said("There is no answer yet.")};
    std::ranges::sort(all, {}, &AskedSpace::number);
    std::vector<Column<AskedSpace>> const columns{id_column(),
                                                  space_column(),
                                                  area_column(),
                                                  {"", said("Answer"), [](Row p) { return said_of(p.state()); }},
                                                  {"", said("Reason"), [](Row p) { return p.reason; }}};
    return {Paragraph{said("An accepted space holds for its search area until that is gone, or until the space can no "
                           "longer be taken, as when its station stands there. review.csv has the answers as a run "
                           "takes them in ([placement] review).")},
            on_page(said("Answers of location validation"), columns, all, {most_rows, proposal_files::answers})};
}

PageParts closed_part(std::vector<AskedSpace> const& closed)
{
    if (closed.empty()) return Paragraph{said("There is none.")};
    std::vector<Column<AskedSpace>> const columns{
        id_column(),
        space_column(),
        area_column(),
        {"", said("Answer"), [](Row p) { return p.answer == Answer::none ? "-" : said(word(p.answer)); }},
        {"", said("Why closed"), closing_words},
        {"", said("Last seen"), [](Row p) { return p.last_month; }}};
    return on_page(said("Proposals that are not asked any more"), columns, closed,
                   {most_rows, proposal_files::answers});
}

}  // namespace

std::string proposals_page(StoredPlan const& plan, Round const& round, std::vector<AreaRow> const& areas,
                           std::string const& month, SheetKind kind)
{
    auto const open = in_state(round, State::open);
    auto const accepted = in_state(round, State::accepted);
    auto const rejected = in_state(round, State::rejected);
    auto const closed = in_state(round, State::closed);
    std::string const title = said_with("Proposals for location validation in {}", plan.region);
    Page page{title, title, said_with("{} search areas; use of charge points up to {}", areas.size(), month)};
    page.opening = Cards{{{std::to_string(open.size()), said("wait for an answer")},
                          {std::to_string(accepted.size()), said("accepted")},
                          {std::to_string(rejected.size()), said("rejected")},
                          {std::to_string(closed.size()), said("closed")}}};
    if (!plan.illustrative.empty()) {
        std::vector<std::string> items;
        std::ranges::transform(plan.illustrative, std::back_inserter(items), said_note);
        page.opening.add(
            Warning{said("CONCEPT"), said("Do not decide on this: the plan rests on examples or assumptions."), items});
    }
    page.sections = {{said("To be answered"), open_part(open, kind)},
                     {said("Search areas without a proposal"), areas_part(areas)},
                     {said("Answered"), answered_part(accepted, rejected)},
                     {said("Closed"), closed_part(closed)}};
    return html(page);
}

}  // namespace laad
