// SPDX-License-Identifier: Apache-2.0
#include "host/scenario/parse.hpp"

#include "host/recipes/expand.hpp"
#include "host/scenario/fields.hpp"
#include "host/scenario/vocabulary.hpp"
#include "rasters/error.hpp"
#include "rasters/io/vectors/network.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace laad {
namespace {

/// What a data set of that description tells of, where region.toml leaves it out.
About about_in(std::string const& what)
{
    std::string lower = what;
    std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    if (lower.find("prognos") != std::string::npos) return About::prognosis;
    return lower.find("grid") != std::string::npos ? About::grid : About::today;
}

/// Where a path of region.toml is.
std::filesystem::path resolved(std::filesystem::path const& base, std::string const& path)
{
    if (path.empty() || path.starts_with("/vsi")) return path;
    // PG:dbname=town is no file, unless there is one of that name.
    if (path.find(':') != std::string::npos && !std::filesystem::exists(base / path)) return path;
    // The folder stays in front as it is, so that named_from can tell it from what the user wrote.
    return base / std::filesystem::path{path}.lexically_normal();
}

/// What is wrong with the keys of a file, all of it, so that it can be mended at once.
struct KeyFaults {
    std::vector<std::string> unknown;
    std::vector<std::string> missing;

    /// A typo is reported before what it leaves missing.
    void refuse_any() const
    {
        std::vector<std::string> all = unknown;
        all.insert(all.end(), missing.begin(), missing.end());
        if (!missing.empty()) all.back() += "; add it (laadraster init writes a commented example)";
        if (!all.empty()) throw InputError{fmt::format("{}", fmt::join(all, "\n"))};
    }
};

/// Fills the members that it visits from a TOML table and remembers which keys exist.
class Reader {
  public:
    Reader(toml::table const& table, std::string path, std::filesystem::path const& file,
           std::filesystem::path const& base, KeyFaults& faults)
        : table_{table}, path_{std::move(path)}, file_{file}, base_{base}, faults_{faults}
    {
    }

    template <class T>
    void operator()(Key key, T& out)
    {
        if (auto const* node = find(key)) read(key, *node, out);
    }
    void cell_size(Key key, int& cell_cm)
    {
        auto const* node = find(key);
        if (!node) return;
        double const cm = real(key, *node) * 100;
        cell_cm = static_cast<int>(std::lround(cm));
        if (std::abs(cm - cell_cm) > 1e-6) fail(*node, key, "must be a whole number of centimetres");
    }
    void about(Key key, SourceNote& source)
    {
        auto const* node = find(key);
        source.about = node ? static_cast<About>(one_of(key, *node, about_names)) : about_in(source.what);
    }

    template <class Config>
    void table(char const* name, char const* meaning, Config& out)
    {
        known_.emplace_back(name);
        static toml::table const nothing{};
        auto const* node = table_.get(name);
        if (node && !node->is_table()) fail(*node, {name, ""}, fmt::format("must be a table: [{}]", name_of(name)));
        read_inside(name, node ? *node->as_table() : nothing, out, node ? "" : meaning);
    }
    template <class Config>
    void optional_table(char const* name, char const* meaning, Config& out)
    {
        known_.emplace_back(name);
        if (table_.contains(name)) table(name, meaning, out);
    }
    template <class Config>
    void tables(char const* name, char const*, std::vector<Config>& out)
    {
        known_.emplace_back(name);
        auto const* node = table_.get(name);
        if (!node) return;
        auto const* array = node->as_array();
        if (!array || (!array->empty() && !array->is_array_of_tables()))
            fail(*node, {name, ""}, fmt::format("must be written as [[{}]]", name_of(name)));
        out.clear();
        for (auto const& item : *array)
            read_inside(name, *item.as_table(), out.emplace_back());
    }

    /// Tells of keys that are unknown or missing. `absent`: the meaning of a section that is not there; else empty.
    void finish(std::string const& absent = "")
    {
        for (auto const& [key, node] : table_)
            if (std::find(known_.begin(), known_.end(), key.str()) == known_.end())
                faults_.unknown.push_back(fmt::format("{}: unknown key \"{}\"{}{}; valid keys here: {}",
                                                      where(node.source().begin.line ? node.source() : key.source()),
                                                      std::string{key.str()},
                                                      path_.empty() ? "" : " in [" + path_ + "]",
                                                      did_you_mean(key.str(), known_), fmt::join(known_, ", ")));
        if (missing_.empty()) return;
        std::string const section = absent.empty() ? fmt::format("[{}]", path_)
                                                   : fmt::format("section [{}] ({}) is not there and", path_, absent);
        faults_.missing.push_back(
            fmt::format("{}: {} lacks {}", where(table_.source()), section, fmt::join(missing_, ", ")));
    }

  private:
    toml::node const* find(Key key)
    {
        known_.emplace_back(key.name);
        auto const* node = table_.get(key.name);
        if (!node && key.required) missing_.emplace_back(key.name);
        return node;
    }

    std::string name_of(char const* key) const { return path_.empty() ? key : path_ + "." + key; }
    std::string where(toml::source_region const& at) const
    {
        return at.begin.line ? fmt::format("{}:{}", file_.string(), at.begin.line) : file_.string();
    }
    [[noreturn]] void fail(toml::node const& node, Key key, std::string const& what) const
    {
        throw InputError{fmt::format("{}: {} {}", where(node.source()), name_of(key.name), what)};
    }

    void read(Key key, toml::node const& node, std::string& out) const
    {
        out = as<std::string>(key, node, "text in quotes");
        if (key.required && out.empty()) fail(node, key, "is empty; fill it in");
    }
    void read(Key key, toml::node const& node, std::filesystem::path& out) const
    {
        out = resolved(base_, as<std::string>(key, node, "a path in quotes"));
    }
    void read(Key key, toml::node const& node, bool& out) const { out = as<bool>(key, node, "true or false"); }
    void read(Key key, toml::node const& node, int& out) const { out = static_cast<int>(whole(key, node)); }
    void read(Key key, toml::node const& node, std::int64_t& out) const { out = whole(key, node); }
    void read(Key key, toml::node const& node, double& out) const { out = real(key, node); }
    void read(Key key, toml::node const& node, std::vector<std::string>& out) const
    {
        constexpr char const* wanted = "a list of texts";
        out.clear();
        for (auto const& item : list_in(key, node, wanted))
            out.push_back(as<std::string>(key, item, wanted));
    }
    void read(Key key, toml::node const& node, std::vector<int>& out) const
    {
        out.clear();
        for (auto const& item : list_in(key, node, "a list of whole numbers"))
            out.push_back(static_cast<int>(whole(key, item)));
        if (std::adjacent_find(out.begin(), out.end(), std::greater_equal<>{}) != out.end())
            fail(node, key, "must increase, and hold no number twice");
    }
    void read(Key key, toml::node const& node, std::map<std::string, std::string>& out) const
    {
        static std::vector<std::string> const models{"concession", "open market", "unknown"};
        out.clear();
        for (auto const& [name, value] : table_in(key, node, "{Delft = \"concession\"}"))
            out[std::string{name.str()}] = models[one_of(key, value, models)];
    }
    /// A number stands for the text that it is written as.
    void read(Key key, toml::node const& node, TextsByName& out) const
    {
        out.clear();
        for (auto const& [name, value] : table_in(key, node, "{buurt = \"BU_CODE\"}")) {
            auto const number = value.value_exact<std::int64_t>();
            out[std::string{name.str()}] =
                number ? std::to_string(*number) : as<std::string>(key, value, "a table of texts");
        }
    }
    void read(Key key, toml::node const& node, std::map<std::string, int>& thousandths) const
    {
        thousandths.clear();
        for (auto const& [name, value] : table_in(key, node, "{thuis = 0.6, publiek = 0.4}")) {
            std::string const dotted = fmt::format("{}.{}", key.name, name.str());
            Key const share{dotted.c_str(), "", {0, 1}};
            double const exact = real(share, value) * 1000;
            int const whole = static_cast<int>(std::lround(exact));
            if (std::abs(exact - whole) > 1e-6) fail(value, share, "must be a whole number of thousandths, like 0.125");
            thousandths[std::string{name.str()}] = whole;
        }
    }
    void read(Key key, toml::node const& node, LayerRef& out) const
    {
        read_inside(key.name, table_in(key, node, "{file = \"roads.gpkg\", layer = \"roads\"}"), out);
    }
    void read(Key key, toml::node const& node, std::optional<LayerRef>& out) const { read(key, node, out.emplace()); }
    void read(Key key, toml::node const& node, Surface& out) const
    {
        out = static_cast<Surface>(1 + one_of(key, node, surface_names));
    }
    void read(Key key, toml::node const& node, Language& out) const
    {
        out = static_cast<Language>(one_of(key, node, language_names));
    }
    void read(Key key, toml::node const& node, ParkingConfig::Kind& out) const
    {
        out = static_cast<ParkingConfig::Kind>(one_of(key, node, parking_kind_names));
    }

    template <class Config>
    void read_inside(char const* name, toml::table const& table, Config& out, std::string const& absent = "") const
    {
        Reader inner{table, name_of(name), file_, base_, faults_};
        fields(inner, out);
        inner.finish(absent);
    }
    toml::table const& table_in(Key key, toml::node const& node, char const* example) const
    {
        if (!node.is_table()) fail(node, key, fmt::format("must be a table like {}", example));
        return *node.as_table();
    }
    toml::array const& list_in(Key key, toml::node const& node, char const* wanted) const
    {
        if (!node.is_array()) fail(node, key, fmt::format("must be {}", wanted));
        return *node.as_array();
    }
    template <class T>
    T as(Key key, toml::node const& node, char const* wanted) const
    {
        auto const value = node.value_exact<T>();
        if (!value) fail(node, key, fmt::format("must be {}", wanted));
        return *value;
    }
    void check_range(Key key, toml::node const& node, double value) const
    {
        auto const [low, high] = key.within;
        if (!(value >= low && value <= high))
            fail(node, key, fmt::format("is {}, but must lie between {} and {}", value, low, high));
    }
    std::int64_t whole(Key key, toml::node const& node) const
    {
        auto const value = as<std::int64_t>(key, node, "a whole number");
        check_range(key, node, static_cast<double>(value));
        return value;
    }
    double real(Key key, toml::node const& node) const
    {
        if (!node.is_number()) fail(node, key, "must be a number");
        double const value = *node.value<double>();
        check_range(key, node, value);
        return value;
    }
    /// The number of the name that a text is.
    std::size_t one_of(Key key, toml::node const& node, std::vector<std::string> const& names) const
    {
        auto const word = as<std::string>(key, node, "text in quotes");
        auto const found = std::find(names.begin(), names.end(), word);
        if (found == names.end())
            fail(node, key,
                 fmt::format("is \"{}\"{}; one of {} is needed", word, did_you_mean(word, names),
                             fmt::join(names, ", ")));
        return static_cast<std::size_t>(found - names.begin());
    }

    toml::table const& table_;
    std::string path_;
    std::filesystem::path const& file_;
    std::filesystem::path const& base_;
    KeyFaults& faults_;
    std::vector<std::string> known_;
    std::vector<std::string> missing_;
};

}  // namespace

std::optional<Language> stated_language(std::filesystem::path const& file)
{
    try {
        auto const stated = toml::parse_file(file.string())["publish"]["language"].value<std::string>();
        return stated ? language_of(*stated) : std::nullopt;
    } catch (toml::parse_error const&) {
        return {};
    }
}

Scenario parse_scenario(std::filesystem::path const& file, std::filesystem::path const& base)
{
    if (std::filesystem::is_directory(file))
        throw InputError{file.string() + ": is a folder; name the region.toml in it"};
    if (!std::filesystem::is_regular_file(file))
        throw InputError{file.string() + ": no such file; `laadraster init` writes one to start from"};
    Scenario scenario;
    scenario.file = file;
    try {
        toml::table table = toml::parse_file(file.string());
        if (table["inputs"]["allow_network"].value_or(false)) allow_network();
        expand_recipes(table, file.string(), [&](std::string const& path) { return resolved(base, path); });
        KeyFaults faults;
        Reader reader{table, "", file, base, faults};
        fields(reader, scenario);
        reader.finish();
        faults.refuse_any();
    } catch (toml::parse_error const& error) {
        throw InputError{fmt::format("{}:{}: not valid TOML ({})", file.string(), error.source().begin.line,
                                     std::string{error.description()})};
    }
    RegionConfig& region = scenario.region;
    if (region.neighbourhood_name_field == region.neighbourhood_key_field) region.neighbourhood_name_field.clear();
    check_together(scenario);
    return scenario;
}

Scenario parse_scenario(std::filesystem::path const& file)
{
    return parse_scenario(file, file.parent_path());
}

}  // namespace laad
