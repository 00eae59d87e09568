// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/bgt_schema.hpp"

#include "rasters/nearest_name.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace laad {
namespace {

using NamePair = std::pair<std::string_view, std::string_view>;

/// Names of citygml that differ from those of gmllight.
constexpr std::array<NamePair, 9> dutch{{{"trafficarea", "wegdeel"},
                                         {"auxiliarytrafficarea", "ondersteunendwegdeel"},
                                         {"railway", "spoor"},
                                         {"plantcover", "begroeidterreindeel"},
                                         {"buildingpart", "pand"},
                                         {"bridgeconstructionelement", "overbruggingsdeel"},
                                         {"tunnelpart", "tunneldeel"},
                                         {"buildinginstallation", "gebouwinstallatie"},
                                         {"solitaryvegetationobject", "vegetatieobject"}}};

constexpr std::array<std::pair<std::string_view, ShapeKind>, 36> types{{
    {"bak", ShapeKind::point},
    {"begroeidterreindeel", ShapeKind::polygon},
    {"bord", ShapeKind::point},
    {"buurt", ShapeKind::polygon},
    {"functioneelgebied", ShapeKind::polygon},
    {"gebouwinstallatie", ShapeKind::polygon},
    {"installatie", ShapeKind::point},
    {"kast", ShapeKind::point},
    {"kunstwerkdeel", ShapeKind::polygon},
    {"mast", ShapeKind::point},
    {"onbegroeidterreindeel", ShapeKind::polygon},
    {"ondersteunendwaterdeel", ShapeKind::polygon},
    {"ondersteunendwegdeel", ShapeKind::polygon},
    {"ongeclassificeerdobject", ShapeKind::polygon},
    {"openbareruimte", ShapeKind::polygon},
    {"overbruggingsdeel", ShapeKind::polygon},
    {"overigbouwwerk", ShapeKind::polygon},
    {"overigescheiding", ShapeKind::line},
    {"paal", ShapeKind::point},
    {"pand", ShapeKind::polygon},
    {"put", ShapeKind::point},
    {"scheiding", ShapeKind::line},
    {"sensor", ShapeKind::point},
    {"spoor", ShapeKind::line},
    {"stadsdeel", ShapeKind::polygon},
    {"straatmeubilair", ShapeKind::point},
    {"tunneldeel", ShapeKind::polygon},
    {"vegetatieobject", ShapeKind::point},
    {"waterdeel", ShapeKind::polygon},
    {"waterinrichtingselement", ShapeKind::line},
    {"waterschap", ShapeKind::polygon},
    {"wegdeel", ShapeKind::polygon},
    {"weginrichtingselement", ShapeKind::line},
    {"wijk", ShapeKind::polygon},
    {"overigeconstructie", ShapeKind::polygon},
    {"nederzettinginrichtingselement", ShapeKind::point},
}};

std::string element(char const* tag, std::string const& content)
{
    return std::string{"<"} + tag + ">" + content + "</" + tag + ">";
}

}  // namespace

std::optional<BgtType> bgt_type(std::string_view name)
{
    std::string plain = lower(std::string{name});
    if (plain.starts_with("bgt_")) plain.erase(0, 4);
    if (auto const english = std::ranges::find(dutch, plain, &NamePair::first); english != dutch.end())
        plain = english->second;
    auto const type = std::ranges::find(types, plain, [](auto const& each) { return each.first; });
    if (type == types.end()) return std::nullopt;
    return BgtType{"bgt_" + plain, type->second};
}

std::vector<BgtColumn> const& bgt_columns()
{
    constexpr auto text = FieldKind::text;
    static std::vector<BgtColumn> const columns{
        {"lokaalid", text, {"identificatie|NEN3610ID|lokaalID", "identificatie.lokaalID"}},
        {"creationdate", text, {"creationDate", "objectBeginTijd"}},
        {"terminationdate", text, {"terminationDate", "objectEindTijd"}},
        {"tijdstipregistratie", text, {"tijdstipRegistratie"}},
        {"eindregistratie", text, {"eindRegistratie"}},
        {"bronhouder", text, {"bronhouder"}},
        {"inonderzoek", text, {"inOnderzoek"}},
        {"relatievehoogteligging", FieldKind::integer, {"relatieveHoogteligging"}},
        {"bgt_status", text, {"bgt-status"}},
        {"plus_status", text, {"plus-status"}},
        {"function", text, {"function", "bgt-functie"}},
        {"class", text, {"class", "bgt-type", "typeOverbruggingsdeel", "bgt-fysiekVoorkomen"}},
        {"surfacematerial", text, {"surfaceMaterial", "bgt-fysiekVoorkomen"}},
        {"plus_function",
         text,
         {"plus-functieWegdeel", "plus-functieOndersteunendWegdeel", "plus-functieSpoor", "plus-functie"}},
        {"plus_class",
         text,
         {"plus-fysiekVoorkomenWegdeel", "plus-fysiekVoorkomenOndersteunendWegdeel", "plus-fysiekVoorkomen"}},
        {"plus_type", text, {"plus-type", "plus-typeGebouwInstallatie"}},
        {"optalud",
         text,
         {"wegdeelOpTalud", "ondersteunendWegdeelOpTalud", "begroeidTerreindeelOpTalud", "onbegroeidTerreindeelOpTalud",
          "opTalud"}},
        {"identificatiebagpnd", text, {"identificatieBAGPND"}},
        {"hoortbijtypeoverbrugging", text, {"hoortBijTypeOverbrugging"}},
        {"overbruggingisbeweegbaar", text, {"overbruggingIsBeweegbaar"}},
        {"naam", text, {"naam"}}};
    return columns;
}

bool names_its_material(std::string_view layer)
{
    return layer == "bgt_wegdeel" || layer == "bgt_ondersteunendwegdeel";
}

std::string bgt_description(std::set<std::string> const& objects, std::set<std::string> const& surfaces)
{
    std::string geometries;
    for (auto const& name : surfaces)
        geometries += element("GeomPropertyDefn", element("Name", name) + element("ElementPath", name));
    std::string attributes;
    std::set<std::string> seen;
    for (auto const& column : bgt_columns())
        for (auto const& path : column.paths)
            if (seen.insert(path).second)
                attributes += element("PropertyDefn",
                                      element("Name", path) + element("ElementPath", path) + element("Type", "String"));
    std::string classes;
    for (auto const& name : objects)
        classes += element("GMLFeatureClass", element("Name", name) + element("ElementPath", name) + geometries +
                                                  element("SRSName", "EPSG:28992") + attributes);
    return element("GMLFeatureClassList", classes);
}

}  // namespace laad
