# SPDX-License-Identifier: Apache-2.0
"""Layers of a GeoPackage as rows, new GeoPackages, and coordinates between RD New and degrees."""
import json

from osgeo import gdal, ogr, osr

ogr.UseExceptions()
gdal.UseExceptions()
gdal.SetConfigOption("OGR_CURRENT_DATE", "2026-06-07T00:00:00.000Z")
RD, DEGREES = 28992, 4326
KINDS = {str: ogr.OFTString, int: ogr.OFTInteger, float: ogr.OFTReal}


def crs(epsg):
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


TO_DEGREES = osr.CoordinateTransformation(crs(RD), crs(DEGREES))


def degrees(x, y):
    """(lon, lat) as text with the 7 decimals of OpenStreetMap and of most registers."""
    lon, lat, _ = TO_DEGREES.TransformPoint(x, y)
    return f"{lon:.7f}", f"{lat:.7f}"


def rows(file, layer, where=None):
    """(values, shape) of every feature."""
    source = ogr.Open(str(file))
    features = source.GetLayerByName(layer)
    features.SetAttributeFilter(where)
    return [(feature.items(), feature.geometry().Clone()) for feature in features]


def polygons(shape):
    """Polygons of a shape, each a list of rings of (x, y)."""
    parts = [shape] if shape.GetGeometryName() == "POLYGON" else [part for part in shape]
    return [[[p[:2] for p in part.GetGeometryRef(i).GetPoints()] for i in range(part.GetGeometryCount())] for part in parts]


def box(west, south, east, north):
    corners = f"{west} {south},{east} {south},{east} {north},{west} {north},{west} {south}"
    return ogr.CreateGeometryFromWkt(f"POLYGON(({corners}))")


def outline(file, shape):
    """An outline of one's own, as QGIS saves it."""
    rings = [[[float(value) for value in degrees(*point)] for point in ring] for ring in polygons(shape)[0]]
    area = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": rings}}
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [area]}), encoding="utf-8")


def geopackage(file, layers, epsg=RD):
    """layers: name -> rows of (values, shape); the first row of a layer says its fields and their kinds."""
    target = ogr.GetDriverByName("GPKG").CreateDataSource(str(file))
    for name, content in layers.items():
        is_area = content[0][1].GetDimension() == 2
        layer = target.CreateLayer(name, crs(epsg), ogr.wkbMultiPolygon if is_area else ogr.wkbPoint, ["GEOMETRY_NAME=geom"])
        for field, value in content[0][0].items():
            layer.CreateField(ogr.FieldDefn(field, KINDS[type(value)]))
        layer.StartTransaction()
        for values, shape in content:
            feature = ogr.Feature(layer.GetLayerDefn())
            for field, value in values.items():
                feature[field] = value
            feature.SetGeometry(ogr.ForceToMultiPolygon(shape.Clone()) if is_area else shape)
            layer.CreateFeature(feature)
        layer.CommitTransaction()
