# SPDX-License-Identifier: Apache-2.0
"""Opens the project of a run in real QGIS, without a screen: layers, names, styles, labels and sheets are as they were meant.

Usage: qgis_test.py PROGRAM REGION_TOML WORK_FOLDER [LANGUAGE]. Leaves pictures of the map, the themes and the sheets in
WORK_FOLDER/pictures. Ends with 77, which says skipped, where QGIS is not installed.
"""
import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from xml.etree import ElementTree

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("XDG_RUNTIME_DIR", "/tmp")
try:
    from qgis import core
    from qgis.PyQt.QtCore import QSize
    from qgis.PyQt.QtGui import QColor
except ImportError:
    print("SKIPPED: QGIS is not installed (package python3-qgis)")
    sys.exit(77)

ONLINE = ("laadraster_brt",)  # not asked for here
SCALE_OF_TOWN = 30_000


def check(holds, what):
    if not holds:
        raise AssertionError(what)


def run_plan(program, region, folder, language):
    shutil.rmtree(folder, ignore_errors=True)
    made = folder.with_name(folder.name + "_made")
    shutil.rmtree(made, ignore_errors=True)
    subprocess.run([program, "--lang", language, "run", region, "--out", made], check=True, stdout=subprocess.DEVNULL)
    made.rename(folder)  # its paths are relative, so that it may be moved


def opened(folder):
    project = core.QgsProject.instance()
    begin = time.monotonic()
    check(project.read(str(folder / "plankaart.qgz")), "the project opens")
    print(f"opened in {time.monotonic() - begin:.2f} s, {len(project.mapLayers())} layers")
    return project


def check_layers(project, folder):
    check(project.crs().authid() == "EPSG:28992", f"CRS of the project: {project.crs().authid()}")
    for layer in project.mapLayers().values():
        check(layer.isValid(), f"{layer.id()} is valid: {layer.source()}")
        if layer.id() in ONLINE:
            continue
        check(layer.source().startswith(str(folder)), f"{layer.id()} lies in the folder: {layer.source()}")
        if layer.isSpatial():
            check(layer.crs().authid() == "EPSG:28992", f"CRS of {layer.id()}: {layer.crs().authid()}")
    text = zipfile.ZipFile(folder / "plankaart.qgz").read("plankaart.qgs").decode()
    check(str(folder) not in text and "/tmp" not in text, "no absolute path stands in the project")


def check_tree(project, language):
    root = project.layerTreeRoot()
    groups = [group.name() for group in root.children()]
    want = ["Plan", "Borders", "Today", "Demand", "Electricity grid", "Background", "Tables"]
    if language == "nl":
        dutch = json.loads((Path(__file__).parents[2] / "host/language/nl.json").read_text(encoding="utf-8"))
        want = [dutch[group] for group in want]
    check(groups == want, f"groups: {groups}")
    seen = [node.layerId() for node in root.findLayers() if node.isVisible()]
    check(seen[0] == "laadraster_placements", f"the plan is on top: {seen}")
    check("laadraster_brt" not in seen and "laadraster_raster_walk" not in seen, f"heavy layers and the internet are off: {seen}")
    check(project.mapLayer("laadraster_candidates").hasScaleBasedVisibility(), "candidates are drawn from a scale on")
    check(len(project.mapThemeCollection().mapThemes()) >= 5, "themes")


def check_names(project):
    for layer in project.mapLayers().values():
        if not isinstance(layer, core.QgsVectorLayer):
            continue
        for index, field in enumerate(layer.fields()):
            alias = layer.attributeAlias(index)
            check(alias, f"{layer.id()}.{field.name()} has a name to read")


def classes_of(renderer):
    """Limits or value, label and colour of each class, as QGIS holds them."""
    if isinstance(renderer, core.QgsGraduatedSymbolRenderer):
        return [(r.lowerValue(), r.upperValue(), r.label(), r.symbol().color().name()) for r in renderer.ranges()]
    if isinstance(renderer, core.QgsCategorizedSymbolRenderer):
        return [(c.value(), None, c.label(), c.symbol().color().name()) for c in renderer.categories()]
    return [(None, None, "", renderer.symbol().color().name())]


def rgb(text):
    return QColor(*[int(part) for part in text.split(",")[:3]]).name()


def classes_in(layer_xml):
    """The same as the file says it."""
    renderer = layer_xml.find("renderer-v2")
    colours = [rgb(symbol.find("layer/Option/Option[@name='color']").get("value", "0,0,0"))
               if symbol.find("layer/Option/Option[@name='color']") is not None else None
               for symbol in renderer.iter("symbol")]
    ranges = list(renderer.iter("range"))
    if ranges:
        return [(float(r.get("lower")), float(r.get("upper")), r.get("label"), c) for r, c in zip(ranges, colours)]
    categories = list(renderer.iter("category"))
    if categories:
        return [(c.get("value"), None, c.get("label"), colour) for c, colour in zip(categories, colours)]
    return [(None, None, "", colours[0])]


def check_styles(project, folder):
    text = zipfile.ZipFile(folder / "plankaart.qgz").read("plankaart.qgs").decode()
    for xml in ElementTree.fromstring(text).find("projectlayers"):
        layer = project.mapLayer(xml.find("id").text)
        if isinstance(layer, core.QgsVectorLayer) and layer.isSpatial():
            want = classes_in(xml)
            got = classes_of(layer.renderer())
            if want[0][3] is None:
                continue  # a line
            check(got == want, f"classes of {layer.id()}: {got} instead of {want}")
            alone = core.QgsVectorLayer(layer.source(), layer.name(), "ogr")
            if layer.id() != "laadraster_buurt_borders":
                check(classes_of(alone.renderer()) == want, f"the GeoPackage alone shows {layer.id()} so too")


def cells_of(renderer):
    """End or value, label, colour and opacity of each class of a raster, as QGIS holds them."""
    if isinstance(renderer, core.QgsPalettedRasterRenderer):
        return [(float(c.value), c.label, c.color.name(), c.color.alpha()) for c in renderer.classes()]
    items = renderer.shader().rasterShaderFunction().colorRampItemList()
    return [(item.value, item.label, item.color.name(), item.color.alpha()) for item in items]


def cells_in(xml):
    """The same as the file says it."""
    return [(float(item.get("value")), item.get("label"), item.get("color"), int(item.get("alpha")))
            for item in list(xml.iter("item")) + list(xml.iter("paletteEntry"))]


def colour_at(layer, value):
    shader = layer.renderer().shader().rasterShaderFunction()
    good, red, green, blue, alpha = shader.shade(value)
    check(good, f"{layer.id()} has a colour for {value}")
    return red, green, blue, alpha


def check_rasters(project, folder):
    walk = project.mapLayer("laadraster_raster_walk")
    limits = [100, 200, 250, 300, 500]
    for limit in limits[:-1]:
        check(colour_at(walk, limit) == colour_at(walk, limit - 1), f"{limit} m is in the class that ends there")
        check(colour_at(walk, limit) != colour_at(walk, limit + 0.1), f"a class begins after {limit} m")
    check(colour_at(walk, 6553.4) != colour_at(walk, 500), "beyond the bound is no walk of 500 m")
    for raster in sorted((folder / "rasters").glob("*.qml")):
        alone = core.QgsRasterLayer(str(raster.with_suffix(".tif")), raster.stem, "gdal")
        check(alone.isValid(), f"{raster.stem} opens")
        check(type(alone.renderer()) in (core.QgsSingleBandPseudoColorRenderer, core.QgsPalettedRasterRenderer),
              f"{raster.stem} alone has its style: {type(alone.renderer())}")
        renderer = alone.renderer()
        xml = ElementTree.parse(raster).getroot()
        check(cells_of(renderer) == cells_in(xml), f"classes of {raster.stem}: {cells_of(renderer)}")
        if isinstance(renderer, core.QgsSingleBandPseudoColorRenderer):
            low, high = renderer.classificationMin(), renderer.classificationMax()
            check(0 <= low < high < 1e6, f"classes of {raster.stem} run from {low} to {high}")


def map_settings(project, extent, layers, size=(1600, 1200)):
    settings = core.QgsMapSettings()
    settings.setDestinationCrs(project.crs())
    settings.setLayers(layers)
    settings.setExtent(extent)
    settings.setOutputSize(QSize(*size))
    settings.setOutputDpi(144)
    settings.setBackgroundColor(QColor("white"))
    settings.setFlag(core.QgsMapSettings.Antialiasing, True)
    return settings


def rendered(settings):
    job = core.QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage(), job.takeLabelingResults()


def around(layer, metres):
    first = next(layer.getFeatures(core.QgsFeatureRequest().setFilterExpression('"rank" = 1'))).geometry().asPoint()
    return core.QgsRectangle(first.x() - metres, first.y() - 0.75 * metres, first.x() + metres, first.y() + 0.75 * metres)


def check_ranks(project, pictures):
    """Every rank in sight is written, with all that is on at first and white spots on top of everything."""
    places, spots = project.mapLayer("laadraster_placements"), project.mapLayer("laadraster_white_spots")
    shown = [node.layer() for node in project.layerTreeRoot().findLayers() if node.isVisible()]
    orders = {"as opened": shown, "white spots on top": [spots] + [layer for layer in shown if layer != spots]}
    for name, layers in orders.items():
        settings = map_settings(project, around(places, 900), layers)
        check(settings.scale() <= SCALE_OF_TOWN, "the map is that of a town")
        picture, labels = rendered(settings)
        written = {label.labelText for label in labels.allLabels() if label.layerID == "laadraster_placements" and not label.isUnplaced}
        ranks = {str(feature["rank"]) for feature in places.getFeatures(settings.visibleExtent())}
        check(ranks and ranks <= written, f"{name}: ranks {sorted(ranks - written)} are not written")
        letters = {label.labelText for label in labels.allLabels() if label.layerID == "laadraster_white_spots"}
        check(letters and "A" in letters, f"{name}: letters of white spots: {sorted(letters)}")
        picture.save(str(pictures / f"ranks, {name}.png"))
        without, _ = rendered(map_settings(project, around(places, 900), [l for l in layers if l != places]))
        check(picture != without, "the plan is drawn")


def draw_map(project, pictures):
    extent = project.mapLayer("laadraster_kpi_gemeenten").extent()
    extent.scale(1.05)
    shown = [node.layer() for node in project.layerTreeRoot().findLayers() if node.isVisible()]
    picture, _ = rendered(map_settings(project, extent, shown))
    picture.save(str(pictures / "map.png"))
    collection = project.mapThemeCollection()
    for theme in collection.mapThemes():
        layers = collection.mapThemeVisibleLayers(theme)
        check(all(layer.id() not in ONLINE for layer in layers), f"{theme} needs no internet")
        rendered(map_settings(project, extent, layers))[0].save(str(pictures / f"theme {theme}.png"))


def export_sheets(project, pictures):
    layouts = project.layoutManager().printLayouts()
    check(len(layouts) == 2, f"sheets: {[layout.name() for layout in layouts]}")
    for layout in layouts:
        atlas = layout.atlas()
        check(atlas.enabled() and atlas.coverageLayer().id() == "laadraster_kpi_gemeenten", "a sheet for each gemeente")
        settings = core.QgsLayoutExporter.ImageExportSettings()
        settings.dpi = 110
        base = str(pictures / layout.name())
        result, problem = core.QgsLayoutExporter.exportToImage(atlas, base, "png", settings)
        check(result == core.QgsLayoutExporter.Success, f"{layout.name()}: {problem}")
        result, problem = core.QgsLayoutExporter.exportToPdf(atlas, base + ".pdf",
                                                             core.QgsLayoutExporter.PdfExportSettings())
        check(result == core.QgsLayoutExporter.Success, f"{layout.name()}: {problem}")
        check(os.path.getsize(base + ".pdf") > 50_000, "the sheets hold a map")
        atlas.beginRender()
        count = atlas.updateFeatures()
        for index in range(count):
            atlas.seekTo(index)
            scale = layout.itemById("map").scale()
            check(abs(scale / round(scale, -2) - 1) < 1e-6, f"a round scale: 1 : {scale}")
            legend = layout.itemById("legend").sceneBoundingRect()
            check(legend.bottom() < layout.itemById("north_arrow").sceneBoundingRect().top(), "the legend has room")
        atlas.endRender()


def main():
    program, region, work = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
    language = sys.argv[4] if len(sys.argv) > 4 else "nl"
    folder, pictures = work / "plan", work / "pictures"
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir(parents=True)
    if program.name != "-":
        run_plan(program, region, folder, language)
    application = core.QgsApplication([], False)
    application.initQgis()
    project = opened(folder)
    check_layers(project, folder)
    check_tree(project, language)
    check_names(project)
    check_styles(project, folder)
    check_rasters(project, folder)
    check_ranks(project, pictures)
    draw_map(project, pictures)
    export_sheets(project, pictures)
    project.clear()
    application.exitQgis()
    print("QGIS shows the plan map as meant; pictures in", pictures)


main()
