// SPDX-License-Identifier: Apache-2.0
#include "host/live/variants.hpp"

#include "host/language/to_say.hpp"
#include "host/live/edit_json.hpp"
#include "host/work/own_folder.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/unfinished_file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace laad {

namespace fs = std::filesystem;

Variants::Variants(fs::path folder) : folder_{std::move(folder)}
{
    make_subfolder(folder_ / "variants");
}

void Variants::check(std::string const& name)
{
    constexpr std::size_t longest = 60;
    auto const is_plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' || c == '-' ||
               c == '_';
    };
    if (name.empty() || name.size() > longest || name.front() == ' ' || name.back() == ' ' ||
        !std::ranges::all_of(name, is_plain))
        throw InputError{to_say("a variant is named with 1 to {} letters (a-z), digits, spaces, - and _; \"{}\" is not",
                                longest, name)};
}

std::vector<std::string> Variants::names() const
{
    std::vector<std::string> all;
    for (auto const& file : fs::directory_iterator{folder_ / "variants"})
        if (file.path().extension() == ".json") all.push_back(file.path().stem().string());
    std::ranges::sort(all);
    return all;
}

bool Variants::has(std::string const& name) const
{
    check(name);
    return fs::is_regular_file(file_of(name));
}

Edits Variants::read(std::string const& name) const
{
    if (!has(name)) throw InputError{to_say("there is no variant \"{}\"", name)};
    std::ifstream stream{file_of(name)};
    std::string const text{std::istreambuf_iterator<char>{stream}, {}};
    try {
        auto const stored = json_from(text);
        return edits_from(stored.at("edits"));
    } catch (nlohmann::json::exception const&) {
        throw InputError{to_say("{}: is damaged; move it away", file_of(name).string())};
    }
}

void Variants::write(std::string const& name, Edits const& edits) const
{
    check(name);
    write_whole_file(file_of(name), nlohmann::json{{"format", 1}, {"edits", to_json(edits)}}.dump(1) + "\n");
}

void Variants::rename(std::string const& name, std::string const& to) const
{
    if (has(to)) throw InputError{to_say("there is a variant \"{}\" already; choose another name", to)};
    std::error_code error;
    fs::rename(file_of(name), file_of(to), error);
    if (error) throw OutputError{fmt::format("{}: cannot be renamed ({})", file_of(name).string(), error.message())};
}

std::string Variants::current() const
{
    std::ifstream stream{folder_ / "current"};
    std::string name;
    std::getline(stream, name);
    return name;
}

void Variants::set_current(std::string const& name) const
{
    write_whole_file(folder_ / "current", name + "\n");
}

}  // namespace laad
