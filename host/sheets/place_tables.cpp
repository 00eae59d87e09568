// SPDX-License-Identifier: Apache-2.0
#include "host/present/words.hpp"
#include "host/sheets/annex.hpp"
#include "host/sheets/overview.hpp"
#include "host/sheets/sheet_page.hpp"
#include "host/sheets/sheet_words.hpp"

#include <functional>

namespace laad {
namespace {

struct PlaceColumn {
    int width_mm{};  ///< fixed: what is wider than its page would shrink all pages of a document, and their scales
    std::string title;
    bool is_number{};
    std::function<std::string(SheetPlace const&)> words;
};

/// `links`: the first column leads to the sheet of the place.
void write_table(HtmlWriter& write, std::string const& caption, std::vector<PlaceColumn> const& columns,
                 std::vector<SheetPlace> const& places, bool links)
{
    auto const kind = [](PlaceColumn const& column) {
        return column.is_number ? Attributes{{"class", "n"}} : Attributes{};
    };
    write.element("table", {}, [&] {
        write.element("caption", caption);
        write.element("thead", {}, [&] {
            write.element("tr", {}, [&] {
                for (PlaceColumn const& column : columns) {
                    Attributes attributes = kind(column);
                    attributes.push_back({"scope", "col"});
                    attributes.push_back({"style", fmt::format("width:{}mm", column.width_mm)});
                    write.element("th", column.title, attributes);
                }
            });
        });
        write.element("tbody", {}, [&] {
            for (SheetPlace const& place : places) {
                write.line();
                write.element("tr", {}, [&] {
                    for (std::size_t i = 0; i < columns.size(); ++i)
                        write.element("td", kind(columns[i]), [&] {
                            std::string const words = columns[i].words(place);
                            if (i == 0 && links)
                                write.element("a", words, {{"href", fmt::format("#place{}", place.plan.rank)}});
                            else
                                write.text(words);
                        });
                });
            }
        });
    });
}

PlaceColumn number_column()
{
    return {9, said("No."), true, [](SheetPlace const& place) { return std::to_string(place.plan.rank); }};
}

std::string known(std::string const& words)
{
    return words.empty() ? "\u2013" : words;
}

PlaceColumn column(int width_mm, char const* title, std::string Whereabouts::*of)
{
    return {width_mm, said(title), false, [of](SheetPlace const& place) { return known(place.plan.where.*of); }};
}

/// The number alone where it is of the same street.
std::string nearest_number(SheetPlace const& place)
{
    Whereabouts const& where = place.plan.where;
    bool const same = !where.street.empty() && where.address.starts_with(where.street + " ");
    return known(same ? where.address.substr(where.street.size() + 1) : where.address);
}

}  // namespace

void write_place_table(HtmlWriter& write, SheetPlan const& sheets, SheetMunicipality const& one)
{
    std::vector<PlaceColumn> const columns{
        number_column(),
        column(34, "Street", &Whereabouts::street),
        column(38, "Nearest address", &Whereabouts::address),
        {33, said("Buurt"), false, neighbourhood_words},
        {21, said("Newly served, kWh a year"), true,
         [](SheetPlace const& place) { return grouped((place.plan.gain_wh + 500) / 1000); }},
        {21, said("Mean walk, m"), true, [](SheetPlace const& place) { return number_words(place.mean_walk_m, 0); }},
        {24, said("Grid"), false, [](SheetPlace const& place) { return status_words(place.plan.status); }},
    };
    write.line();
    write.element("section", {{"class", "list"}}, [&] {
        write.element("h2", said_with("Places of the plan map: {}", one.figures.name));
        write_warning(write, sheets);
        write_table(write, said("In the order of the plan"), columns, one.places, false);
        if (one.spots.empty()) return;
        write.element("h2", said("White spots"));
        write.element("p", said_with("Land with no public charging within {} m on foot today.",
                                     sheets.plan.config.coverage.white_spot_walk_m));
        write.element("table", {}, [&] {
            write.element("thead", {}, [&] {
                write.element("tr", {}, [&] {
                    write.element("th", said("White spot"), {{"scope", "col"}});
                    write.element("th", said("Dwellings"), {{"scope", "col"}, {"class", "n"}});
                    write.element("th", said("Not served, kWh a year"), {{"scope", "col"}, {"class", "n"}});
                });
            });
            write.element("tbody", {}, [&] {
                for (SheetSpot const& spot : one.spots)
                    write.element("tr", {}, [&] {
                        write.element("td", spot.letter);
                        write.element("td", count_words(spot.dwellings), {{"class", "n"}});
                        write.element("td", number_words(spot.unmet_kwh, 0), {{"class", "n"}});
                    });
            });
        });
    });
}

void write_annex(HtmlWriter& write, SheetPlan const& sheets, SheetMunicipality const& one)
{
    auto const axis = [&](std::string const& name) { return (sheets.plan.grid.epsg == rd_new ? "RD " : "") + name; };
    std::vector<PlaceColumn> const columns{
        number_column(),
        column(36, "Street", &Whereabouts::street),
        {24, said("Side"), false, [](SheetPlace const& place) { return known(side_words(place.plan.where.side)); }},
        {35, said("Nearest number"), false, nearest_number},
        {16, said("Bays"), true, [](SheetPlace const&) { return std::to_string(bays_a_place); }},
        {22, said("Gemeente"), false, [](SheetPlace const& place) { return place.plan.municipality; }},
        {19, axis("x"), true, [](SheetPlace const& place) { return number_words(place.plan.at.x, 1); }},
        {19, axis("y"), true, [](SheetPlace const& place) { return number_words(place.plan.at.y, 1); }},
    };
    std::size_t const bays = bays_a_place * one.places.size();
    auto const blank = [&](std::string const& name) {
        write.element("dt", name);
        write.element("dd", {}, [&] { write.element("span", "\u00a0", {{"class", "blank"}}); });
    };
    write.line();
    write.element("section", {{"class", "list"}}, [&] {
        write.element("h1", said("Annex to the collective traffic decree"));
        write.element("p", said_with("Parking spaces for charging electric vehicles in {}", one.figures.name),
                      {{"class", "lead"}});
        write_warning(write, sheets);
        write.element("dl", {}, [&] {
            blank(said("Number of the decree"));
            blank(said("Date of the decree"));
            write.element("dt", said("Places, bays"));
            write.element("dd", said_with("{} places, {} bays", one.places.size(), bays));
            write.element("dt", said("Sign"));
            write.element("dd", sign_words() + ", " + said_with("with the plate \"{}\"", plate_words()) + ", " +
                                    said("and arrows to both bays"));
        });
        write.element("p", said("The parking spaces in this table are meant to be designated for charging electric "
                                "vehicles only. The sheet of each place follows, with its map at 1:1000. The road "
                                "authority decides; this annex is no decree by itself."));
        write_table(write, said("Places of this decree"), columns, one.places, true);
    });
}

}  // namespace laad
