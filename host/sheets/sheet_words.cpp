// SPDX-License-Identifier: Apache-2.0
#include "host/sheets/sheet_words.hpp"

#include "host/language/said_note.hpp"
#include "host/present/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace laad {
namespace {

struct RuleWords {
    char const* code;
    char const* passed;
    char const* unchecked;
    double (*metres)(Scenario const&);  ///< null: none
};

/// By the codes of host/prepare, see reason_codes.
constexpr RuleWords rules[] = {
    {"OUTSIDE", "lies in the area of the plan", "whether it lies in the area of the plan", nullptr},
    {"ACCESS", "public parking", "whether the parking is public", nullptr},
    {"RESERVED", "not reserved for others (disabled, loading)", "whether the bays are reserved for others", nullptr},
    {"SIZE", "each bay fits one car", "the size of the bays", nullptr},
    {"NO_ENTRY", "street or path within {} m", "the way to the street",
     [](Scenario const& s) { return double{1} * s.coverage.access_max_m; }},
    {"WALKWAY", "walkway stays at least {} m wide", "the width of the walkway",
     [](Scenario const& s) { return s.placement.rules.min_walkway_m; }},
    {"BUILDING", "at least {} m from buildings", "the distance to buildings",
     [](Scenario const& s) { return s.placement.rules.min_building_m; }},
    {"WATER", "at least {} m from water", "the distance to water",
     [](Scenario const& s) { return s.placement.rules.min_water_m; }},
    {"TREE", "at least {} m from trees", "the distance to trees",
     [](Scenario const& s) { return s.placement.rules.min_tree_m; }},
    {"SPACING", "at least {} m from other public charging", "the distance to other public charging",
     [](Scenario const& s) { return s.placement.rules.min_station_m; }},
};

RuleWords const* rule_of(std::string const& code)
{
    for (RuleWords const& rule : rules)
        if (code == rule.code) return &rule;
    return nullptr;
}

constexpr std::array months{"January", "February", "March",     "April",   "May",      "June",
                            "July",    "August",   "September", "October", "November", "December"};

}  // namespace

std::string passed_words(std::string const& code, Scenario const& config)
{
    RuleWords const* const rule = rule_of(code);
    if (rule == nullptr) return code;
    if (rule->metres == nullptr) return said(rule->passed);
    double const metres = rule->metres(config);
    return said_with(rule->passed, number_words(metres, std::fmod(metres, 1) == 0 ? 0 : 1));
}

std::string unchecked_words(std::string const& code)
{
    RuleWords const* const rule = rule_of(code);
    return rule == nullptr ? code : said(rule->unchecked);
}

std::string neighbourhood_words(SheetPlace const& place)
{
    return place.plan.neighbourhood_name.empty() ? place.plan.neighbourhood : place.plan.neighbourhood_name;
}

std::string place_words(SheetPlace const& place)
{
    Whereabouts const& where = place.plan.where;
    if (!where.address.empty() && (where.street.empty() || where.address.starts_with(where.street + " ")))
        return said_with("near {}", where.address);
    if (!where.street.empty()) return where.street;
    return neighbourhood_words(place);
}

std::string rd_words(Point at, int epsg)
{
    std::string const words = fmt::format("x {}  y {}", number_words(at.x, 1), number_words(at.y, 1));
    return epsg == rd_new ? words : fmt::format("{} (EPSG:{})", words, epsg);
}

std::string degrees_words(std::optional<Point> degrees)
{
    // With points, as a map in a browser or a car takes them.
    return degrees ? fmt::format("{:.6f}, {:.6f}", degrees->y, degrees->x) : "\u2013";
}

std::string status_words(std::string const& status)
{
    return said(status);
}

std::string basis_words(std::string const& basis)
{
    if (basis == "assumed") return said("an assumption, no figure of the grid operator");
    if (basis == "capacity map") return said("the capacity map of the grid operators");
    if (basis == "grid operator") return said("figures of the grid operator");
    return said("not known");
}

std::string quarter_words(std::string const& quarter)
{
    std::string words;
    std::string word;
    auto const take = [&] {
        if (!word.empty()) words += (words.empty() ? "" : " ") + said(word);
        word.clear();
    };
    for (char const c : quarter)
        c == ' ' ? take() : word.push_back(c);
    take();
    return words;
}

std::vector<std::string> said_each(std::vector<std::string> const& texts)
{
    std::vector<std::string> words;
    std::ranges::transform(texts, std::back_inserter(words), said_note);
    return words;
}

std::string count_words(std::int64_t count)
{
    return count < fewest_told ? said_with("fewer than {}", fewest_told) : grouped(count);
}

std::string prognosis_words(StoredPlan const& plan)
{
    std::string words = said_with("prognosis {} for {}", plan.scenario, plan.year);
    if (!plan.prognosis_version.empty()) words += ", " + said_with("version {}", plan.prognosis_version);
    return words;
}

std::string date_words(std::string const& iso)
{
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    if (std::sscanf(iso.c_str(), "%4d-%2u-%2u", &year, &month, &day) != 3 || month < 1 || month > months.size())
        return iso;
    return fmt::format("{} {} {}", day, said(months[month - 1]), year);
}

std::string sign_words()
{
    return said("sign E8, annex 1 of the RVV 1990");
}

std::string plate_words()
{
    return said("only for charging electric vehicles");
}

}  // namespace laad
