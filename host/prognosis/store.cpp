// SPDX-License-Identifier: Apache-2.0
#include "host/prognosis/store.hpp"

#include "host/scenario/iso_date.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/content_hash.hpp"
#include "rasters/io/files/unfinished_file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <span>

namespace laad {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::size_t shown_digits = 12;

std::vector<StoredPrognosis> versions_in(fs::path const& store)
{
    fs::path const file = store / versions_file;
    if (!fs::exists(file)) return {};
    try {
        std::ifstream in{file};
        auto const content = Json::parse(in);
        std::vector<StoredPrognosis> versions;
        for (Json const& one : content.at("versions")) {
            std::string const name = one.at("file");
            if (name.empty() || fs::path{name}.filename() != fs::path{name} || name == "..")
                throw InputError{fmt::format("{}: names \"{}\", which is no file of its own folder; restore it",
                                             file.string(), name)};
            versions.push_back({{one.at("version"), one.at("date"), one.at("source")},
                                one.at("cbs_year"),
                                one.at("illustrative"),
                                one.at("xxh3_128"),
                                name});
        }
        return versions;
    } catch (Json::exception const& error) {
        throw InputError{fmt::format("{}: cannot be read ({}); restore it, or add the versions anew to an empty folder",
                                     file.string(), error.what())};
    }
}

std::string in_json(std::vector<StoredPrognosis> const& versions)
{
    Json list = Json::array();
    for (StoredPrognosis const& one : versions)
        list.push_back({{"version", one.label.version},
                        {"date", one.label.date},
                        {"source", one.label.source},
                        {"cbs_year", one.cbs_year},
                        {"illustrative", one.illustrative},
                        {"xxh3_128", one.content},
                        {"file", one.file}});
    return Json{{"versions", list}}.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

void check_label(PrognosisTable const& table, PrognosisLabel const& label)
{
    auto const need = [&](char const* what, std::string const& value) {
        if (value.empty())
            table.refuse(fmt::format("the {0} is not known; give --{0}, or a column {0} in the table", what));
    };
    need("version", label.version);
    need("date", label.date);
    need("source", label.source);
    auto const is_plain = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_' ||
               c == '-';
    };
    if (!std::all_of(label.version.begin(), label.version.end(), is_plain) || label.version.starts_with('.'))
        table.refuse(
            fmt::format("version \"{}\" cannot be part of a file name; use letters, digits, . _ and -", label.version));
    constexpr std::size_t longest = 80;
    if (label.version.size() > longest)
        table.refuse(fmt::format("version \"{}\" has {} characters, at most {} make a good name of a file",
                                 label.version, label.version.size(), longest));
    if (!is_iso_date(label.date))
        table.refuse(fmt::format("date \"{}\" is no day of the calendar, write it like 2026-07-01", label.date));
}

/// A name as a cell; quotes inside it are doubled.
std::string cell(std::string const& name)
{
    if (name.find_first_of(",;\t\"\r\n") == std::string::npos) return name;
    std::string quoted = "\"";
    for (char const c : name)
        quoted += c == '"' ? std::string{"\"\""} : std::string{c};
    return quoted + '"';
}

/// A table as a CSV that read_prognosis_table reads as the same rows, in the same order; values with three decimals.
std::string csv_text(PrognosisTable const& table)
{
    // Four digits behind the sign, so that no reader can take it for one between thousands.
    char const sign = table.decimal == "," ? ',' : '.';
    std::string text = "buurt,cbs_year,year,scenario,modality,location_type,quantity,value,basis\n";
    for (PrognosisRow const& row : table.rows)
        fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{},{},{},{}\n", cell(row.neighbourhood),
                       table.cbs_year, row.year, row.scenario, cell(row.modality), cell(row.location_type),
                       table.quantity, cell(fmt::format("{}{}{:03}0", row.value / 1000, sign, row.value % 1000)),
                       words(row.basis));
    return text;
}

/// A long CSV is kept as it is, any other table as the CSV of its rows.
std::string text_of(PrognosisTable const& table)
{
    if (table.row_word != "line" || !table.is_long) return csv_text(table);
    std::ifstream in{table.file, std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    if (!in) throw InputError{table.file + ": cannot be read; check its permissions"};
    return text;
}

std::string hash_of(std::string const& text)
{
    ContentHash hash;
    hash.add(std::as_bytes(std::span{text}));
    return hash.digest();
}

/// The version with the same content, or nothing when the table can be added.
std::optional<StoredPrognosis> same_of(std::vector<StoredPrognosis> const& versions, PrognosisTable const& table,
                                       std::string const& content, PrognosisLabel const& label)
{
    for (StoredPrognosis const& one : versions)
        if (one.content == content) return one;
    for (StoredPrognosis const& one : versions)
        if (one.label.version == label.version)
            table.refuse(
                fmt::format("version {} of {} is in the store with other content ({}); a stored version never "
                            "changes, give this one another name",
                            label.version, one.label.date, one.file));
    if (!versions.empty() && label.date <= versions.back().label.date)
        table.refuse(
            fmt::format("version {} of {} is not newer than {} of {}, the newest in the store; is its date "
                        "right?",
                        label.version, label.date, versions.back().label.version, versions.back().label.date));
    return std::nullopt;
}

}  // namespace

std::vector<StoredPrognosis> stored_prognoses(fs::path const& region_folder)
{
    return versions_in(region_folder / store_folder);
}

std::optional<StoredPrognosis> stored_as(fs::path const& file)
{
    fs::path const store = file.parent_path();
    if (store.filename() != store_folder) return std::nullopt;
    auto const versions = versions_in(store);
    auto const found = std::ranges::find(versions, file.filename().string(), &StoredPrognosis::file);
    if (found == versions.end()) return std::nullopt;
    if (file_hash(file) != found->content)
        throw InputError{
            fmt::format("{}: is not what was stored as version {} (content {}); restore it, and add what "
                        "is new as a new version",
                        file.string(), found->label.version, found->content.substr(0, shown_digits))};
    return *found;
}

std::optional<StoredPrognosis> same_in_store(fs::path const& region_folder, PrognosisTable const& table,
                                             PrognosisLabel const& label)
{
    check_label(table, label);
    return same_of(stored_prognoses(region_folder), table, hash_of(text_of(table)), label);
}

StoredPrognosis store_prognosis(fs::path const& region_folder, PrognosisTable const& table, PrognosisLabel const& label)
{
    check_label(table, label);
    auto versions = stored_prognoses(region_folder);
    std::string const text = text_of(table);
    std::string const content = hash_of(text);
    if (auto const there = same_of(versions, table, content, label)) return *there;
    fs::path const store = region_folder / store_folder;
    std::error_code problem;
    fs::create_directories(store, problem);
    if (problem) throw OutputError{fmt::format("{}: cannot be made ({})", store.string(), problem.message())};
    bool const illustrative = std::ranges::count(table.rows, FigureBasis::illustrative, &PrognosisRow::basis) > 0;
    versions.push_back({label, table.cbs_year, illustrative, content,
                        fmt::format("{}-{}.csv", label.version, content.substr(0, shown_digits))});
    StoredPrognosis const& added = versions.back();
    write_whole_file(store / added.file, text);
    try {
        write_whole_file(store / versions_file, in_json(versions));
    } catch (...) {
        fs::remove(store / added.file, problem);
        throw;
    }
    return added;
}

}  // namespace laad
