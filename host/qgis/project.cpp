// SPDX-License-Identifier: Apache-2.0
#include "host/qgis/project.hpp"

#include "host/present/xml.hpp"
#include "host/qgis/layout.hpp"
#include "host/qgis/tree.hpp"
#include "rasters/io/files/zip_file.hpp"

#include <fmt/format.h>

namespace laad {
namespace {

std::string extent_element(Box const& box)
{
    auto const side = [](char const* name, double value) { return xml_element(name, {}, fmt::format("{}", value)); };
    return xml_element(
        "extent", {},
        side("xmin", box.west) + side("ymin", box.south) + side("xmax", box.east) + side("ymax", box.north));
}

std::string view(Box const& extent, int epsg)
{
    return xml_element("mapcanvas", {{"name", "theMapCanvas"}},
                       xml_element("units", {}, "meters") + extent_element(extent) + xml_element("rotation", {}, "0") +
                           crs_element("destinationsrs", epsg));
}

std::string properties()
{
    return R"(<properties><Paths><Absolute type="bool">false</Absolute></Paths>)"
           R"(<SpatialRefSys><ProjectionsEnabled type="int">1</ProjectionsEnabled></SpatialRefSys></properties>)";
}

std::string project_xml(ProjectWords const& words, Box const& extent, int epsg, std::vector<ProjectLayer> const& layers)
{
    std::string const title = fmt::format("{}: {}", words.title, words.region);
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" +
           xml_element("qgis", {{"projectname", title}, {"version", "3.22.0"}},
                       xml_element("title", {}, xml_text(title)) + crs_element("projectCrs", epsg) +
                           layer_tree(layers) + view(extent, epsg) + project_layers(layers) + properties() +
                           map_themes(layers) + print_layouts(words, extent, layers));
}

}  // namespace

void write_project(std::filesystem::path const& file, ProjectWords const& words, Box const& extent, int epsg,
                   std::vector<ProjectLayer> const& layers)
{
    write_zip(file, {{file.stem().string() + ".qgs", project_xml(words, extent, epsg, layers)}});
}

}  // namespace laad
