// SPDX-License-Identifier: Apache-2.0
// Three charge locations in Delft, and files of what happened there that each test writes for itself.
#pragma once

#include "host/usage/read_files.hpp"
#include "rasters/io/files/region_crs.hpp"
#include "tests/host/temp_folder.hpp"

#include <zlib.h>

#include <algorithm>
#include <fstream>
#include <mutex>
#include <string>
#include <tuple>
#include <vector>

namespace laad::test {

/// What a reader gave, in an order that does not depend on its threads.
class KeptUse : public UseSink {
  public:
    void add(Session const& one) override
    {
        std::scoped_lock const lock{mutex_};
        sessions.push_back(one);
    }
    void add(Sample const& one) override
    {
        std::scoped_lock const lock{mutex_};
        samples.push_back(one);
    }
    void sort()
    {
        std::ranges::sort(sessions, {}, [](Session const& s) { return std::tuple{s.start_s, s.end_s, s.id}; });
        std::ranges::sort(samples, {}, [](Sample const& s) { return std::tuple{s.at_s, s.site, s.occupied_permille}; });
    }

    std::vector<Session> sessions;
    std::vector<Sample> samples;

  private:
    std::mutex mutex_;
};

/// Sites 0 and 1 are those of the locations `north` and `south`, with two charge points each; `garage` is not public.
class UsageTown {
  public:
    UsageTown()
    {
        scenario.file = folder_.path() / "region.toml";
        scenario.chargers.id_field = "id";
        base.grid = {28992, 8'500'000, 44'650'000, 250, {200, 200}};
        add("north", {85050, 446400}, ChargerAccess::is_public);
        add("south", {85050, 446100}, ChargerAccess::is_public);
        add("garage", {85400, 446100}, ChargerAccess::semi_public);
    }

    /// Writes a file that [usage] names, and gives its settings.
    UsageFile& file(std::string const& name, std::string const& text)
    {
        UsageFile& config = scenario.usage.files.emplace_back();
        config.file = write(name, text);
        return config;
    }
    std::filesystem::path write(std::string const& name, std::string const& text) const
    {
        auto const path = folder_.path() / name;
        std::ofstream{path, std::ios::binary} << text;
        return path;
    }

    /// What is read of the only file.
    UseSource read()
    {
        sources = read_files(scenario, base, kept);
        kept.sort();
        return sources.front();
    }

    /// Longitude and latitude of a place in the grid.
    Point degrees(Point metres) const { return *in_degrees(std::vector{metres}, 28992).front(); }

    Scenario scenario;
    BaseLayers base;
    KeptUse kept;
    std::vector<UseSource> sources;

  private:
    void add(std::string const& id, Point at, ChargerAccess access)
    {
        Charger charger;
        charger.id = id;
        charger.at = at;
        charger.cell = base.grid.cell_at(at);
        charger.evse = 2;
        charger.access = access;
        base.chargers.push_back(charger);
        if (access == ChargerAccess::is_public)
            base.sites.push_back({charger.cell, 2, true, {}, {ChargerId{base.chargers.size() - 1}}});
    }

    TempFolder folder_;
};

inline std::string packed(std::string const& text)
{
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, text.size()), '\0');
    std::string in = text;
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

/// How many rows a list of remarks has for the one that begins so.
inline std::int64_t rows_with(std::vector<UseReason> const& list, std::string const& begin)
{
    std::int64_t rows = 0;
    for (UseReason const& one : list)
        if (one.reason.starts_with(begin)) rows += one.rows;
    return rows;
}

/// Seconds of UTC.
inline std::int64_t utc(int day_of_june_2026, int hour, int minute = 0)
{
    constexpr std::int64_t june_2026_s = 1'780'272'000;  // 2026-06-01T00:00Z
    return june_2026_s + (day_of_june_2026 - 1) * 86400 + hour * 3600 + minute * 60;
}

}  // namespace laad::test
