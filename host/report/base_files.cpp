// SPDX-License-Identifier: Apache-2.0
#include "host/report/base_files.hpp"

#include "host/basemap/write_base_map.hpp"
#include "host/plan_folder/plan_files.hpp"
#include "host/prepare/algorithms.hpp"
#include "host/present/folder.hpp"
#include "host/report/tables.hpp"
#include "host/work/own_folder.hpp"
#include "rasters/error.hpp"
#include "rasters/io/files/content_hash.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <vector>

namespace laad {
namespace {

namespace fs = std::filesystem;

struct BaseFile {
    std::string name;
    void (*write)(Inputs const&, fs::path const&);
    std::string (*content)(Inputs const&);
};

/// For a table of the base layers.
std::string table_content(BaseLayers const& base, std::string_view table)
{
    ContentHash hash;
    hash.add(algorithm::tables.version);
    hash.add(table);
    hash.add(base.key);
    return hash.digest();
}

std::vector<BaseFile> const& base_files()
{
    static std::vector<BaseFile> const files{
        {plan_files::base_map, write_base_map, base_map_content},
        {plan_files::entries, [](Inputs const& in, fs::path const& file) { write_text(file, entries_csv(in.base)); },
         [](Inputs const& in) { return table_content(in.base, plan_files::entries); }},
        {plan_files::links, [](Inputs const& in, fs::path const& file) { write_text(file, links_csv(in.base)); },
         [](Inputs const& in) { return table_content(in.base, plan_files::links); }}};
    return files;
}

void move_into_place(fs::path const& from, fs::path const& to)
{
    std::error_code error;
    fs::rename(from, to, error);
    if (error) throw OutputError{fmt::format("{}: cannot be written ({})", to.string(), error.message())};
}

}  // namespace

bool is_base_file(std::string_view name)
{
    return std::ranges::any_of(base_files(), [&](BaseFile const& file) { return file.name == name; });
}

void keep_base_files(Inputs const& inputs, Work const& work)
{
    PublishedFiles published{work};
    fs::path const unfinished = work.folder / "unfinished";
    for (BaseFile const& file : base_files()) {
        std::string const content = file.content(inputs);
        if (published.has(content)) continue;
        fs::remove_all(unfinished);
        make_subfolder(unfinished);
        file.write(inputs, unfinished / file.name);
        fs::path const kept = work.folder / file.name;
        std::string const hash = file_hash(unfinished / file.name);
        move_into_place(unfinished / file.name, kept);
        published.add(content, kept, hash);
    }
    fs::remove_all(unfinished);
}

std::map<std::string, WrittenFile> put_base_files(Inputs const& inputs, fs::path const& folder,
                                                  PublishedFiles const& published)
{
    std::map<std::string, WrittenFile> put;
    for (BaseFile const& file : base_files()) {
        std::string const content = file.content(inputs);
        std::string const hash = published.link(content, folder / file.name);
        if (hash.empty()) file.write(inputs, folder / file.name);
        put[file.name] = {content, hash};
    }
    return put;
}

}  // namespace laad
