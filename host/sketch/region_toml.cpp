// SPDX-License-Identifier: Apache-2.0
#include "host/sketch/region_toml.hpp"

#include "host/intake/words.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/unfinished_file.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>

namespace laad {
namespace {

namespace fs = std::filesystem;

std::string content_of(fs::path const& file)
{
    std::ifstream in{file, std::ios::binary};
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) throw InputError{file.string() + ": cannot be read"};
    return text.str();
}

std::string lines_of(SectionKeys const& added)
{
    std::string lines;
    for (auto const& [key, value] : added.keys)
        lines += fmt::format("{} = {}\n", key, value);
    return lines;
}

/// Where the line after `line` (from 1) begins.
std::size_t after_line(std::string const& text, std::uint32_t line)
{
    std::size_t at = 0;
    for (std::uint32_t i = 0; i < line && at != std::string::npos; ++i) {
        at = text.find('\n', at);
        if (at != std::string::npos) ++at;
    }
    return std::min(at, text.size());
}

/// The text with the keys in it; nothing when they have no place.
std::optional<std::string> with(SectionKeys const& added, std::string const& text, toml::table const& now)
{
    auto const* node = now.get(added.section);
    if (!node) {
        std::string const gap = text.empty() || text.ends_with('\n') ? "\n" : "\n\n";
        return text + gap + added.text();
    }
    auto const* section = node->as_table();
    if (!section) return std::nullopt;
    bool const says_one =
        std::ranges::any_of(added.keys, [&](auto const& key) { return section->contains(key.first); });
    auto const line = section->source().begin.line;
    if (says_one || line == 0) return std::nullopt;
    std::size_t const begin = after_line(text, line - 1);
    std::size_t const end = after_line(text, line);
    if (!trimmed(text.substr(begin, end - begin)).starts_with("[" + added.section + "]")) return std::nullopt;
    bool const is_last_line = !text.substr(begin, end - begin).ends_with('\n');
    return text.substr(0, end) + (is_last_line ? "\n" : "") + "# " + added.comment + "\n" + lines_of(added) +
           text.substr(end);
}

bool is_toml(std::string const& text)
{
    try {
        return !toml::parse(text).empty();
    } catch (toml::parse_error const&) {
        return false;
    }
}

}  // namespace

std::string SectionKeys::text() const
{
    return fmt::format("# {}\n[{}]\n{}", comment, section, lines_of(*this));
}

bool add_to_region(fs::path const& region_toml, SectionKeys const& added)
{
    fs::path const file = fs::canonical(region_toml);  // a link stays one
    std::string const text = content_of(file);
    std::optional<std::string> longer;
    try {
        longer = with(added, text, toml::parse(text));
    } catch (toml::parse_error const& error) {
        throw InputError{fmt::format("{}:{}: not valid TOML ({})", region_toml.string(), error.source().begin.line,
                                     std::string{error.description()})};
    }
    if (!longer || !is_toml(*longer)) return false;
    auto const rights = fs::status(file).permissions();
    write_whole_file(file, *longer);
    std::error_code ignored;
    fs::permissions(file, rights, ignored);
    return true;
}

std::string name_in_region(fs::path const& region_toml, fs::path const& file)
{
    auto const folder = fs::weakly_canonical(fs::absolute(region_toml)).parent_path();
    auto const whole = fs::weakly_canonical(fs::absolute(file));
    auto const name = whole.lexically_relative(folder);
    return (name.empty() || *name.begin() == ".." ? whole : name).generic_string();
}

}  // namespace laad
