// SPDX-License-Identifier: Apache-2.0
#include "host/proposals/proposal_sheet.hpp"

#include "host/language/said_with.hpp"
#include "host/present/words.hpp"
#include "host/proposals/area_map.hpp"
#include "host/proposals/proposal_words.hpp"
#include "host/sheets/location_map.hpp"
#include "host/sheets/location_sheet.hpp"
#include "host/sheets/sheet_page.hpp"
#include "host/sheets/sheet_words.hpp"

#include <algorithm>
#include <cmath>

namespace laad {
namespace {

using Spaces = std::map<std::string, SheetPlace>;

constexpr double least_apart_m = 5;  // of numbers on the map at 1:1000

/// The proposed space as number 1 with the alternatives for which the map has room.
SheetMunicipality numbered(SheetProposal const& sheet, Spaces const& spaces)
{
    SheetMunicipality all;
    auto const add = [&](std::string const& candidate, int number, char const* status) {
        auto const found = spaces.find(candidate);
        if (found == spaces.end()) return;
        bool const is_near = std::ranges::any_of(all.places, [&](SheetPlace const& other) {
            Point const a = other.plan.at;
            Point const b = found->second.plan.at;
            return std::hypot(a.x - b.x, a.y - b.y) < least_apart_m;
        });
        if (is_near) return;
        SheetPlace& one = all.places.emplace_back(found->second);
        one.plan.rank = number;
        one.plan.status = status;
    };
    add(sheet.proposal->space.candidate, 1, "connectable");
    for (AlternativeRow const& row : sheet.alternatives)
        add(row.space->candidate, row.number, "no grid data");
    return all;
}

std::vector<AlternativeRow> shown(SheetProposal const& sheet)
{
    auto const count = std::min(most_alternatives, sheet.alternatives.size());
    return {sheet.alternatives.begin(), sheet.alternatives.begin() + static_cast<std::ptrdiff_t>(count)};
}

std::vector<NumberedSpace> numbers_of(SheetProposal const& sheet)
{
    std::vector<NumberedSpace> numbers{{sheet.proposal->space.at, 1}};
    for (AlternativeRow const& row : shown(sheet))
        numbers.push_back({row.space->at, row.number});
    return numbers;
}

std::string hours(SearchSpace const& space)
{
    return number_words(space.relief_h, 1);
}

std::string metres(std::optional<double> m)
{
    return m ? number_words(*m, 0) : "\u2013";
}

std::vector<Fact> area_facts(SheetProposal const& sheet)
{
    AreaFacts const& area = sheet.area->facts;
    std::vector<Fact> facts{
        {said("Search area"), area.id},
        {said("Buurten"), area.buurten.empty() ? said("not in the data") : area.buurten},
        {said("Pressure"), said_with("{} % at its peak, {} % on average; 100 % is what is allowed",
                                     grouped(area.max_pressure_pct), grouped(area.mean_pressure_pct))},
        {said("For how long"), said_count(area.months, "{} month, up to {}", "{} months, one after the other, up to {}",
                                          area.months, sheet.proposal->last_month)},
        {said("Around its peak"), said_count(area.evse_around, "{} charge point, occupied for {} % of the peak",
                                             "{} charge points, occupied for {} % of the peak", area.evse_around,
                                             area.occupied_pct ? number_words(*area.occupied_pct, 0) : "\u2013")},
        {said("Energy"),
         area.energy_kwh ? said_with("{} kWh a charge point and month", grouped(*area.energy_kwh)) : said("not known")},
        {said("Dwellings in it"), area.dwellings ? grouped(*area.dwellings) : said_with("fewer than {}", fewest_told)}};
    return facts;
}

/// Shorter than any other name in a list of facts.
std::vector<Fact> space_facts(SheetProposal const& sheet)
{
    SearchSpace const& space = sheet.proposal->space;
    return {{said("Relief"), said_with("{} hours of charge points", hours(space))},
            {said("Walk"), space.walk_m ? said_with("{} m to the nearest site that is too busy", metres(space.walk_m))
                                        : said("no site that is too busy is in reach")},
            {said("By the prognosis"), said_with("{} kWh a year newly served", grouped(std::llround(space.gain_kwh)))},
            {said("In the plan"), space.rank ? said_with("rank {}, {}", *space.rank, status_words(space.status))
                                             : said("not in the plan; its grid connection was not looked at")}};
}

void write_list(HtmlWriter& write, std::string const& heading, std::vector<std::string> const& items)
{
    write.element("h3", heading);
    write.element("ul", {}, [&] {
        for (std::string const& item : items)
            write.element("li", item);
    });
}

void write_answer(HtmlWriter& write, SheetProposal const& sheet)
{
    write.element("h3", said("Answer of location validation"));
    auto const blank = [&](std::string const& name) {
        write.element("dt", name);
        write.element("dd", {}, [&] { write.element("span", "\u00a0", {{"class", "blank"}}); });
    };
    write.element("p", "\u2610 " + said("accepted") + "     \u2610 " + said("rejected"));
    write.element("dl", {}, [&] {
        blank(said("Reason"));
        blank(said("Name, date"));
    });
    write.element("p", said_with("Fill it in at {} in proposals.csv: answer (accepted or rejected) and reason.",
                                 sheet.proposal->id()));
}

void write_location_page(HtmlWriter& write, SheetPlan const& sheets, SheetProposal const& sheet, SheetPlace const& own,
                         SheetMunicipality const& all, SheetGround const& ground, CellGround const& cells)
{
    write.line();
    write.element("section", {{"class", "location"}}, [&] {
        write_head(write, sheets,
                   {said_with("Proposal {}", sheet.proposal->id()) + ": " + place_words(own),
                    neighbourhood_words(own) + ", " + own.plan.municipality + " \u00b7 " +
                        said_with("search area {}", sheet.area->facts.id),
                    sheet.proposal->id()});
        write_warning(write, sheets);
        write_location_map(write, sheets, all, all.places.front(), ground, cells);
        write.element("div", {{"class", "two"}}, [&] {
            write.element("div", {}, [&] {
                write_list(write, said("Why here"), sheet.reasons);
                write.element("h3", said("Location"));
                write_facts(write, location_facts(sheets, own));
            });
            write.element("div", {}, [&] {
                write.element("div", said("Photo of the place"), {{"class", "photo"}});
                write_answer(write, sheet);
            });
        });
        write_rules(write, sheets, own);
        write_foot(write, sheets);
    });
}

void write_alternatives(HtmlWriter& write, SheetProposal const& sheet, Spaces const& spaces)
{
    if (sheet.alternatives.empty()) {
        write.element("p", said("No other space of the search area passes the rules and has no answer yet."));
        return;
    }
    struct Title {
        int width_mm;
        std::string words;
        bool is_number{};
    };
    std::vector<Title> const titles{
        {9, said("No."), true},      {52, said("Street, nearest address"), false}, {22, said("Relief, hours"), true},
        {20, said("Walk, m"), true}, {26, said("Newly served, kWh a year"), true}, {51, said("Place id"), false}};
    write.element("table", {}, [&] {
        write.element("thead", {}, [&] {
            write.element("tr", {}, [&] {
                for (Title const& title : titles) {
                    Attributes attributes{{"scope", "col"}, {"style", fmt::format("width:{}mm", title.width_mm)}};
                    if (title.is_number) attributes.push_back({"class", "n"});
                    write.element("th", title.words, attributes);
                }
            });
        });
        write.element("tbody", {}, [&] {
            for (AlternativeRow const& row : shown(sheet)) {
                auto const found = spaces.find(row.space->candidate);
                std::string const where = found == spaces.end() ? "" : place_words(found->second);
                std::vector<std::string> const cells{std::to_string(row.number),
                                                     where,
                                                     hours(*row.space),
                                                     metres(row.space->walk_m),
                                                     grouped(std::llround(row.space->gain_kwh)),
                                                     row.space->candidate};
                write.element("tr", {}, [&] {
                    for (std::size_t i = 0; i < cells.size(); ++i)
                        write.element("td", cells[i], titles[i].is_number ? Attributes{{"class", "n"}} : Attributes{});
                });
            }
        });
    });
    if (auto const more = sheet.alternatives.size() - shown(sheet).size(); more > 0)
        write.element("p", said_count(static_cast<std::int64_t>(more), "{} more is in alternatives.csv.",
                                      "{} more are in alternatives.csv.", more));
}

void write_area_page(HtmlWriter& write, SheetPlan const& sheets, SheetProposal const& sheet, Spaces const& spaces,
                     SheetGround const& ground, CellGround const& cells)
{
    write.line();
    write.element("section", {{"class", "location"}}, [&] {
        write_head(
            write, sheets,
            {said_with("Proposal {}", sheet.proposal->id()) + ": " + said_with("search area {}", sheet.area->facts.id),
             said("Where the use of the network asks for one more charging station"), sheet.proposal->id()});
        write_warning(write, sheets, Warn::briefly);
        drawing(write, area_map_width_mm + 7.2, area_map_total_mm(), said("Map of the search area, north is up"),
                [&](SvgWriter& svg) {
                    draw_area_map(svg, {3.6, 1.2}, sheets, sheet.area->facts.shape, numbers_of(sheet), ground, cells);
                });
        write.element("div", {{"class", "two"}}, [&] {
            write.element("div", {}, [&] {
                write.element("h3", said("Search area"));
                write_facts(write, area_facts(sheet));
            });
            write.element("div", {}, [&] {
                write.element("h3", said("The proposed space"));
                write_facts(write, space_facts(sheet));
            });
        });
        if (!sheet.rejected.empty()) {
            std::vector<std::string> rejected;
            for (AskedSpace const* one : sheet.rejected)
                rejected.push_back(rejection_words(*one));
            write_list(write, said("Rejected before in this search area"), rejected);
        }
        write.element("h3", said("Alternatives, in order"));
        write_alternatives(write, sheet, spaces);
        write.element("p", said("Relief: hours above what is allowed of the sites within walking reach, in the peak, "
                                "that a station here could take over; near ones count most. Only charging that "
                                "succeeded is known: who drove on is in no figure. The limits are our own proposal."));
        write_foot(write, sheets);
    });
}

}  // namespace

Box seen_of(SheetProposal const& sheet)
{
    Box const location =
        MapWindow{sheet.proposal->space.at, location_scale, location_width_mm, location_height_mm}.box();
    return joined(location, area_window(sheet.area->facts.shape, numbers_of(sheet)).box());
}

std::string proposal_sheet(SheetPlan const& sheets, SheetProposal const& sheet, Spaces const& spaces,
                           SheetGround const& ground, CellGround const& cells)
{
    SheetMunicipality const all = numbered(sheet, spaces);
    SheetPlace const& own = all.places.front();
    return sheet_document(sheets, said_with("Proposal {}", sheet.proposal->id()) + ": " + place_words(own),
                          [&](HtmlWriter& write) {
                              write_location_page(write, sheets, sheet, own, all, ground, cells);
                              write_area_page(write, sheets, sheet, spaces, ground, cells);
                          });
}

}  // namespace laad
