// SPDX-License-Identifier: Apache-2.0
#include "host/scenario/file_names.hpp"

#include "host/scenario/fields.hpp"
#include "rasters/io/vectors/network.hpp"

#include <algorithm>
#include <set>

namespace laad {

namespace {

/// `file` without `folder` before it, or nothing.
std::filesystem::path after(std::filesystem::path const& folder, std::filesystem::path const& file)
{
    auto [f, rest] = std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
    if (f != folder.end() && !f->empty()) return {};  // empty: what follows a last slash
    std::filesystem::path name;
    for (; rest != file.end(); ++rest)
        name /= *rest;
    return name;
}

/// Gathers the files among the members that it visits.
struct FileFinder {
    std::set<std::filesystem::path> files{};

    template <class T>
    void operator()(Key, T const&)
    {
    }
    void operator()(Key, std::filesystem::path const& file)
    {
        if (!file.empty()) files.insert(file);
    }
    void operator()(Key, LayerRef& layer) { fields(*this, layer); }
    void operator()(Key, std::optional<LayerRef>& layer)
    {
        if (layer) fields(*this, *layer);
    }
    void cell_size(Key, int) {}
    void about(Key, SourceNote const&) {}
    template <class Config>
    void table(char const*, char const*, Config& config)
    {
        fields(*this, config);
    }
    template <class Config>
    void optional_table(char const*, char const*, Config& config)
    {
        fields(*this, config);
    }
    template <class Config>
    void tables(char const*, char const*, std::vector<Config>& configs)
    {
        for (auto& config : configs)
            fields(*this, config);
    }
};

}  // namespace

// The parser puts the folder before a name that is relative, and nothing before others.
std::string named_from(std::filesystem::path const& folder, std::filesystem::path const& file)
{
    if (is_on_network(file)) return file.string();
    if (folder.empty() || file.is_absolute() != folder.is_absolute()) return file.generic_string();
    auto const name = after(folder, file);
    return (name.empty() ? file : name).generic_string();
}

std::vector<std::filesystem::path> input_files(Scenario scenario)
{
    FileFinder finder;
    finder({"", ""}, scenario.file);
    fields(finder, scenario);
    return {finder.files.begin(), finder.files.end()};
}

}  // namespace laad
