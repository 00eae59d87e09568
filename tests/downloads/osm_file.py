# SPDX-License-Identifier: Apache-2.0
"""An .osm file (XML) of shapes with tags: nodes, ways and relations, as OpenStreetMap hands them out.

Nodes at one place are one node, as they are where ways meet; elements are sorted by kind and id. An object that stands in several layers is one element."""
from xml.sax.saxutils import quoteattr


class OsmFile:
    def __init__(self):
        self.nodes = {}      # (lon, lat) -> id
        self.tags = {}       # (type, id) -> tags
        self.ways = {}       # id -> node ids
        self.relations = {}  # id -> [(way id, role)]
        self.next = 20_000_000_000  # ids of what is made up here

    def new_id(self):
        self.next += 1
        return self.next

    def node(self, lon, lat, tags=None, osm_id=None):
        if tags:  # an object of its own
            osm_id = osm_id or self.new_id()
            self.tags.setdefault(("node", osm_id), {"@at": (lon, lat)}).update(tags)
            return osm_id
        return self.nodes.setdefault((lon, lat), len(self.nodes) + 10_000_000_000)

    def way(self, points, tags, osm_id=None):
        osm_id = osm_id or self.new_id()
        if osm_id not in self.ways:
            self.ways[osm_id] = [self.node(*point) for point in points]
        self.tags.setdefault(("way", osm_id), {}).update(tags)
        return osm_id

    def relation(self, polygons, tags, osm_id=None):
        """A multipolygon: its rings are ways without tags."""
        osm_id = osm_id or self.new_id()
        if osm_id not in self.relations:
            self.relations[osm_id] = [(self.way(ring, {}), "inner" if i else "outer")
                                      for rings in polygons for i, ring in enumerate(rings)]
        self.tags.setdefault(("relation", osm_id), {}).update(tags, type="multipolygon")

    def write(self, file):
        about = 'version="1" timestamp="2025-08-06T12:00:00Z" visible="true"'
        with open(file, "w", encoding="utf-8") as out:
            out.write('<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6" generator="osmium/1.14.0">\n')
            places = {osm_id: (at, {}) for at, osm_id in self.nodes.items()}
            places |= {osm_id: (tags["@at"], tags) for (kind, osm_id), tags in self.tags.items() if kind == "node"}
            for osm_id, ((lon, lat), tags) in sorted(places.items()):
                out.write(f' <node id="{osm_id}" {about} lat="{lat}" lon="{lon}">\n{xml_tags(tags)} </node>\n')
            for osm_id, refs in sorted(self.ways.items()):
                out.write(f' <way id="{osm_id}" {about}>\n')
                out.write("".join(f'  <nd ref="{ref}"/>\n' for ref in refs))
                out.write(xml_tags(self.tags[("way", osm_id)]) + " </way>\n")
            for osm_id, members in sorted(self.relations.items()):
                out.write(f' <relation id="{osm_id}" {about}>\n')
                out.write("".join(f'  <member type="way" ref="{ref}" role="{role}"/>\n' for ref, role in members))
                out.write(xml_tags(self.tags[("relation", osm_id)]) + " </relation>\n")
            out.write("</osm>\n")


def xml_tags(tags):
    return "".join(f"  <tag k={quoteattr(key)} v={quoteattr(value)}/>\n" for key, value in tags.items() if key != "@at")
