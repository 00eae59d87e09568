// SPDX-License-Identifier: Apache-2.0
#include "host/recipes/toml_text.hpp"
#include "host/scenario/fields.hpp"
#include "host/scenario/file_names.hpp"
#include "host/scenario/parse.hpp"
#include "host/scenario/vocabulary.hpp"

#include <fmt/format.h>

namespace laad {
namespace {

enum class Comments { none, all };

/// Writes the members that it visits as TOML.
class Writer {
  public:
    Writer(std::filesystem::path base, Comments comments) : base_{std::move(base)}, comments_{comments} {}

    template <class T>
    void operator()(Key key, T const& value)
    {
        if (!key.rare || value != T{}) line(key, in_toml(value));
    }
    void operator()(Key key, std::optional<LayerRef> const& ref)
    {
        if (ref)
            (*this)(key, *ref);
        else if (comments_ == Comments::all)
            text_ += fmt::format("# {} = {{file = \"...\", layer = \"...\"}}  # {}\n", key.name, key.meaning);
    }
    void operator()(Key key, LayerRef const& ref)
    {
        if (!ref.file.empty()) line(key, in_toml(ref));
    }
    void cell_size(Key key, int cell_cm) { line(key, in_toml(cell_cm / 100.0)); }
    void about(Key key, SourceNote const& source)
    {
        line(key, in_toml(about_names[static_cast<std::size_t>(source.about)]));
    }

    template <class Config>
    void table(char const* name, char const* meaning, Config& config)
    {
        inside(name, meaning, "[{}]", config);
    }
    template <class Config>
    void optional_table(char const* name, char const* meaning, Config& config)
    {
        if (config.given()) table(name, meaning, config);
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
    std::string in_toml(std::string const& text) const { return toml_text(text); }
    std::string in_toml(std::filesystem::path const& path) const { return toml_text(named_from(base_, path)); }
    std::string in_toml(bool value) const { return value ? "true" : "false"; }
    std::string in_toml(int value) const { return std::to_string(value); }
    std::string in_toml(std::int64_t value) const { return std::to_string(value); }
    std::string in_toml(double value) const
    {
        std::string out = fmt::format("{}", value);
        return out.find_first_of(".en") == std::string::npos ? out + ".0" : out;
    }
    template <class T>
    std::string in_toml(std::vector<T> const& values) const
    {
        std::vector<std::string> items;
        for (auto const& value : values)
            items.push_back(in_toml(value));
        return fmt::format("[{}]", fmt::join(items, ", "));
    }
    template <class T>
    std::string in_toml(std::map<std::string, T> const& values) const
    {
        std::vector<std::string> items;
        for (auto const& [name, value] : values)
            items.push_back(toml_text(name) + " = " + in_map(value));
        return fmt::format("{{{}}}", fmt::join(items, ", "));
    }
    std::string in_map(std::string const& text) const { return toml_text(text); }
    std::string in_map(int thousandths) const { return in_toml(thousandths / 1000.0); }
    std::string in_toml(LayerRef const& ref) const
    {
        auto text = fmt::format("{{file = {}, layer = {}, where = {}", in_toml(ref.file), toml_text(ref.layer),
                                toml_text(ref.where));
        if (!ref.x_field.empty()) text += fmt::format(", x_field = {}", toml_text(ref.x_field));
        if (!ref.y_field.empty()) text += fmt::format(", y_field = {}", toml_text(ref.y_field));
        if (ref.epsg != 0) text += fmt::format(", epsg = {}", ref.epsg);
        return text + "}";
    }
    std::string in_toml(Surface value) const
    {
        return toml_text(surface_names[value == Surface::unknown ? 0 : static_cast<std::size_t>(value) - 1]);
    }
    std::string in_toml(Language value) const { return toml_text(code_of(value)); }
    std::string in_toml(ParkingConfig::Kind value) const
    {
        return toml_text(parking_kind_names[static_cast<std::size_t>(value)]);
    }

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
