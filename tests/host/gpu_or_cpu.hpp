// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/run/device.hpp"

namespace laad {

/// The first GPU, else the CPU with two threads; without a trial, which would leave it open where the test runs.
inline ChosenDevice gpu_or_cpu()
{
    return choose_device(cuda_devices().devices.empty() ? "cpu" : "cuda:0", 2);
}

}  // namespace laad
