// SPDX-License-Identifier: Apache-2.0
// What the operations of peers_ours share: raw arrays in and out, row-major, in the byte order of the machine.
#pragma once

#include "rasters/error.hpp"
#include "rasters/raster.hpp"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <vector>

namespace laad {

/// As many as the peers are given.
inline constexpr int peer_threads = 2;

using Arguments = std::span<std::string const>;

template <class T>
LargeVector<T> read_values(std::filesystem::path const& file)
{
    LargeVector<T> values(std::filesystem::file_size(file) / sizeof(T));
    std::ifstream in{file, std::ios::binary};
    in.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(T)));
    if (!in) throw InputError{file.string() + " cannot be read"};
    return values;
}

template <class T>
Raster<T> read_cells(std::filesystem::path const& file, Shape shape)
{
    Raster<T> raster{shape};
    raster.cells() = read_values<T>(file);
    if (std::ssize(raster.cells()) != shape.cells()) throw InputError{file.string() + " has another size than is said"};
    return raster;
}

template <class T>
void write_values(std::filesystem::path const& file, std::span<T const> values)
{
    std::ofstream out{file, std::ios::binary};
    out.write(reinterpret_cast<char const*>(values.data()), static_cast<std::streamsize>(values.size_bytes()));
    if (!out.flush()) throw OutputError{file.string() + " cannot be written"};
}

/// Does the work `turns` times and prints the seconds of each turn.
template <class Work>
void timed(std::string const& turns, Work const& work)
{
    for (int turn = 0; turn < std::stoi(turns); ++turn) {
        auto const start = std::chrono::steady_clock::now();
        work(turn);
        std::printf("%.6f\n", std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
}

// Files in, files out; timed from outside.
void write_cog_of_cells(Arguments);  // turns side cells codec file: printed, from memory to file
void distance_files(Arguments);      // side sites folder
void coverage_files(Arguments);      // side west_m north_m surface stations folder
void surface_file(Arguments);        // region.toml file

}  // namespace laad
