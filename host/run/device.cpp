// SPDX-License-Identifier: Apache-2.0
#include "host/run/device.hpp"

#include "rasters/error.hpp"

#include <fmt/format.h>

namespace laad {
namespace {

std::string cpu_in_words(CpuExec const& cpu)
{
    return fmt::format("the CPU, {} threads", cpu.threads());
}

ChosenDevice on(CudaDevice const& device, int threads)
{
    return {CudaExec{device.ordinal}, device.ordinal, threads, static_cast<std::int64_t>(device.memory_bytes),
            fmt::format("cuda:{}, {} ({:.1f} GiB)", device.ordinal, device.name,
                        static_cast<double>(device.memory_bytes) / (1024.0 * 1024 * 1024))};
}

}  // namespace

ChosenDevice choose_device(std::string const& device, int threads)
{
    CpuExec const cpu{threads};
    if (device == "cpu") return {cpu, -1, cpu.threads(), 0, cpu_in_words(cpu)};
    CudaDevices const found = cuda_devices();
    if (device == "auto") {
        if (found.devices.empty())
            return {cpu, -1, cpu.threads(), 0,
                    fmt::format("{} (no GPU is used: {})", cpu_in_words(cpu), found.why_none)};
        return on(found.devices.front(), cpu.threads());
    }
    for (CudaDevice const& candidate : found.devices)
        if (device == fmt::format("cuda:{}", candidate.ordinal)) return on(candidate, cpu.threads());
    std::string there = found.devices.empty() ? found.why_none : "there are";
    for (CudaDevice const& candidate : found.devices)
        there += fmt::format(" cuda:{}", candidate.ordinal);
    throw DeviceError{fmt::format("device {} cannot be used ({}); use --device auto or cpu", device, there)};
}

}  // namespace laad
