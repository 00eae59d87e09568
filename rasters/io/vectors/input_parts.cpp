// SPDX-License-Identifier: Apache-2.0

#include "rasters/io/files/gdal_init.hpp"
#include "rasters/io/vectors/network.hpp"
#include "rasters/nearest_name.hpp"

#include <cpl_minixml.h>
#include <cpl_string.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <system_error>

namespace laad {
namespace {

namespace fs = std::filesystem;

/// By the extension of an input: those of the files that belong to it.
struct Companions {
    std::string_view of;
    std::vector<std::string_view> extensions;
};
std::vector<Companions> const companions{{".shp", {".dbf", ".prj", ".shx", ".cpg"}},
                                         {".dbf", {".cpg"}},
                                         {".tab", {".dat", ".map", ".id", ".ind"}},
                                         {".mif", {".mid"}},
                                         {".gml", {".gfs", ".xsd"}},
                                         {".csv", {".csvt", ".prj"}}};

class Parts {
  public:
    void add(fs::path const& input)
    {
        fs::path const file = on_disk(input);
        std::error_code error;
        if (fs::is_directory(file, error)) return add_folder(file);
        if (!fs::is_regular_file(file, error) || !found_.insert(file).second) return;
        auto const log = fs::path{file.string() + "-wal"};
        if (std::error_code absent; fs::file_size(log, absent) > 0 && !absent) found_.insert(log);
        add_companions(file);
        if (is_virtual(file)) add_sources(file);
    }
    std::vector<fs::path> all() const { return {found_.begin(), found_.end()}; }

  private:
    /// Of a path into an archive, `/vsizip/town.zip/roads.shp` or `/vsizip/{town.zip}/roads.shp`, the archive.
    static fs::path on_disk(fs::path const& input)
    {
        std::string rest = input.string();
        while (rest.starts_with("/vsi")) {
            auto const end = rest.find('/', 1);
            if (end == rest.npos) return {};
            rest.erase(0, end + 1);
        }
        std::erase_if(rest, [](char c) { return c == '{' || c == '}'; });
        if (!input.string().starts_with("/vsi")) return input;
        fs::path file = rest;
        std::error_code error;
        while (!fs::is_regular_file(file, error) && file.has_relative_path() && file != file.parent_path())
            file = file.parent_path();
        return fs::is_regular_file(file, error) ? file : fs::path{};  // never a folder above it
    }

    void add_folder(fs::path const& folder)
    {
        for (auto const& entry : fs::recursive_directory_iterator{folder})
            if (entry.is_regular_file()) found_.insert(entry.path());
    }

    void add_companions(fs::path const& file)
    {
        std::string const extension = lower(file.extension().string());
        auto const mine = std::ranges::find(companions, std::string_view{extension}, &Companions::of);
        if (mine == companions.end()) return;
        std::string const stem = lower(file.stem().string());
        std::error_code error;
        fs::path const folder = file.parent_path();
        for (auto entry = fs::directory_iterator{folder.empty() ? fs::path{"."} : folder, error};
             !error && entry != end(entry); entry.increment(error)) {
            fs::path const name = entry->path().filename();
            if (lower(name.stem().string()) == stem &&
                std::ranges::count(mine->extensions, lower(name.extension().string())) > 0)
                found_.insert(folder / name);
        }
    }

    /// A description of a data set that lies elsewhere, whatever its name.
    static bool is_virtual(fs::path const& file)
    {
        std::ifstream stream{file, std::ios::binary};
        std::string begin(2000, '\0');
        stream.read(begin.data(), std::ssize(begin));
        begin.resize(static_cast<std::size_t>(stream.gcount()));
        return begin.find("<OGRVRTDataSource") != begin.npos || begin.find("<VRTDataset") != begin.npos;
    }

    /// What cannot be opened is told when it is read. GDAL lists the sources of some descriptions and not those of
    /// layers within layers (a union, a warped layer); those are read from the text.
    void add_sources(fs::path const& file)
    {
        GdalMessages const messages;
        CPLXMLTreeCloser const text{CPLParseXMLFile(file.c_str())};
        add_named(text.get(), file.parent_path());
        char const* const drivers[] = {"OGR_VRT", "VRT", nullptr};
        GDALDatasetUniquePtr const dataset{GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_RASTER, drivers)};
        if (!dataset) return;
        CPLStringList const sources{dataset->GetFileList()};
        for (int i = 0; i < sources.Count(); ++i)
            add(sources[i]);
    }

    void add_named(CPLXMLNode const* node, fs::path const& folder)
    {
        for (; node != nullptr; node = node->psNext) {
            if (node->eType == CXT_Element &&
                (EQUAL(node->pszValue, "SrcDataSource") || EQUAL(node->pszValue, "SourceFilename"))) {
                std::string const source = CPLGetXMLValue(node, "", "");
                bool const beside = CPLTestBool(CPLGetXMLValue(node, "relativeToVRT", "0"));
                if (source.starts_with("<")) {  // a description within the description
                    CPLXMLTreeCloser const inner{CPLParseXMLString(source.c_str())};
                    add_named(inner.get(), folder);
                } else if (!source.empty()) {
                    add(beside ? folder / source : fs::path{source});
                }
            }
            add_named(node->psChild, folder);
        }
    }

    std::set<fs::path> found_;
};

}  // namespace

std::vector<fs::path> input_parts(fs::path const& input)
{
    if (is_on_network(input)) return {input};
    Parts parts;
    parts.add(input);
    return parts.all();
}

}  // namespace laad
