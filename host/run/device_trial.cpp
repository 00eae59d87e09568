// SPDX-License-Identifier: Apache-2.0
#include "host/run/device_trial.hpp"

#include <fmt/format.h>

#include <chrono>

namespace laad {
namespace {

constexpr char const* entry = "device trial";

/// Tiles a second.
double speed_of(ChosenDevice const& device, TrialTiles const& tiles)
{
    auto const begin = std::chrono::steady_clock::now();
    auto const seconds = [&] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };
    std::size_t const before = tiles.computed();
    tiles.go_on(device, [&] { return seconds() >= 1 && tiles.computed() > before; });
    return static_cast<double>(tiles.computed() - before) / seconds();
}

}  // namespace

ChosenDevice faster_device(ChosenDevice const& device, KeyedStore& store, std::optional<TrialTiles> const& tiles,
                           std::vector<std::string>& notes)
{
    if (!device.is_on_trial) return device;
    ChosenDevice const cpu = on_cpu(device.threads);
    std::string const key = fmt::format("{}; {}", device.in_words, cpu.in_words);
    std::int64_t cpu_is_faster = 0;
    if (store.get_values(entry, key, cpu_is_faster)) return cpu_is_faster != 0 ? cpu : device;
    if (!tiles) return device;

    tiles->go_on(device, [before = tiles->computed(), &tiles] { return tiles->computed() > before; });  // loads kernels
    double const gpu_speed = speed_of(device, *tiles);
    double const cpu_speed = speed_of(cpu, *tiles);
    if (tiles->is_over()) return device;  // too few for a verdict
    cpu_is_faster = cpu_speed > gpu_speed ? 1 : 0;
    store.put_values(entry, key, cpu_is_faster);
    notes.push_back(fmt::format("--device auto: {:.1f} tiles a second on {}, {:.1f} on {}; this region goes on with {}",
                                gpu_speed, device.in_words, cpu_speed, cpu.in_words,
                                cpu_is_faster != 0 ? "the CPU" : "the GPU"));
    return cpu_is_faster != 0 ? cpu : device;
}

}  // namespace laad
