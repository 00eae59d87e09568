// SPDX-License-Identifier: Apache-2.0
#include "host/serve/static_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace laad {
namespace {

namespace fs = std::filesystem;

std::string type_of(fs::path const& file)
{
    static std::map<std::string, std::string> const types{{".html", "text/html; charset=utf-8"},
                                                          {".js", "text/javascript; charset=utf-8"},
                                                          {".css", "text/css; charset=utf-8"},
                                                          {".json", "application/json; charset=utf-8"},
                                                          {".geojson", "application/geo+json"},
                                                          {".tif", "image/tiff"},
                                                          {".png", "image/png"},
                                                          {".jpg", "image/jpeg"},
                                                          {".svg", "image/svg+xml; charset=utf-8"},
                                                          {".csv", "text/csv; charset=utf-8"},
                                                          {".woff2", "font/woff2"}};
    auto const found = types.find(file.extension().string());
    return found == types.end() ? "application/octet-stream" : found->second;
}

struct Range {
    std::int64_t first{};
    std::int64_t bytes{};
};

std::optional<std::int64_t> whole_number(std::string_view text)
{
    std::int64_t value{};
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    bool const is_whole = error == std::errc{} && end == text.data() + text.size() && value >= 0 && text[0] != '-';
    return is_whole ? std::optional{value} : std::nullopt;
}

enum class Asked { all, part, beyond };

/// One range, as `bytes=0-99`, `bytes=100-` or `bytes=-50`; what is anything else is not a wish that must be met.
Asked range_of(std::string_view text, std::int64_t all, Range& range)
{
    if (!text.starts_with("bytes=") || text.find(',') != std::string_view::npos) return Asked::all;
    text.remove_prefix(6);
    auto const dash = text.find('-');
    if (dash == std::string_view::npos) return Asked::all;
    auto const first = whole_number(text.substr(0, dash));
    auto const last = whole_number(text.substr(dash + 1));
    if (dash == 0) {
        if (!last) return Asked::all;
        range = {std::max<std::int64_t>(0, all - *last), std::min(*last, all)};
        return *last == 0 || all == 0 ? Asked::beyond : Asked::part;
    }
    if (!first || (!last && dash + 1 < text.size()) || (last && *last < *first)) return Asked::all;
    if (*first >= all) return Asked::beyond;
    range = {*first, std::min(last.value_or(all - 1), all - 1) - *first + 1};
    return Asked::part;
}

bool opens_without_server(fs::path const& file)
{
    return file == "plan.html" || file == "reageer.html" || file == "monitor.html" || file == "laadkans.html";
}

}  // namespace

StaticFiles::StaticFiles(fs::path const& folder)
{
    for (auto const& entry : fs::recursive_directory_iterator{folder}) {
        auto const name = entry.path().lexically_relative(folder);
        if (entry.is_symlink() || !entry.is_regular_file() || opens_without_server(name)) continue;
        auto const bytes = static_cast<std::int64_t>(entry.file_size());
        auto const tag = fmt::format("\"{:x}-{:x}\"", bytes, entry.last_write_time().time_since_epoch().count());
        files_.emplace("/" + name.generic_string(), File{fs::absolute(entry.path()), bytes, tag});
    }
    for (char const* folder_with_page : {"/", "/laadkans/"})
        if (auto const index = files_.find(std::string{folder_with_page} + "index.html"); index != files_.end())
            files_.emplace(folder_with_page, index->second);
}

HttpResponse StaticFiles::answer(HttpRequest const& request) const
{
    auto const found = files_.find(request.path);
    if (found == files_.end()) return refusal(404, "there is no such file");
    File const& file = found->second;
    HttpResponse response{.type = type_of(file.file)};
    response.headers = {{"ETag", file.tag}, {"Accept-Ranges", "bytes"}, {"Cache-Control", "no-cache"}};
    if (request.header("if-none-match") == file.tag) {
        response.status = 304;
        return response;
    }
    response.part = FilePart{file.file, 0, file.bytes};
    std::string const if_range = request.header("if-range");
    Range range;
    Asked const asked =
        if_range.empty() || if_range == file.tag ? range_of(request.header("range"), file.bytes, range) : Asked::all;
    if (asked == Asked::part) {
        response.status = 206;
        response.headers.emplace_back(
            "Content-Range", fmt::format("bytes {}-{}/{}", range.first, range.first + range.bytes - 1, file.bytes));
        response.part = FilePart{file.file, range.first, range.bytes};
    }
    if (asked == Asked::beyond) {
        response = refusal(416, "the file is shorter");
        response.headers.emplace_back("Content-Range", fmt::format("bytes */{}", file.bytes));
    }
    return response;
}

}  // namespace laad
