// SPDX-License-Identifier: Apache-2.0
#include "host/compare/differences.hpp"

#include "host/language/said_with.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

namespace laad {
namespace {

using Settings = std::map<std::string, std::string>;

void flatten(toml::node const& node, std::string const& name, Settings& settings)
{
    auto const below = [&](std::string const& key) { return name.empty() ? key : name + "." + key; };
    if (auto const* table = node.as_table()) {
        for (auto const& [key, value] : *table)
            flatten(value, below(std::string{key.str()}), settings);
        return;
    }
    if (auto const* array = node.as_array(); array != nullptr && array->is_array_of_tables()) {
        for (std::size_t i = 0; i < array->size(); ++i)
            flatten(*array->get(i), fmt::format("{}[{}]", name, i + 1), settings);
        return;
    }
    std::ostringstream text;
    node.visit([&](auto const& value) { text << value; });
    settings[name] = text.str();
}

Settings settings_of(StoredPlan const& plan)
{
    auto const file = plan.path / plan_files::configuration;
    Settings settings;
    try {
        toml::table table = toml::parse_file(file.string());
        table.erase("run");
        flatten(table, "", settings);
    } catch (toml::parse_error const& error) {
        throw InputError{fmt::format("{}: not valid TOML ({}); make the folder again", file.string(),
                                     std::string{error.description()})};
    }
    return settings;
}

std::set<std::string> prognosis_files(StoredPlan const& old_plan, StoredPlan const& new_plan)
{
    std::set<std::string> names;
    for (StoredPlan const* plan : {&old_plan, &new_plan})
        names.insert(plan->config.prognosis.file.filename().string());
    return names;
}

/// Adds what differs between two maps; `absent` stands for what one of them lacks.
template <class IsOfPrognosis>
void add(Settings const& before, Settings const& after, std::string const& kind, IsOfPrognosis of_prognosis,
         std::vector<Difference>& found)
{
    std::set<std::string> names;
    for (Settings const* side : {&before, &after})
        for (auto const& [name, value] : *side)
            names.insert(name);
    auto const value_in = [](Settings const& side, std::string const& name) {
        auto const at = side.find(name);
        return at == side.end() ? std::string{"absent"} : at->second;
    };
    for (std::string const& name : names)
        if (value_in(before, name) != value_in(after, name))
            found.push_back({kind + " " + name, value_in(before, name), value_in(after, name), of_prognosis(name)});
}

}  // namespace

std::vector<Difference> differences(StoredPlan const& old_plan, StoredPlan const& new_plan)
{
    std::vector<Difference> found;
    if (old_plan.program_version != new_plan.program_version)
        found.push_back({"version of laadraster", old_plan.program_version, new_plan.program_version, false});
    std::set<std::string> const tables = prognosis_files(old_plan, new_plan);
    add(
        old_plan.inputs, new_plan.inputs, "input",
        [&](std::string const& file) { return tables.contains(std::filesystem::path{file}.filename().string()); },
        found);
    add(
        settings_of(old_plan), settings_of(new_plan), "setting",
        [](std::string const& name) { return name.starts_with("prognosis."); }, found);
    return found;
}

std::string difference_words(Difference const& difference)
{
    auto const at = difference.what.find(' ');
    std::string const kind = difference.what.substr(0, at);
    if (kind == "input") return said_with("input {}", difference.what.substr(at + 1));
    if (kind == "setting") return said_with("setting {}", difference.what.substr(at + 1));
    return said(difference.what);
}

bool only_prognosis(std::vector<Difference> const& found)
{
    return std::ranges::all_of(found, &Difference::of_prognosis);
}

}  // namespace laad
