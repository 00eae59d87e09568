// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernels/executor.hpp"
#include "rasters/error.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

namespace laad {

/// Does what is not done by tile: on the device or, when its memory does not suffice, on the CPU, which is then noted.
class WholeWork {
  public:
    WholeWork(Executor executor, int threads, std::vector<std::string>& notes)
        : executor_{std::move(executor)}, threads_{threads}, notes_{notes}
    {
    }

    /// work(executor)
    template <class Work>
    auto operator()(char const* what, Work const& work) const
    {
        try {
            return std::visit(work, executor_);
        } catch (DeviceFull const&) {
            notes_.push_back(
                fmt::format("{}: the memory of the GPU did not suffice; this was computed on the CPU", what));
            return work(CpuExec{threads_});
        }
    }

  private:
    Executor executor_;
    int threads_;
    std::vector<std::string>& notes_;
};

}  // namespace laad
