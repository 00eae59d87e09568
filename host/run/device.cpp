// SPDX-License-Identifier: Apache-2.0
#include "host/run/device.hpp"

#include "host/language/to_say.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>

namespace laad {
namespace {

std::string in_words(CudaDevice const& device)
{
    return fmt::format("cuda:{}, {} ({:.1f} GiB)", device.ordinal, device.name,
                       static_cast<double>(device.memory_bytes) / (1024.0 * 1024 * 1024));
}

ChosenDevice on(std::span<CudaDevice const> devices, int threads)
{
    auto const least = [&](std::size_t CudaDevice::*bytes) {
        return static_cast<std::int64_t>((*std::ranges::min_element(devices, {}, bytes)).*bytes);
    };
    ChosenDevice chosen{CudaExec{devices.front().ordinal}, {}, threads, least(&CudaDevice::memory_bytes),
                        least(&CudaDevice::free_bytes),    ""};
    std::vector<std::string> words;
    for (CudaDevice const& device : devices) {
        chosen.cuda.push_back(device.ordinal);
        words.push_back(in_words(device));
    }
    chosen.in_words = fmt::format("{}", fmt::join(words, "; "));
    return chosen;
}

}  // namespace

ChosenDevice on_cpu(int threads)
{
    CpuExec const cpu{threads};
    return {cpu, {}, cpu.threads(), 0, 0, to_say("the CPU, {} threads", cpu.threads())};
}

ChosenDevice choose_device(std::string const& device, int threads)
{
    ChosenDevice chosen = on_cpu(threads);
    if (device == "cpu") return chosen;
    CudaDevices const found = cuda_devices();
    if (device == "auto") {
        if (found.devices.empty()) {
            chosen.in_words =
                to_say("the CPU, {} threads (no GPU is used: {})", chosen.threads, std::string_view{found.why_none});
            return chosen;
        }
        chosen = on(found.devices, chosen.threads);
        chosen.is_on_trial = true;
        return chosen;
    }
    for (CudaDevice const& candidate : found.devices)
        if (device == fmt::format("cuda:{}", candidate.ordinal)) return on({&candidate, 1}, chosen.threads);
    std::string there = found.devices.empty() ? found.why_none : "there are";
    for (CudaDevice const& candidate : found.devices)
        there += fmt::format(" cuda:{}", candidate.ordinal);
    throw DeviceError{fmt::format("device {} cannot be used ({}); use --device auto or cpu", device, there)};
}

}  // namespace laad
