// SPDX-License-Identifier: Apache-2.0
#include "host/scenario/about.hpp"
#include "host/scenario/fields.hpp"
#include "host/scenario/file_names.hpp"
#include "host/scenario/parse.hpp"
#include "host/scenario/surface_names.hpp"

#include <fmt/format.h>

namespace laad {
namespace {

std::string quoted(std::string const& text)
{
    std::string out{"\""};
    for (char const c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            out += fmt::format("\\u{:04X}", c);
            continue;
        }
        out += c;
    }
    return out + '"';
}

enum class Comments { none, all };

/// Writes the members that it visits as TOML.
class Writer {
  public:
    Writer(std::filesystem::path base, Comments comments) : base_{std::move(base)}, comments_{comments} {}

    void operator()(Key key, std::string const& value) { line(key, quoted(value)); }
    void operator()(Key key, std::filesystem::path const& value) { line(key, quoted(relative(value))); }
    void operator()(Key key, bool value) { line(key, value ? "true" : "false"); }
    void operator()(Key key, int value) { line(key, std::to_string(value)); }
    void operator()(Key key, std::int64_t value) { line(key, std::to_string(value)); }
    void operator()(Key key, double value) { line(key, real(value)); }
    void operator()(Key key, std::vector<std::string> const& values)
    {
        std::vector<std::string> items;
        for (auto const& value : values)
            items.push_back(quoted(value));
        line(key, fmt::format("[{}]", fmt::join(items, ", ")));
    }
    void operator()(Key key, std::vector<int> const& values)
    {
        line(key, fmt::format("[{}]", fmt::join(values, ", ")));
    }
    void operator()(Key key, std::map<std::string, std::string> const& values)
    {
        std::vector<std::string> items;
        for (auto const& [name, value] : values)
            items.push_back(quoted(name) + " = " + quoted(value));
        line(key, fmt::format("{{{}}}", fmt::join(items, ", ")));
    }
    void shares(Key key, std::map<std::string, int> const& thousandths)
    {
        std::vector<std::string> items;
        for (auto const& [name, share] : thousandths)
            items.push_back(fmt::format("{} = {}", quoted(name), real(share / 1000.0)));
        line(key, fmt::format("{{{}}}", fmt::join(items, ", ")));
    }
    void operator()(Key key, LayerRef const& ref)
    {
        line(key, fmt::format("{{file = {}, layer = {}, where = {}}}", quoted(relative(ref.file)), quoted(ref.layer),
                              quoted(ref.where)));
    }
    void operator()(Key key, std::optional<LayerRef> const& ref)
    {
        if (ref)
            (*this)(key, *ref);
        else if (comments_ == Comments::all)
            text_ += fmt::format("# {} = {{file = \"...\", layer = \"...\"}}  # {}\n", key.name, key.meaning);
    }
    void cell_size(Key key, int cell_cm) { line(key, real(cell_cm / 100.0)); }
    void surface_class(Key key, Surface value)
    {
        auto const& names = surface_names();
        line(key, quoted(names[static_cast<std::size_t>(value == Surface::unknown ? 0 : static_cast<int>(value) - 1)]));
    }
    void parking_kind(Key key, ParkingConfig::Kind value)
    {
        line(key, value == ParkingConfig::Kind::areas ? "\"areas\"" : "\"bays\"");
    }

    void about(Key key, SourceNote const& source)
    {
        line(key, quoted(about_names()[static_cast<std::size_t>(source.about)]));
    }

    template <class Config>
    void table(char const* name, char const* meaning, Config& config)
    {
        inside(name, meaning, "[{}]", config);
    }
    template <class Config>
    void tables(char const* name, char const* meaning, std::vector<Config>& configs)
    {
        for (auto& config : configs) {
            inside(name, meaning, "[[{}]]", config);
            meaning = "";
        }
    }

    std::string text_;

  private:
    template <class Config>
    void inside(char const* name, char const* meaning, char const* header, Config& config)
    {
        std::string const outer = path_;
        path_ = outer.empty() ? name : outer + "." + name;
        text_ += "\n";
        if (comments_ == Comments::all && *meaning) text_ += fmt::format("# {}\n", meaning);
        text_ += fmt::format(fmt::runtime(header), path_) + "\n";
        fields(*this, config);
        path_ = outer;
    }
    void line(Key key, std::string const& value)
    {
        text_ += fmt::format("{} = {}", key.name, value);
        if (comments_ == Comments::all && *key.meaning)
            text_ += fmt::format("  # {}{}", key.meaning, key.required ? " (required)" : "");
        text_ += "\n";
    }
    static std::string real(double value)
    {
        std::string out = fmt::format("{}", value);
        return out.find_first_of(".en") == std::string::npos ? out + ".0" : out;
    }
    std::string relative(std::filesystem::path const& path) const { return named_from(base_, path); }

    std::filesystem::path base_;
    Comments comments_;
    std::string path_;
};

}  // namespace

std::string effective_toml(Scenario const& scenario)
{
    Writer writer{scenario.file.parent_path(), Comments::none};
    Scenario copy = scenario;
    fields(writer, copy);
    return "# The configuration of this run with every default filled in; paths are relative to the folder of the "
           "region.toml it "
           "ran from.\n" +
           writer.text_;
}

std::string starter_toml()
{
    Scenario s;
    s.region.name = "My town";
    s.region.area = {"area.gpkg", "area", ""};
    s.region.neighbourhoods = {"buurten.gpkg", "buurten", ""};
    s.region.neighbourhood_key_field = "buurtcode";
    s.region.municipalities = {"gemeenten.gpkg", "gemeenten", ""};
    s.region.municipality_name_field = "gemeentenaam";
    s.region.municipality_code_field = "gemeentecode";
    s.surface = {{.source = {"bgt.gpkg", "bgt_wegdeel", "function = 'parkeervlak'"}, .surface = Surface::parking},
                 {.source = {"bgt.gpkg", "bgt_waterdeel", ""}, .surface = Surface::water},
                 {.source = {"bgt.gpkg", "bgt_pand", ""}, .surface = Surface::building},
                 {.source = {"bgt.gpkg", "bgt_wegdeel", "function IN ('voetpad', 'fietspad', 'voetgangersgebied')"},
                  .surface = Surface::path,
                  .level_field = "relatievehoogteligging"},
                 {.source = {"bgt.gpkg", "bgt_wegdeel", "function IN ('rijbaan lokale weg', 'woonerf', 'inrit')"},
                  .surface = Surface::street,
                  .level_field = "relatievehoogteligging"}};
    s.dwellings.source = {"bag.gpkg", "verblijfsobject", "gebruiksdoel LIKE '%woonfunctie%'"};
    s.chargers.source = {"chargers.gpkg", "charge_locations", ""};
    s.chargers.id_field = "location_id";
    s.chargers.evse_field = "n_evse";
    s.chargers.parking_type_field = "parking_type";
    s.chargers.on_street_values = {"ON_STREET"};
    s.chargers.open_24_7_field = "open_24_7";
    s.chargers.status_field = "status";
    s.chargers.dropped_status = {"REMOVED"};
    s.chargers.snapshot_date = "2026-06-07";
    s.parking = {{.source = {"bgt.gpkg", "bgt_wegdeel", "function = 'parkeervlak'"}, .id_field = "lokaalid"}};
    s.prognosis.file = "prognosis.csv";
    s.prognosis.target_year = 2028;
    s.grid.assets = "assets.csv";
    s.grid.profiles = "profiles.csv";
    s.grid.charging_types = "charging_types.csv";
    s.grid.policy = "policy.csv";
    s.placement.fill_white_squares = true;
    s.placement.quotas = {{.municipality = "My town", .stations = 20}};
    s.sources = {{"streets and buildings (BGT)", "Kadaster en bronhouders", "CC BY 4.0", "", false}};
    Writer writer{"", Comments::all};
    fields(writer, s);
    return "# laadraster: one region, one file. Paths are relative to this file.\n"
           "# `laadraster inspect region.toml` says what is in the inputs, `laadraster run region.toml` makes the plan "
           "map.\n" +
           writer.text_;
}

}  // namespace laad
