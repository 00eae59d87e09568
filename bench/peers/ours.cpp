// SPDX-License-Identifier: Apache-2.0
// Our side of the comparison with peers: one operation on arrays or files that the peers are given too.
#include "bench/peers/ours.hpp"

#include "kernels/demand.hpp"
#include "kernels/distance.hpp"
#include "kernels/walk.hpp"

#include <map>
#include <utility>

namespace laad {
namespace {

CpuExec const exec{peer_threads};

Shape square(std::string const& side)
{
    return {std::stoi(side), std::stoi(side)};
}

/// turns side sites distance_dm site
void distances(Arguments a)
{
    auto const sites = read_values<Cell>(a[2]);
    Rect const window{{0, 0}, square(a[1])};
    Raster<std::uint16_t> distance_dm{window.shape};
    Raster<SiteOffset> site{window.shape};
    timed(a[0], [&](int) { distance(exec, sites, window, 250, distance_dm.view(), site.view()); });
    write_values<std::uint16_t>(a[3], distance_dm.cells());
    write_values<SiteOffset>(a[4], site.cells());
}

/// turns side surface stations bound_m distance_dm
void walks(Arguments a)
{
    auto const surface = read_cells<Surface>(a[2], square(a[1]));
    std::vector<WalkSource> sources;
    for (Cell const station : read_values<Cell>(a[3]))
        sources.push_back({station, station, 0});
    Raster<std::uint16_t> moves{surface.shape()}, distance_dm{surface.shape()};
    Raster<SiteOffset> site{surface.shape()};
    Raster<std::uint8_t> const no_walls{surface.shape(), 0};
    timed(a[0], [&](int) {
        allowed_moves(exec, surface.view(), no_walls.view(), moves.view());
        walk(exec, {std::as_const(moves).view(), {}, 250}, surface.view(), sources, std::stoi(a[4]) * 100,
             distance_dm.view(), site.view());
    });
    write_values<std::uint16_t>(a[5], distance_dm.cells());
}

/// turns side demand_wh radius_m density_kwh
void densities(Arguments a)
{
    auto const demand_wh = read_cells<std::uint32_t>(a[2], square(a[1]));
    auto const weights = gaussian_weights(std::stoi(a[3]) * 100, 250);
    Raster<std::uint32_t> density_kwh{demand_wh.shape()};
    timed(a[0], [&](int) { demand_density(exec, demand_wh.view(), weights, density_kwh.view()); });
    write_values<std::uint32_t>(a[4], density_kwh.cells());
}

struct Operation {
    std::size_t arguments;
    void (*run)(Arguments);
};

int run(std::vector<std::string> const& words)
{
    std::map<std::string, Operation> const operations{
        {"distance", {5, distances}},
        {"walk", {6, walks}},
        {"density", {5, densities}},
        {"cog", {5, write_cog_of_cells}},
        {"distance_files", {3, distance_files}},
        {"coverage_files", {6, coverage_files}},
        {"surface_file", {2, surface_file}},
    };
    auto const found = words.empty() ? operations.end() : operations.find(words.front());
    if (found == operations.end() || words.size() != 1 + found->second.arguments) {
        std::fprintf(stderr, "peers_ours: an operation and its arguments are needed; see bench/peers/ours.cpp\n");
        return 2;
    }
    try {
        found->second.run(Arguments{words}.subspan(1));
        return 0;
    } catch (std::exception const& problem) {
        std::fprintf(stderr, "peers_ours %s: %s\n", words.front().c_str(), problem.what());
        return 1;
    }
}

}  // namespace
}  // namespace laad

int main(int count, char** words)
{
    return laad::run({words + 1, words + count});
}
