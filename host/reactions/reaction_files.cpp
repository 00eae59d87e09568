// SPDX-License-Identifier: Apache-2.0
#include "host/reactions/reaction_files.hpp"

#include "host/language/said_with.hpp"
#include "host/present/safe_text.hpp"
#include "host/reactions/plain_text.hpp"
#include "rasters/error.hpp"
#include "rasters/interrupt.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <system_error>

namespace laad {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// Why a file or item is set aside.
struct Refusal {
    std::string reason;
};

/// `english`: a text of the catalogue with {} where values come.
template <class... T>
[[noreturn]] void refuse(std::string_view english, T const&... values)
{
    throw Refusal{said_with(english, values...)};
}

/// A member that must be text, made plain; empty where it may lack and does.
std::string words(Json const& of, char const* member, std::size_t most, bool may_lack = false)
{
    auto const found = of.find(member);
    if (found == of.end() && may_lack) return {};
    if (found == of.end() || !found->is_string()) refuse("\"{}\" is no text", member);
    auto const& text = found->get_ref<std::string const&>();
    if (text.size() > most) refuse("\"{}\" is longer than {} bytes", member, most);
    return plain_text(text);
}

double coordinate(Json const& of, char const* member)
{
    auto const found = of.find(member);
    if (found == of.end() || !found->is_number()) refuse("\"{}\" is no number", member);
    auto const value = found->get<double>();
    if (!std::isfinite(value)) refuse("\"{}\" is no number", member);
    return value;
}

Reaction reaction_of(Json const& item, ReactionLimits const& limits)
{
    if (!item.is_object()) refuse("is no object");
    Reaction reaction;
    std::string const kind = words(item, "kind", limits.name_bytes);
    reaction.text = words(item, "text", limits.text_bytes, true);
    if (kind == "propose") {
        reaction.kind = ReactionKind::proposal;
        reaction.x = coordinate(item, "x");
        reaction.y = coordinate(item, "y");
        return reaction;
    }
    if (kind != "react") refuse("\"kind\" is neither react nor propose");
    reaction.place = words(item, "place", limits.name_bytes);
    std::string const opinion = words(item, "opinion", limits.name_bytes);
    if (opinion != "for" && opinion != "against") refuse("\"opinion\" is neither for nor against");
    reaction.kind = opinion == "for" ? ReactionKind::in_favour : ReactionKind::against;
    return reaction;
}

/// The content of a plain file that is not too large.
std::string content_of(fs::directory_entry const& entry, ReactionLimits const& limits)
{
    if (entry.symlink_status().type() != fs::file_type::regular) refuse("is no plain file");
    if (entry.path().extension() != ".json") refuse("is no .json file");
    std::error_code failed;
    auto const bytes = entry.file_size(failed);
    if (!failed && bytes > limits.file_bytes) refuse("is larger than {} bytes", limits.file_bytes);
    std::ifstream in{entry.path(), std::ios::binary};
    if (failed || !in.is_open()) refuse("cannot be read");
    std::string content(bytes, '\0');
    in.read(content.data(), static_cast<std::streamsize>(bytes));
    if (in.bad()) refuse("cannot be read");
    content.resize(static_cast<std::size_t>(in.gcount()));
    return content;
}

/// What files must differ in.
std::string identity(Json const& file, std::vector<Reaction> const& reactions)
{
    std::string all = words(file, "id", 100, true);
    for (Reaction const& r : reactions)
        all += fmt::format("\n{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}", r.made, r.plan, r.person, static_cast<int>(r.kind),
                           r.place, r.x, r.y, r.text);
    return all;
}

class Reader {
  public:
    Reader(std::string const& region, ReactionLimits const& limits) : region_{region}, limits_{limits} {}

    void add(fs::directory_entry const& entry)
    {
        std::string const name = plain_text(for_terminal(entry.path().filename().string()));
        try {
            read(name, content_of(entry, limits_));
        } catch (Refusal const& refusal) {
            found_.set_aside.push_back({name, 0, refusal.reason});
        }
    }
    ReadReactions take() { return std::move(found_); }

  private:
    void read(std::string const& name, std::string const& content)
    {
        Json const file = Json::parse(content, nullptr, false);
        if (file.is_discarded()) refuse("is no JSON: damaged, or another kind of file");
        if (!file.is_object() || words(file, "laadraster", limits_.name_bytes) != "reaction")
            refuse("is no file of reactions");
        auto const format = file.find("format");
        if (format == file.end() || !format->is_number_integer() || *format != 1)
            refuse("is of a format that this version does not read");
        std::string const region = words(file, "region", limits_.name_bytes);
        if (region != plain_text(region_)) refuse("is about {}", region);
        Reaction common;
        common.file = name;
        common.made = words(file, "made", limits_.name_bytes);
        common.plan = words(file, "plan", limits_.name_bytes);
        common.person = words(file, "name", limits_.name_bytes, true);
        auto const items = file.find("items");
        if (items == file.end() || !items->is_array()) refuse("\"items\" is no list");
        if (items->size() > limits_.items) refuse("has more than {} items", limits_.items);
        add_items(file, *items, common);
    }

    void add_items(Json const& file, Json const& items, Reaction const& common)
    {
        std::vector<Reaction> reactions;
        std::vector<SetAside> refused;
        std::set<std::string> places;
        for (std::size_t i = 0; i < items.size(); ++i) {
            try {
                Reaction one = reaction_of(items[i], limits_);
                one.file = common.file;
                one.item = i + 1;
                one.made = common.made;
                one.plan = common.plan;
                one.person = common.person;
                if (one.kind != ReactionKind::proposal && !places.insert(one.place).second)
                    refuse("reacts to {} a second time", one.place);
                reactions.push_back(std::move(one));
            } catch (Refusal const& refusal) {
                refused.push_back({common.file, i + 1, refusal.reason});
            }
        }
        auto const [same, is_new] = seen_.try_emplace(identity(file, reactions), common.file);
        if (!is_new && !reactions.empty()) refuse("says the same as {}", same->second);
        ++found_.files;
        std::ranges::move(reactions, std::back_inserter(found_.reactions));
        std::ranges::move(refused, std::back_inserter(found_.set_aside));
    }

    std::string region_;
    ReactionLimits limits_;
    std::map<std::string, std::string> seen_;  ///< file by what it says
    ReadReactions found_;
};

}  // namespace

ReadReactions read_reactions(fs::path const& folder, std::string const& region, ReactionLimits const& limits)
{
    if (!fs::is_directory(folder))
        throw InputError{folder.string() + ": no such folder; name the one with the files that residents sent"};
    std::vector<fs::directory_entry> entries;
    for (fs::directory_entry const& entry : fs::directory_iterator{folder}) {
        entries.push_back(entry);
        if (entries.size() > limits.files)
            throw InputError{
                fmt::format("{}: holds more than {} files; import them in parts", folder.string(), limits.files)};
    }
    std::ranges::sort(entries);
    Reader reader{region, limits};
    for (fs::directory_entry const& entry : entries) {
        stop_if_interrupted();
        reader.add(entry);
    }
    return reader.take();
}

}  // namespace laad
