// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/files/gdal_init.hpp"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>
#include <system_error>

namespace laad {
namespace {

namespace fs = std::filesystem;

/// The name of the first element that begins as the surfaces of IMGeo do: geometrie2dGrondvlak, geometrie2dWegdeel.
std::optional<std::string> surface_element(fs::path const& gml)
{
    constexpr std::string_view begins = "geometrie2d";
    constexpr std::size_t piece = 1 << 20;
    constexpr std::size_t longest = 100;  // bytes of an element's name, kept from one piece to the next
    std::ifstream in{gml, std::ios::binary};
    std::string text;
    for (bool first = true; in; first = false) {
        text.erase(0, text.size() - std::min(text.size(), longest));
        std::size_t const kept = text.size();
        text.resize(kept + piece);
        in.read(text.data() + kept, static_cast<std::streamsize>(piece));
        text.resize(kept + static_cast<std::size_t>(in.gcount()));
        if (first && text.find("geostandaarden.nl/imgeo") == std::string::npos) return std::nullopt;
        std::size_t const at = text.find(begins);
        if (at == std::string::npos || (text.size() - at < longest && in)) continue;
        return text.substr(
            at, text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_", at) - at);
    }
    return std::nullopt;
}

/// GDAL writes what it learns of a GML file beside it: beside a link to it here, so that the user's folder is left
/// alone.
class LinkFolder {
  public:
    LinkFolder()
    {
        std::string name = (fs::temp_directory_path() / "laad_gml_XXXXXX").string();
        if (mkdtemp(name.data()) != nullptr) folder_ = name;
    }
    ~LinkFolder()
    {
        std::error_code ignored;
        if (!folder_.empty()) fs::remove_all(folder_, ignored);
    }
    LinkFolder(LinkFolder const&) = delete;
    LinkFolder& operator=(LinkFolder const&) = delete;

    /// The description that GDAL makes, or nothing.
    std::string described(fs::path const& gml) const
    {
        std::error_code problem;
        if (folder_.empty()) return {};
        fs::create_symlink(fs::absolute(gml), folder_ / "link.gml", problem);
        if (problem) return {};
        char const* const drivers[] = {"GML", nullptr};
        GDALDatasetUniquePtr{GDALDataset::Open((folder_ / "link.gml").c_str(), GDAL_OF_VECTOR, drivers)}.reset();
        std::ifstream in{folder_ / "link.gfs", std::ios::binary};
        return {std::istreambuf_iterator<char>{in}, {}};
    }

  private:
    fs::path folder_;
};

/// The description with one geometry: the element named `surface`.
std::string with_surface(std::string gfs, std::string const& surface)
{
    auto const remove = [&](std::string_view from, std::string_view to) {
        for (std::size_t at = gfs.find(from); at != std::string::npos; at = gfs.find(from)) {
            std::size_t const end = gfs.find(to, at);
            if (end == std::string::npos) return;
            gfs.erase(at, end + to.size() - at);
        }
    };
    remove("<DatasetSpecificInfo>", "</DatasetSpecificInfo>");
    remove("<GeomPropertyDefn>", "</GeomPropertyDefn>");
    remove("<GeometryType>", "</GeometryType>");
    remove("<GeometryElementPath>", "</GeometryElementPath>");
    std::string const geometry =
        "<GeomPropertyDefn><Name>" + surface + "</Name><ElementPath>" + surface + "</ElementPath></GeomPropertyDefn>";
    constexpr std::string_view ends = "</ElementPath>";
    for (std::size_t at = gfs.find("<GMLFeatureClass>"); at != std::string::npos;
         at = gfs.find("<GMLFeatureClass>", at + 1)) {
        std::size_t const path = gfs.find(ends, at);
        if (path == std::string::npos) break;
        gfs.insert(path + ends.size(), geometry);
    }
    return gfs;
}

}  // namespace

std::unique_ptr<MemoryFile> bgt_template(fs::path const& gml)
{
    if (fs::exists(fs::path{gml}.replace_extension(".xsd"))) return nullptr;
    auto const surface = surface_element(gml);
    if (!surface) return nullptr;
    std::string const gfs = with_surface(LinkFolder{}.described(gml), *surface);
    if (gfs.empty()) return nullptr;
    auto made = std::make_unique<MemoryFile>(".gfs");
    VSILFILE* const file = VSIFOpenL(made->name().c_str(), "wb");
    VSIFWriteL(gfs.data(), 1, gfs.size(), file);
    VSIFCloseL(file);
    return made;
}

}  // namespace laad
