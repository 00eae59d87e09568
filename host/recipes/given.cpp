// SPDX-License-Identifier: Apache-2.0
#include "host/recipes/expand.hpp"
#include "rasters/io/vectors/vector_file.hpp"

#include <algorithm>

namespace laad {
namespace {

/// Walks the keys that a recipe gives and fills in what is particular to one file.
class Filling {
  public:
    Filling(RecipeMatch const& match, std::string file, std::string date)
        : match_{match}, file_{std::move(file)}, date_{std::move(date)}
    {
    }

    /// False when the table rests on what the file lacks.
    bool fill(toml::table& table, LayerContent const* layer = nullptr) const
    {
        if (auto const name = table["layer"].value<std::string>()) {
            layer = match_.layer(*name);
            if (!layer) return false;
            bool const is_alone = match_.content().format == "CSV" || layer->name.empty();
            table.insert_or_assign("file", file_);
            table.insert_or_assign("layer", is_alone ? std::string{} : layer->name);
        }
        if (table["file"].value_or(std::string{}) == "{file}") table.insert_or_assign("file", file_);
        fill_members(table, layer);
        return true;
    }

  private:
    void fill_members(toml::table& table, LayerContent const* layer) const
    {
        std::vector<std::string> gone;
        for (auto&& [key, node] : table) {
            bool keep = true;
            if (auto* const inner = node.as_table())
                keep = fill(*inner, layer) && !inner->empty();
            else if (auto* const list = node.as_array())
                fill(*list, layer);
            else if (auto* const text = node.as_string(); text && key != "file" && key != "layer") {
                *text = filled(**text, key == "where", layer);
                keep = !(*text)->empty();
            }
            if (!keep) gone.emplace_back(key.str());
        }
        for (auto const& key : gone)
            table.erase(key);
    }

    void fill(toml::array& list, LayerContent const* layer) const
    {
        for (std::size_t i = list.size(); i-- > 0;)
            if (auto* const table = list[i].as_table(); table && !fill(*table, layer))
                list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
    }

    /// {name} is a field of the layer, {layer.name} one of another layer, {file} and {date} are of the source.
    std::string filled(std::string const& text, bool in_sql, LayerContent const* layer) const
    {
        std::string out;
        for (std::size_t at = 0; at < text.size();) {
            std::size_t const open = text.find('{', at);
            std::size_t const close = text.find('}', open);
            out += text.substr(at, open - at);
            if (open == std::string::npos || close == std::string::npos) break;
            out += value_of(text.substr(open + 1, close - open - 1), in_sql, layer);
            at = close + 1;
        }
        return out;
    }

    std::string value_of(std::string const& name, bool in_sql, LayerContent const* layer) const
    {
        if (name == "file") return file_;
        if (name == "date") return date_;
        std::size_t const dot = name.find('.');
        if (dot != std::string::npos) layer = match_.layer(name.substr(0, dot));
        std::string const field = layer ? match_.field(*layer, name.substr(dot + 1)) : std::string{};
        if (!in_sql) return field;
        return field.empty() ? "NULL" : sql_name(field);
    }

    RecipeMatch const& match_;
    std::string file_;
    std::string date_;
};

/// In a recipe a layer has no file yet.
bool is_layer(toml::node const& node)
{
    return node.is_table() && (node.as_table()->contains("file") || node.as_table()->contains("layer"));
}

}  // namespace

std::string part_of(std::string_view section, std::string_view key)
{
    if (section == "region") {
        if (key.starts_with("buurt")) return "buurten";
        return key.starts_with("gemeente") ? "gemeenten" : std::string{key};
    }
    if (section == "coverage") return "squares";
    if (section == "placement.rules") return "rules";
    if (section == "grid" && key == "stations") return "stations";
    return std::string{section.substr(0, section.find('.'))};
}

toml::table given_by(RecipeMatch const& match, std::string const& file, std::string const& date)
{
    toml::table given = match.recipe().gives;
    Filling{match, file, date}.fill(given);
    return given;
}

namespace {

/// Calls `visit(part, table, key)` for each key that is part of a plan by itself.
template <class Table, class Visit>
void each_key(Table& section, std::string const& name, Visit const& visit)
{
    for (auto&& [key, value] : section)
        if (auto* const inner = value.as_table(); inner && !is_layer(value))
            for (auto&& [inner_key, ignored] : *inner)
                visit(part_of(name + "." + std::string{key.str()}, inner_key.str()), *inner, inner_key.str());
        else
            visit(part_of(name, key.str()), section, key.str());
}

}  // namespace

void keep_parts(toml::table& given, std::set<std::string> const& parts)
{
    std::vector<std::string> gone;
    for (auto&& [section, node] : given) {
        auto* const table = node.as_table();
        if (!table) {
            if (!parts.contains(std::string{section.str()})) gone.emplace_back(section.str());
            continue;
        }
        std::vector<std::pair<toml::table*, std::string>> keys;
        each_key(*table, std::string{section.str()}, [&](std::string const& part, toml::table& from, auto key) {
            if (!parts.contains(part)) keys.emplace_back(&from, key);
        });
        for (auto const& [from, key] : keys)
            from->erase(key);
        if (table->empty()) gone.emplace_back(section.str());
    }
    for (auto const& section : gone)
        given.erase(section);
}

std::set<std::string> parts_in(toml::table const& given)
{
    std::set<std::string> parts;
    for (auto const& [section, node] : given) {
        if (toml::array const* const list = node.as_array()) {
            if (!list->empty()) parts.insert(std::string{section.str()});
        } else if (toml::table const* const table = node.as_table()) {
            each_key(*table, std::string{section.str()},
                     [&](std::string const& part, toml::table const&, auto) { parts.insert(part); });
        }
    }
    return parts;
}

}  // namespace laad
