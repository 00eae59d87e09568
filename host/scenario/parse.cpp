// SPDX-License-Identifier: Apache-2.0
#include "host/scenario/parse.hpp"

#include "host/scenario/about.hpp"
#include "host/scenario/check_prognosis.hpp"
#include "host/scenario/fields.hpp"
#include "host/scenario/iso_date.hpp"
#include "host/scenario/surface_names.hpp"
#include "rasters/error.hpp"
#include "rasters/nearest_name.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <numeric>
#include <set>

namespace laad {
namespace {

/// Fills the members that it visits from a TOML table and remembers which keys exist.
class Reader {
  public:
    Reader(toml::table const& table, std::string path, std::filesystem::path const& file,
           std::filesystem::path const& base)
        : table_{table}, path_{std::move(path)}, file_{file}, base_{base}
    {
    }

    void operator()(Key key, std::string& out)
    {
        auto const* node = find(key);
        if (!node) return;
        out = as<std::string>(key, *node, "text in quotes");
        if (key.required && out.empty()) fail(*node, key, "is empty; fill it in");
    }
    void operator()(Key key, std::filesystem::path& out)
    {
        if (auto const* node = find(key)) out = resolved(as<std::string>(key, *node, "a path in quotes"));
    }
    void operator()(Key key, bool& out)
    {
        if (auto const* node = find(key)) out = as<bool>(key, *node, "true or false");
    }
    void operator()(Key key, int& out)
    {
        if (auto const* node = find(key)) out = static_cast<int>(whole(key, *node));
    }
    void operator()(Key key, std::int64_t& out)
    {
        if (auto const* node = find(key)) out = whole(key, *node);
    }
    void operator()(Key key, double& out)
    {
        if (auto const* node = find(key)) out = real(key, *node);
    }
    void operator()(Key key, std::vector<std::string>& out) { list(key, out, "a list of texts"); }
    void operator()(Key key, std::vector<int>& out)
    {
        list(key, out, "a list of whole numbers");
        auto const* node = table_.get(key.name);
        if (node && std::adjacent_find(out.begin(), out.end(), std::greater_equal<>{}) != out.end())
            fail(*node, key, "must increase, and hold no number twice");
    }
    void operator()(Key key, std::map<std::string, std::string>& out)
    {
        auto const* node = find(key);
        if (!node) return;
        auto const* table = node->as_table();
        if (!table) fail(*node, key, "must be a table like {Delft = \"concession\"}");
        out.clear();
        std::vector<std::string> const models{"concession", "open market", "unknown"};
        for (auto const& [name, value] : *table)
            out[std::string{name.str()}] = models[static_cast<std::size_t>(one_of(key, value, models, 0))];
    }
    void shares(Key key, std::map<std::string, int>& out)
    {
        auto const* node = find(key);
        if (!node) return;
        auto const* table = node->as_table();
        if (!table) fail(*node, key, "must be a table like {thuis = 0.6, publiek = 0.4}");
        out.clear();
        for (auto const& [name, value] : *table) {
            std::string const dotted = fmt::format("{}.{}", key.name, name.str());
            Key const share{.name = dotted.c_str(), .meaning = "", .low = 0, .high = 1};
            double const thousandths = real(share, value) * 1000;
            int const whole_thousandths = static_cast<int>(std::lround(thousandths));
            if (std::abs(thousandths - whole_thousandths) > 1e-6)
                fail(value, share, "must be a whole number of thousandths, like 0.125");
            out[std::string{name.str()}] = whole_thousandths;
        }
    }
    void operator()(Key key, LayerRef& out)
    {
        auto const* node = find(key);
        if (!node) return;
        auto const* table = node->as_table();
        if (!table) fail(*node, key, "must be a table like {file = \"roads.gpkg\", layer = \"roads\"}");
        Reader inner{*table, name_of(key.name), file_, base_};
        layer_keys(inner, out);
        inner.finish();
    }
    void operator()(Key key, std::optional<LayerRef>& out)
    {
        if (table_.contains(key.name))
            (*this)(key, out.emplace());
        else
            known_.emplace_back(key.name);
    }
    void cell_size(Key key, int& cell_cm)
    {
        auto const* node = find(key);
        if (!node) return;
        double const cm = real(key, *node) * 100;
        cell_cm = static_cast<int>(std::lround(cm));
        if (std::abs(cm - cell_cm) > 1e-6) fail(*node, key, "must be a whole number of centimetres");
    }
    void surface_class(Key key, Surface& out)
    {
        auto const* node = find(key);
        if (!node) return;
        out = one_of(key, *node, surface_names(), Surface::green);
    }
    void parking_kind(Key key, ParkingConfig::Kind& out)
    {
        auto const* node = find(key);
        if (!node) return;
        out = one_of(key, *node, {"areas", "bays"}, ParkingConfig::Kind::areas);
    }

    void about(Key key, SourceNote& source)
    {
        auto const* node = find(key);
        source.about = node ? one_of(key, *node, about_names(), About::today) : about_in(source.what);
    }

    template <class Config>
    void table(char const* name, char const*, Config& out)
    {
        known_.emplace_back(name);
        static toml::table const nothing{};
        auto const* node = table_.get(name);
        if (node && !node->is_table()) fail(*node, {name, ""}, fmt::format("must be a table: [{}]", name_of(name)));
        Reader inner{node ? *node->as_table() : nothing, name_of(name), file_, base_};
        fields(inner, out);
        inner.finish();
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
        for (auto const& item : *array) {
            Reader inner{*item.as_table(), name_of(name), file_, base_};
            fields(inner, out.emplace_back());
            inner.finish();
        }
    }

    /// A typo is reported before what it leaves missing.
    void finish() const
    {
        for (auto const& [key, node] : table_)
            if (std::find(known_.begin(), known_.end(), key.str()) == known_.end())
                throw InputError{fmt::format("{}: unknown key \"{}\"{}{}; valid keys here: {}",
                                             where(node.source().begin.line ? node.source() : key.source()),
                                             std::string{key.str()}, path_.empty() ? "" : " in [" + path_ + "]",
                                             did_you_mean(key.str(), known_), fmt::join(known_, ", "))};
        if (!missing_.empty())
            throw InputError{fmt::format("{}: [{}] lacks {}; add it (laadraster init writes a commented example)",
                                         where(table_.source()), path_, fmt::join(missing_, ", "))};
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
    std::filesystem::path resolved(std::string const& path) const
    {
        if (path.empty() || path.starts_with("/vsi")) return path;
        // PG:dbname=town is no file, unless there is one of that name.
        if (path.find(':') != std::string::npos && !std::filesystem::exists(base_ / path)) return path;
        // The folder stays in front as it is, so that named_from can tell it from what the user wrote.
        return base_ / std::filesystem::path{path}.lexically_normal();
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
        if (!(value >= key.low && value <= key.high))
            fail(node, key, fmt::format("is {}, but must lie between {} and {}", value, key.low, key.high));
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
    template <class T>
    void list(Key key, std::vector<T>& out, char const* wanted)
    {
        auto const* node = find(key);
        if (!node) return;
        auto const* array = node->as_array();
        if (!array) fail(*node, key, fmt::format("must be {}", wanted));
        out.clear();
        for (auto const& item : *array) {
            if constexpr (std::is_same_v<T, int>)
                out.push_back(static_cast<int>(whole(key, item)));
            else
                out.push_back(as<T>(key, item, wanted));
        }
    }
    template <class Enum>
    Enum one_of(Key key, toml::node const& node, std::vector<std::string> const& names, Enum first) const
    {
        auto const word = as<std::string>(key, node, "text in quotes");
        auto const found = std::find(names.begin(), names.end(), word);
        if (found == names.end())
            fail(node, key,
                 fmt::format("is \"{}\"{}; one of {} is needed", word, did_you_mean(word, names),
                             fmt::join(names, ", ")));
        return static_cast<Enum>(static_cast<int>(first) + static_cast<int>(found - names.begin()));
    }

    toml::table const& table_;
    std::string path_;
    std::filesystem::path const& file_;
    std::filesystem::path const& base_;
    std::vector<std::string> known_;
    std::vector<std::string> missing_;
};

/// The whole cells of `cell_cm` that are whole metres too, just below and above `snap_m`; not below the first.
std::string nearest_snaps(int snap_m, int cell_cm)
{
    int const step = cell_cm / std::gcd(cell_cm, 100);
    int const below = snap_m / step * step;
    return below > 0 ? fmt::format("{} or {}", below, below + step) : fmt::format("{}", step);
}

/// What no single key can show to be wrong.
void check_together(Scenario const& s)
{
    auto const fail = [&](std::string const& what) { throw InputError{s.file.string() + ": " + what}; };
    if (s.region.snap_m * 100 % s.region.cell_cm != 0)
        fail(fmt::format("region.snap_m ({} m) must be a whole number of cells of region.cell_m; take {}",
                         s.region.snap_m, nearest_snaps(s.region.snap_m, s.region.cell_cm)));
    if (!is_iso_date(s.chargers.snapshot_date))
        fail(fmt::format("chargers.snapshot_date \"{}\" is no day of the calendar, write it like 2026-07-01",
                         s.chargers.snapshot_date));
    check_prognosis(s);
    for (auto const& [key, sign] : {std::pair{"prognosis.decimal", &s.prognosis.decimal},
                                    std::pair{"grid.assets_decimal", &s.grid.assets_decimal},
                                    std::pair{"grid.profiles_decimal", &s.grid.profiles_decimal},
                                    std::pair{"grid.charging_types_decimal", &s.grid.charging_types_decimal}})
        if (!sign->empty() && *sign != "." && *sign != ",")
            fail(fmt::format("{} is \"{}\"; write \".\" or \",\", or leave it out", key, *sign));
    if (s.surface.empty()) fail("no [[surface]] rule, so nothing is walkable; add streets at least");
    constexpr int most_density_cells = 400;  // kernels/demand.hpp keeps its sums within 64 bits up to here
    if (s.demand.density_radius_m * 100 / s.region.cell_cm > most_density_cells)
        fail(fmt::format("demand.density_radius_m is more than {} cells of region.cell_m; lower it to {}",
                         most_density_cells, most_density_cells * s.region.cell_cm / 100));
    if (s.demand.comfort_walk_m > s.demand.service_walk_m)
        fail("demand.comfort_walk_m is more than demand.service_walk_m; swap the two?");
    for (int const walk : s.coverage.walk_shares_m)
        if (walk <= 0 || walk > s.coverage.max_walk_m)
            fail(fmt::format("coverage.walk_shares_m holds {}, but must lie between 1 and max_walk_m ({})", walk,
                             s.coverage.max_walk_m));
    if (s.coverage.white_spot_walk_m > s.coverage.max_walk_m)
        fail("coverage.white_spot_walk_m is more than coverage.max_walk_m; raise the latter");
    if (s.coverage.cbs_squares && s.coverage.cbs_households_field.empty())
        fail("coverage.cbs_squares needs coverage.cbs_households_field");
    std::set<std::string> quotas;
    for (auto const& quota : s.placement.quotas) {
        if (quota.stations == 0 && quota.kwh_per_year == 0)
            fail(fmt::format("placement.quota of {} has neither stations nor kwh_per_year; give one",
                             quota.municipality));
        if (!quotas.insert(quota.municipality).second)
            fail(fmt::format("placement.quota of {} is there twice; keep one of them", quota.municipality));
    }
    if (std::popcount(static_cast<unsigned>(s.run.tile_cells)) != 1)
        fail(fmt::format("run.tile_cells is {}; use 512, 1024, 2048, 4096 or 8192", s.run.tile_cells));
    if (s.run.compression != "zstd" && s.run.compression != "deflate")
        fail("run.compression is \"" + s.run.compression + "\"; use zstd or deflate");
    if (!is_device(s.run.device)) fail("run.device is \"" + s.run.device + "\"; use auto, cpu or cuda:N");
}

}  // namespace

bool is_device(std::string const& device)
{
    bool const cuda = device.starts_with("cuda:") && device.size() > 5 &&
                      device.find_first_not_of("0123456789", 5) == std::string::npos;
    return device == "auto" || device == "cpu" || cuda;
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
        toml::table const table = toml::parse_file(file.string());
        Reader reader{table, "", file, base};
        fields(reader, scenario);
        reader.finish();
    } catch (toml::parse_error const& error) {
        throw InputError{fmt::format("{}:{}: not valid TOML ({})", file.string(), error.source().begin.line,
                                     std::string{error.description()})};
    }
    check_together(scenario);
    return scenario;
}

Scenario parse_scenario(std::filesystem::path const& file)
{
    return parse_scenario(file, file.parent_path());
}

}  // namespace laad
