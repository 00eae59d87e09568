// SPDX-License-Identifier: Apache-2.0
// Downloads of the BGT as PDOK makes them: one layer for each object type, under the same names from citygml and from
// gmllight.
#include "rasters/error.hpp"
#include "tests/rasters/foreign_files.hpp"

namespace laad::bgt_translation_test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string ring(int x)
{
    auto const west = std::to_string(x), east = std::to_string(x + 10);
    return "<gml:exterior><gml:LinearRing><gml:posList>" + west + " 446000 " + east + " 446000 " + east + " 446010 " +
           west + " 446010 " + west + " 446000</gml:posList></gml:LinearRing></gml:exterior>";
}

std::string polygon(int x)
{
    return "<gml:Polygon>" + ring(x) + "</gml:Polygon>";
}

/// A half circle on a straight edge of 20 m.
constexpr char const* curved =
    "<gml:Surface><gml:patches><gml:PolygonPatch><gml:exterior><gml:Ring><gml:curveMember><gml:Curve><gml:segments>"
    "<gml:Arc><gml:posList>85000 446000 85010 446010 85020 446000</gml:posList></gml:Arc><gml:LineStringSegment>"
    "<gml:posList>85020 446000 85000 446000</gml:posList></gml:LineStringSegment></gml:segments></gml:Curve>"
    "</gml:curveMember></gml:Ring></gml:exterior></gml:PolygonPatch></gml:patches></gml:Surface>";

std::string citygml(std::string const& objects)
{
    return R"(<?xml version="1.0" encoding="UTF-8"?><CityModel xmlns="http://www.opengis.net/citygml/2.0")"
           R"( xmlns:tra="http://www.opengis.net/citygml/transportation/2.0" xmlns:gml="http://www.opengis.net/gml")"
           R"( xmlns:bui="http://www.opengis.net/citygml/building/2.0")"
           R"( xmlns:imgeo="http://www.geostandaarden.nl/imgeo/2.1">)" +
           objects + "</CityModel>";
}

std::string in_citygml(std::string const& type, std::string const& id, std::string const& more)
{
    return "<cityObjectMember><" + type + " gml:id=\"b" + id +
           "\"><creationDate>2016-06-06</creationDate><imgeo:identificatie><imgeo:NEN3610ID><imgeo:namespace>NL.IMGeo"
           "</imgeo:namespace><imgeo:lokaalID>G0503." +
           id +
           "</imgeo:lokaalID></imgeo:NEN3610ID></imgeo:identificatie><imgeo:bronhouder>G0503</imgeo:bronhouder>"
           "<imgeo:relatieveHoogteligging>1</imgeo:relatieveHoogteligging><imgeo:bgt-status codeSpace=\"x\">bestaand"
           "</imgeo:bgt-status>" +
           more + "</" + type + "></cityObjectMember>\n";
}

std::string gmllight(std::string const& objects)
{
    return R"(<?xml version="1.0" encoding="UTF-8"?><gml:FeatureCollection xmlns:xlink="http://www.w3.org/1999/xlink")"
           R"( xmlns:imgeo-s="http://www.geostandaarden.nl/imgeo/2.1/simple/gml31" xmlns:gml="http://www.opengis.net/gml")"
           R"( xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">)" +
           objects + "</gml:FeatureCollection>";
}

std::string light(std::string const& name, std::string const& value)
{
    return "<imgeo-s:" + name + ">" + value + "</imgeo-s:" + name + ">";
}

std::string in_gmllight(std::string const& type, std::string const& id, std::string const& more)
{
    return "<gml:featureMember><imgeo-s:" + type + " gml:id=\"b" + id + "\">" + light("objectBeginTijd", "2016-06-06") +
           light("identificatie.namespace", "NL.IMGeo") + light("identificatie.lokaalID", "G0503." + id) +
           light("bronhouder", "G0503") + light("relatieveHoogteligging", "1") + light("bgt-status", "bestaand") +
           more + "</imgeo-s:" + type + "></gml:featureMember>\n";
}

class BgtTranslation : public Foreign {
  protected:
    static std::vector<std::string> of_one(FeatureTable const& table)
    {
        std::vector<std::string> values;
        for (char const* field : {"gml_id", "lokaalid", "creationdate", "relatievehoogteligging", "bgt_status",
                                  "function", "surfacematerial", "plus_class", "class"})
            values.push_back(column(table, field).at(0));
        return values;
    }
};

TEST_F(BgtTranslation, BothModelsGiveTheSameWegdeel)
{
    auto const city =
        write("a.gml", citygml(in_citygml("tra:TrafficArea", "1",
                                          "<tra:function>voetpad</tra:function><tra:surfaceMaterial>open "
                                          "verharding</tra:surfaceMaterial><imgeo:plus-fysiekVoorkomenWegdeel>"
                                          "tegels</imgeo:plus-fysiekVoorkomenWegdeel>"
                                          "<imgeo:geometrie2dWegdeel>" +
                                              polygon(85000) + "</imgeo:geometrie2dWegdeel>")));
    auto const plain = write(
        "b.gml",
        gmllight(in_gmllight("Wegdeel", "1",
                             light("bgt-functie", "voetpad") + light("bgt-fysiekVoorkomen", "open verharding") +
                                 light("plus-fysiekVoorkomen", "tegels") + light("geometrie2d", polygon(85000)))));
    for (auto const& file : {city, plain}) {
        EXPECT_EQ(contents_of(file).format, "BGT");
        EXPECT_THAT(layer_names(file), ElementsAre("bgt_wegdeel"));
        expect_as_told(file, 28992);
        auto const table = read_layer({.file = file, .layer = "bgt_wegdeel"});
        EXPECT_THAT(of_one(table), ElementsAre("b1", "G0503.1", "2016-06-06", "1", "bestaand", "voetpad",
                                               "open verharding", "tegels", ""))
            << file;
        EXPECT_THAT(table.features[0].geometry.polygons, SizeIs(1));
        EXPECT_TRUE(
            std::holds_alternative<std::int64_t>(table.features[0].values[table.column("relatievehoogteligging")]));
    }
    EXPECT_THAT(files(), ElementsAre("a.gml", "b.gml"));
}

TEST_F(BgtTranslation, ADownloadHasALayerForEachOfItsFiles)
{
    auto const download =
        zip("extract.zip",
            {{"bgt_waterdeel.gml",
              gmllight(in_gmllight("Waterdeel", "1",
                                   light("bgt-type", "waterloop") + light("geometrie2d", polygon(85100))))},
             {"bgt_pand.gml",
              gmllight(in_gmllight("Pand", "2",
                                   light("identificatieBAGPND", "0503100000000001") +
                                       light("nummeraanduidingreeks_1.tekst", "16") +
                                       light("nummeraanduidingreeks_1.positie_1.plaatsingspunt",
                                             "<gml:Point><gml:pos>85005 446005</gml:pos></gml:Point>") +
                                       light("geometrie2d", "<gml:MultiSurface><gml:surfaceMember>" + polygon(85200) +
                                                                "</gml:surfaceMember></gml:MultiSurface>")))},
             {"bgt_spoor.gml", gmllight("")},
             {"bgt_put.gml",
              gmllight(in_gmllight("Put", "3",
                                   light("geometrie2d", "<gml:Point><gml:pos>85001 446001</gml:pos></gml:Point>")))},
             {"bgt_openbareruimtelabel.gml", gmllight("")},
             {"readme.txt", "PDOK"}});
    EXPECT_EQ(contents_of(download).format, "BGT");
    EXPECT_THAT(layer_names(download), ElementsAre("bgt_pand", "bgt_put", "bgt_spoor", "bgt_waterdeel"));
    EXPECT_THAT(column(read_layer({.file = download, .layer = "bgt_waterdeel"}), "class"), ElementsAre("waterloop"));
    auto const buildings = read_layer({.file = download, .layer = "bgt_pand"});
    EXPECT_THAT(buildings.features.at(0).geometry.polygons, SizeIs(1)) << "the footprint, not the label";
    EXPECT_THAT(buildings.features.at(0).geometry.points, IsEmpty());
    EXPECT_THAT(column(buildings, "identificatiebagpnd"), ElementsAre("0503100000000001"));
    EXPECT_THAT(read_layer({.file = download, .layer = "bgt_put"}).features.at(0).geometry.points, SizeIs(1));
    EXPECT_THAT(files(), ElementsAre("extract.zip"));
}

TEST_F(BgtTranslation, EndedObjectsAreLeftOutAsInAnyLayerOfTheBgt)
{
    auto const object = [](char const* id, std::string const& more) {
        return in_gmllight("Wegdeel", id, more + light("geometrie2d", polygon(85000)));
    };
    auto const file =
        write("w.gml", gmllight(object("1", "") + object("2", light("eindRegistratie", "2017-05-08T11:09:42.000")) +
                                object("3", light("objectEindTijd", "2017-05-08"))));
    auto const table = read_layer({.file = file});
    EXPECT_THAT(column(table, "lokaalid"), ElementsAre("G0503.1"));
    EXPECT_THAT(table.over, SizeIs(2));
}

TEST_F(BgtTranslation, CurvesBecomeLines)
{
    auto const file = write("c.gml", gmllight(in_gmllight("Waterdeel", "1", light("geometrie2d", curved))));
    auto const table = read_layer({.file = file});
    ASSERT_THAT(table.features, SizeIs(1));
    EXPECT_GT(table.features[0].geometry.polygons.at(0).outer.size(), 20u) << "a half circle in pieces";
}

TEST_F(BgtTranslation, ObjectsOfSeveralTypesInOneFileAreAllRead)
{
    auto const file = write("mixed.gml", gmllight(in_gmllight("Wegdeel", "1", light("geometrie2d", polygon(85000))) +
                                                  in_gmllight("Waterdeel", "2", light("geometrie2d", polygon(85100))) +
                                                  in_gmllight("Wegdeel", "3", light("geometrie2d", polygon(85200)))));
    EXPECT_THAT(read_layer({.file = file, .layer = "bgt_wegdeel"}).features, SizeIs(2));
    EXPECT_THAT(read_layer({.file = file, .layer = "bgt_waterdeel"}).features, SizeIs(1));
}

TEST_F(BgtTranslation, AnObjectWithoutItsSurfaceIsSetAside)
{
    auto const file = write("w.gml", gmllight(in_gmllight("Wegdeel", "1", "") +
                                              in_gmllight("Wegdeel", "2", light("geometrie2d", polygon(85000)))));
    auto const table = read_layer({.file = file});
    EXPECT_THAT(table.features, SizeIs(1));
    ASSERT_THAT(table.rejected, SizeIs(1));
    EXPECT_EQ(table.rejected[0].reason, "no geometry");
}

TEST_F(BgtTranslation, ADamagedFileOrAnotherCrsIsRefused)
{
    auto const whole = gmllight(in_gmllight("Wegdeel", "1", light("geometrie2d", polygon(85000))));
    auto const cut = write("cut.gml", whole.substr(0, whole.size() - 60));
    EXPECT_THAT(message_of<InputError>([&] { read_layer({.file = cut}); }),
                AllOf(HasSubstr("cut.gml"), HasSubstr("is the file complete")));
    std::string other = whole;
    other.replace(other.find("<gml:Polygon>"), 13, "<gml:Polygon srsName=\"urn:ogc:def:crs:EPSG::4258\">");
    auto const degrees = write("degrees.gml", other);
    EXPECT_THAT(message_of<InputError>([&] { read_layer({.file = degrees}); }),
                HasSubstr("states the CRS urn:ogc:def:crs:EPSG::4258, while the BGT is in EPSG:28992"));
}

}  // namespace
}  // namespace laad::bgt_translation_test
