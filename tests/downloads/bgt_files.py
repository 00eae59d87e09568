# SPDX-License-Identifier: Apache-2.0
"""The BGT as PDOK hands it out: a zip with a GML file an object type, in the model citygml or gmllight.

Footprints of buildings have label points beside them, as in real files. Objects are rows (values, shape) with the keys
lokaalid, bronhouder, level, status, ended and those of their type: function, material, class, bag, label."""
import zipfile

CITY = ('<CityModel xmlns:gml="http://www.opengis.net/gml" xmlns:imgeo="http://www.geostandaarden.nl/imgeo/2.1" '
        'xmlns="http://www.opengis.net/citygml/2.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://www.geostandaarden.nl/imgeo/2.1 '
        'http://register.geostandaarden.nl/gmlapplicatieschema/imgeo/2.1.1/imgeo.xsd">')
LIGHT = ('<gml:FeatureCollection xmlns:xlink="http://www.w3.org/1999/xlink" '
         'xmlns:imgeo-s="http://www.geostandaarden.nl/imgeo/2.1/simple/gml31" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
         'xmlns:gml="http://www.opengis.net/gml" xsi:schemaLocation="http://www.geostandaarden.nl/imgeo/2.1/simple/gml31 '
         'imgeo-simple-2.1-gml31.xsd http://www.opengis.net/gml http://schemas.opengis.net/gml/3.1.1/base/gml.xsd">')
DEFINED = "http://www.geostandaarden.nl/imgeo/def/2.1#"
# type -> element in citygml, its namespace (of citygml/2.0 unless imgeo), element of its surface
CITY_NAMES = {"wegdeel": ("TrafficArea", "transportation", "geometrie2dWegdeel"), "pand": ("BuildingPart", "building", "geometrie2dGrondvlak"),
              "waterdeel": ("imgeo:Waterdeel", None, "geometrie2dWaterdeel"),
              "ondersteunendwaterdeel": ("imgeo:OndersteunendWaterdeel", None, "geometrie2dOndersteunendWaterdeel"),
              "begroeidterreindeel": ("PlantCover", "vegetation", "geometrie2dBegroeidTerreindeel"),
              "onbegroeidterreindeel": ("imgeo:OnbegroeidTerreindeel", None, "geometrie2dOnbegroeidTerreindeel"),
              "overbruggingsdeel": ("BridgeConstructionElement", "bridge", "geometrie2dOverbruggingsdeel")}
LIGHT_NAMES = {"wegdeel": "Wegdeel", "pand": "Pand", "waterdeel": "Waterdeel", "ondersteunendwaterdeel": "OndersteunendWaterdeel",
               "begroeidterreindeel": "BegroeidTerreindeel", "onbegroeidterreindeel": "OnbegroeidTerreindeel",
               "overbruggingsdeel": "Overbruggingsdeel"}


def ring(points):
    return ("<gml:LinearRing><gml:posList>" + " ".join(f"{x:.3f} {y:.3f}" for x, y in points) + "</gml:posList></gml:LinearRing>")


def polygon(rings, srs=""):
    inner = "".join(f"<gml:interior>{ring(one)}</gml:interior>" for one in rings[1:])
    return f"<gml:Polygon{srs}><gml:exterior>{ring(rings[0])}</gml:exterior>{inner}</gml:Polygon>"


def surface(polygons, srs="", several=False):
    """One polygon stands by itself, but for types whose surface is always a collection (pand in citygml)."""
    if len(polygons) == 1 and not several:
        return polygon(polygons[0], srs)
    members = "".join(f"<gml:surfaceMember>{polygon(one)}</gml:surfaceMember>" for one in polygons)
    return f"<gml:MultiSurface>{members}</gml:MultiSurface>"


def coded(name, kind, value, xmlns=""):
    return f'<{name}{xmlns} codeSpace="{DEFINED}{kind}">{value}</{name}>' if value else ""


def city_object(kind, row, polygons):
    element, space, where = CITY_NAMES[kind]
    xmlns = f' xmlns="http://www.opengis.net/citygml/{space}/2.0"' if space else ""
    core = ' xmlns="http://www.opengis.net/citygml/2.0"'
    text = f'<cityObjectMember>\n<{element}{xmlns} gml:id="b{row["lokaalid"].split(".")[1]}">\n<creationDate{core}>2015-07-15</creationDate>\n'
    if row["ended"]:
        text += f'<terminationDate{core}>2018-05-08</terminationDate>\n'
    text += (f"<imgeo:LV-publicatiedatum>2016-08-16T11:55:58</imgeo:LV-publicatiedatum>\n"
             f"<imgeo:relatieveHoogteligging>{row['level']}</imgeo:relatieveHoogteligging>\n<imgeo:inOnderzoek>false</imgeo:inOnderzoek>\n")
    if row["ended"]:
        text += "<imgeo:eindRegistratie>2018-05-08T07:34:31</imgeo:eindRegistratie>\n"
    text += ("<imgeo:tijdstipRegistratie>2016-05-23T12:45:55.000</imgeo:tijdstipRegistratie>\n<imgeo:identificatie><imgeo:NEN3610ID>"
             f"<imgeo:namespace>NL.IMGeo</imgeo:namespace><imgeo:lokaalID>{row['lokaalid']}</imgeo:lokaalID></imgeo:NEN3610ID>"
             f"</imgeo:identificatie>\n<imgeo:bronhouder>{row['bronhouder']}</imgeo:bronhouder>\n"
             + coded("imgeo:bgt-status", "Status", row["status"]) + coded("imgeo:plus-status", "VoidReasonValue", "geenWaarde") + "\n")
    text += coded("function", "FunctieWeg", row.get("function")) + coded("surfaceMaterial", "FysiekVoorkomenWeg", row.get("material"))
    if row.get("class"):
        name = {"onbegroeidterreindeel": "imgeo:bgt-fysiekVoorkomen"}.get(kind, "class")
        water = ' xmlns="http://www.opengis.net/citygml/waterbody/2.0"' if kind.endswith("waterdeel") else ""
        text += coded(name, "TypeWater" if water else "FysiekVoorkomen", row["class"], water)
    if row.get("bag"):
        text += f"<imgeo:identificatieBAGPND>{row['bag']}</imgeo:identificatieBAGPND>\n"
    srs = ' srsName="urn:ogc:def:crs:EPSG::28992"' if kind != "pand" else ""
    shape = surface(polygons, srs, several=kind == "pand")
    text += f"<imgeo:{where}>{shape}</imgeo:{where}>\n"
    if row.get("label"):
        x, y = row["label"]
        text += ("<imgeo:nummeraanduidingreeks><imgeo:Nummeraanduidingreeks><imgeo:nummeraanduidingreeks><imgeo:Label><imgeo:tekst>1"
                 "</imgeo:tekst><imgeo:positie><imgeo:Labelpositie><imgeo:plaatsingspunt><gml:Point>"
                 f"<gml:pos>{x:.3f} {y:.3f}</gml:pos></gml:Point></imgeo:plaatsingspunt><imgeo:hoek>0</imgeo:hoek></imgeo:Labelpositie>"
                 "</imgeo:positie></imgeo:Label></imgeo:nummeraanduidingreeks></imgeo:Nummeraanduidingreeks></imgeo:nummeraanduidingreeks>\n")
    return text + f"</{element}>\n</cityObjectMember>\n"


def light_object(kind, row, polygons):
    fields = [("objectBeginTijd", "2015-07-15"), ("objectEindTijd", "2018-05-08" if row["ended"] else None),
              ("identificatie.namespace", "NL.IMGeo"), ("identificatie.lokaalID", row["lokaalid"]),
              ("tijdstipRegistratie", "2016-05-23T12:45:55.000"), ("eindRegistratie", "2018-05-08T07:34:31.000" if row["ended"] else None),
              ("LV-publicatiedatum", "2016-08-16T11:55:58.000"), ("bronhouder", row["bronhouder"]), ("inOnderzoek", "false"),
              ("relatieveHoogteligging", row["level"]), ("bgt-status", row["status"]), ("plus-status", "geenWaarde"),
              ("bgt-functie", row.get("function")),
              ("bgt-fysiekVoorkomen", row.get("material") or (row.get("class") if kind.endswith("terreindeel") else None)),
              ("bgt-type", row.get("class") if kind.endswith("waterdeel") else None), ("identificatieBAGPND", row.get("bag"))]
    if row.get("label"):
        x, y = row["label"]
        fields += [("nummeraanduidingreeks_1.tekst", 1), ("nummeraanduidingreeks_1.positie_1.plaatsingspunt",
                                                          f"<gml:Point><gml:pos>{x:.3f} {y:.3f}</gml:pos></gml:Point>"),
                   ("nummeraanduidingreeks_1.positie_1.hoek", 0)]
    fields.append(("geometrie2d", surface(polygons)))
    text = "".join(f"<imgeo-s:{name}>{value}</imgeo-s:{name}>\n" for name, value in fields if value is not None)
    name = LIGHT_NAMES[kind]
    return f'<gml:featureMember>\n<imgeo-s:{name} gml:id="b{row["lokaalid"].split(".")[1]}">\n{text}</imgeo-s:{name}>\n</gml:featureMember>\n'


def write(file, types, model):
    """types: object type -> rows of (values, polygons), also types without any, which PDOK hands out as empty files."""
    head, tail, one = ((CITY, "</CityModel>", city_object) if model == "citygml" else (LIGHT, "</gml:FeatureCollection>", light_object))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for kind, content in types.items():
            text = "".join(one(kind, row, polygons) for row, polygons in content)
            archive.writestr(zipfile.ZipInfo(f"bgt_{kind}.gml", (2026, 6, 7, 0, 0, 0)),
                             f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{text}{tail}\n')
