// SPDX-License-Identifier: Apache-2.0
#include "host/usage/tariffs.hpp"

#include "host/language/to_say.hpp"
#include "host/usage/chance_rows.hpp"
#include "rasters/io/vectors/json_elements.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace laad {
namespace {

namespace dom = simdjson::dom;

/// OCPI has decimals as numbers, some senders as texts.
std::optional<double> decimal_of(simdjson::simdjson_result<dom::element> value)
{
    double number{};
    if (value.get(number) == simdjson::SUCCESS) return std::isfinite(number) ? std::optional{number} : std::nullopt;
    std::string_view text;
    if (value.get(text) != simdjson::SUCCESS) return {};
    char* end{};
    std::string const whole{text};
    number = std::strtod(whole.c_str(), &end);
    return !whole.empty() && *end == '\0' && std::isfinite(number) ? std::optional{number} : std::nullopt;
}

std::string text_of(dom::element record, char const* key)
{
    std::string_view text;
    return record[key].get(text) == simdjson::SUCCESS ? std::string{text} : std::string{};
}

std::vector<dom::element> list_of(dom::element record, char const* key)
{
    dom::array list;
    if (record[key].get(list) != simdjson::SUCCESS) return {};
    return {list.begin(), list.end()};
}

/// Ids are unique within a party; letters count alike.
std::string whole_id(std::string const& country, std::string const& party, std::string const& id)
{
    std::string whole = country + "*" + party + "*" + id;
    for (char& c : whole)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return whole;
}

bool is_restricted(dom::element element)
{
    dom::object restrictions;
    return element["restrictions"].get(restrictions) == simdjson::SUCCESS && restrictions.size() > 0;
}

/// The price components of a tariff, in its order.
struct Component {
    std::string type;
    std::optional<double> price;
    std::optional<double> vat_percent;
    bool restricted{};
};

std::vector<Component> components_of(dom::element tariff)
{
    std::vector<Component> all;
    for (dom::element const element : list_of(tariff, "elements"))
        for (dom::element const component : list_of(element, "price_components"))
            all.push_back({text_of(component, "type"), decimal_of(component["price"]), decimal_of(component["vat"]),
                           is_restricted(element)});
    return all;
}

constexpr double hundredths_of_a_cent = 10'000;
constexpr double most_a_kwh = 100;  ///< euro; beyond it a price is no price

void fill(ReadTariff& tariff, dom::element record)
{
    tariff.id = whole_id(text_of(record, "country_code"), text_of(record, "party_id"), text_of(record, "id"));
    auto const components = components_of(record);
    auto const is_energy = [](Component const& one) {
        return one.type == "ENERGY" && one.price && *one.price >= 0 && *one.price <= most_a_kwh;
    };
    auto found = std::ranges::find_if(components, [&](Component const& c) { return is_energy(c) && !c.restricted; });
    if (found == components.end()) found = std::ranges::find_if(components, is_energy);
    if (text_of(record, "id").empty())
        tariff.why_not = NoPrice::broken;
    else if (found == components.end())
        tariff.why_not = NoPrice::no_energy;
    else if (text_of(record, "currency") != "EUR")
        tariff.why_not = NoPrice::not_euro;
    else if (!found->vat_percent || *found->vat_percent < 0 || *found->vat_percent > 100)
        tariff.why_not = NoPrice::vat_unknown;
    else
        tariff.price = {std::llround(*found->price * (1 + *found->vat_percent / 100) * hundredths_of_a_cent),
                        std::ranges::any_of(components, [](Component const& one) {
                            return one.restricted || (one.type != "ENERGY" && one.price.value_or(0) > 0);
                        })};
}

void each_record(std::filesystem::path const& file, std::function<void(std::string const&)> const& take)
{
    bool const is_packed = file.extension() == ".gz";
    each_element(is_packed ? std::filesystem::path{"/vsigzip/" + std::filesystem::absolute(file).string()} : file,
                 take);
}

/// The tariffs of the connectors of a location that are not removed, a list for each.
using TariffsOfConnectors = std::vector<std::vector<std::string>>;

TariffsOfConnectors connectors_of(dom::element location)
{
    TariffsOfConnectors all;
    std::string const country = text_of(location, "country_code"), party = text_of(location, "party_id");
    for (dom::element const evse : list_of(location, "evses")) {
        if (text_of(evse, "status") == "REMOVED") continue;
        for (dom::element const connector : list_of(evse, "connectors")) {
            auto& tariffs = all.emplace_back();
            for (dom::element const id : list_of(connector, "tariff_ids"))
                if (std::string_view text; id.get(text) == simdjson::SUCCESS)
                    tariffs.push_back(whole_id(country, party, std::string{text}));
        }
    }
    return all;
}

/// The cheapest of the tariffs that are known.
std::optional<EnergyPrice> price_of(std::vector<std::string> const& ids, Tariffs const& tariffs)
{
    std::optional<EnergyPrice> cheapest;
    for (std::string const& id : ids)
        if (auto const found = tariffs.by_id.find(id);
            found != tariffs.by_id.end() && (!cheapest || found->second.with_vat < cheapest->with_vat))
            cheapest = found->second;
    return cheapest;
}

PriceRow row_of(NeighbourhoodId neighbourhood, std::vector<EnergyPrice>& of_connectors)
{
    std::ranges::sort(of_connectors, {}, &EnergyPrice::with_vat);
    return {neighbourhood,
            std::ssize(of_connectors),
            of_connectors.front().with_vat,
            of_connectors[(of_connectors.size() - 1) / 2].with_vat,
            of_connectors.back().with_vat,
            std::ranges::count(of_connectors, true, &EnergyPrice::has_other_costs)};
}

std::int64_t count_of(Tariffs const& tariffs, NoPrice why)
{
    auto const found = tariffs.set_aside.find(why);
    return found == tariffs.set_aside.end() ? 0 : found->second;
}

}  // namespace

ReadTariff read_tariff(std::string_view record)
{
    ReadTariff tariff;
    dom::parser parser;
    dom::element parsed;
    if (parser.parse(record.data(), record.size()).get(parsed) == simdjson::SUCCESS && parsed.is_object())
        fill(tariff, parsed);
    return tariff;
}

Tariffs read_tariffs(std::filesystem::path const& file)
{
    Tariffs tariffs;
    each_record(file, [&](std::string const& record) {
        ReadTariff const one = read_tariff(record);
        if (one.price)
            tariffs.by_id.emplace(one.id, *one.price);
        else
            ++tariffs.set_aside[one.why_not];
    });
    return tariffs;
}

Prices prices(std::filesystem::path const& tariffs_file, std::filesystem::path const& locations, BaseLayers const& base)
{
    Tariffs const tariffs = read_tariffs(tariffs_file);
    auto const neighbourhood = neighbourhoods_of_sites(base);
    std::map<std::string, NeighbourhoodId> places;
    for (std::size_t i = 0; i < base.sites.size(); ++i)
        for (ChargerId const charger : base.sites[i].chargers)
            if (neighbourhood[i]) places[base.chargers[charger].id] = neighbourhood[i];
    Indexed<NeighbourhoodId, std::vector<EnergyPrice>> found(base.neighbourhoods.size());
    std::int64_t without = 0;
    dom::parser parser;
    each_record(locations, [&](std::string const& record) {
        dom::element location;
        if (parser.parse(record).get(location) != simdjson::SUCCESS) return;
        auto const place = places.find(text_of(location, "id"));
        if (place == places.end()) return;
        for (auto const& ids : connectors_of(location)) {
            if (auto const price = price_of(ids, tariffs))
                found[place->second].push_back(*price);
            else
                ++without;
        }
    });
    Prices result;
    for (NeighbourhoodId const n : found.ids())
        if (!found[n].empty()) result.rows.push_back(row_of(n, found[n]));
    if (without > 0)
        result.notes.push_back(
            to_say("Price of charging: of {} connectors in the area no price per kWh is known", without));
    auto const note = [&]<class Text>(NoPrice why, Text const& text) {
        if (auto const count = count_of(tariffs, why); count > 0) result.notes.push_back(text(count));
    };
    note(NoPrice::no_energy, [](auto n) { return to_say("Price of charging: {} tariffs have no price per kWh", n); });
    note(NoPrice::not_euro, [](auto n) { return to_say("Price of charging: {} tariffs are not in euro", n); });
    note(NoPrice::vat_unknown,
         [](auto n) { return to_say("Price of charging: of {} tariffs the VAT is not told", n); });
    note(NoPrice::broken, [](auto n) { return to_say("Price of charging: {} tariffs are no tariff of OCPI", n); });
    return result;
}

}  // namespace laad
