// SPDX-License-Identifier: Apache-2.0
// The floor under every benchmark: how fast bytes move on the same executor in the same process.
#pragma once

#include "kernels/memory.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

namespace laad {

/// One copy on a GPU takes so little that waiting for it would count.
inline int copies_together(CpuExec const&)
{
    return 1;
}
inline int copies_together(CudaExec const&)
{
    return 16;
}

/// Copies on as many threads as the executor has.
inline void copy_all(CpuExec const& exec, std::byte* to, std::byte const* from, std::size_t bytes)
{
    auto const parts = static_cast<std::size_t>(exec.threads());
    std::size_t const part = (bytes + parts - 1) / parts;
    std::vector<std::jthread> threads;
    for (std::size_t begin = 0; begin < bytes; begin += part)
        threads.emplace_back([=] { std::memcpy(to + begin, from + begin, std::min(part, bytes - begin)); });
}

inline void copy_all(CudaExec const& exec, std::byte* to, std::byte const* from, std::size_t bytes)
{
    for (int i = 0; i < copies_together(exec); ++i)
        copy_within(exec, {to, bytes, from, bytes, bytes, 1});
    wait(exec);
}

/// Bytes read plus bytes written per second, the best of eight times copying 256 MiB.
template <class Exec>
double copy_bandwidth(Exec const& exec)
{
    Shape const shape{1 << 14, 1 << 14};
    Array<std::byte, Exec> from{exec, shape}, to{exec, shape};
    auto const bytes = static_cast<std::size_t>(shape.cells());
    double best_s = 1e9;
    copy_all(exec, from.view().data, to.view().data, bytes);  // touches the pages
    for (int i = 0; i < 8; ++i) {
        auto const start = std::chrono::steady_clock::now();
        copy_all(exec, to.view().data, from.view().data, bytes);
        best_s = std::min(best_s, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return 2.0 * static_cast<double>(bytes) * copies_together(exec) / best_s;
}

/// An executor that benchmarks run on, with the speed of its memory.
struct BenchExecutor {
    Executor executor;
    std::string name;
    double bytes_per_s{};
};

/// The axis of executors: the CPU first, then each CUDA device.
inline std::vector<BenchExecutor> const& bench_executors()
{
    static std::vector<BenchExecutor> const all = [] {
        std::vector<BenchExecutor> found;
        for (Executor const& executor : available_executors()) {
            auto const* const cpu = std::get_if<CpuExec>(&executor);
            found.push_back({executor, cpu != nullptr ? "cpu x" + std::to_string(cpu->threads()) : "cuda",
                             std::visit([](auto const& exec) { return copy_bandwidth(exec); }, executor)});
        }
        return found;
    }();
    return all;
}

inline std::vector<std::int64_t> executor_axis()
{
    return benchmark::CreateDenseRange(0, std::ssize(bench_executors()) - 1, 1);
}
/// Apart where sizes differ: on a GPU what is moved must be several times its cache, and take far longer than a launch.
inline std::vector<std::int64_t> cpu_axis()
{
    return {0};
}
inline std::vector<std::int64_t> cuda_axis()
{
    std::vector<std::int64_t> all = executor_axis();
    all.erase(all.begin());
    return all;
}

inline BenchExecutor const& executor_of(benchmark::State const& state)
{
    return bench_executors()[static_cast<std::size_t>(state.range(0))];
}

/// prepare(executor, repeat) readies what is not to be measured and calls repeat(turn), which times the turn. The first
/// turn is not timed: in it memory is touched for the first time, and what the operation needs comes into the pool.
template <class Prepare>
void measure(benchmark::State& state, Prepare const& prepare)
{
    std::visit(
        [&](auto const& exec) {
            prepare(exec, [&](auto const& turn) {
                turn();
                wait(exec);
                for ([[maybe_unused]] auto const& one : state) {
                    turn();
                    wait(exec);
                }
            });
        },
        executor_of(state).executor);
}

inline void in_real_ms(benchmark::internal::Benchmark* bench)
{
    bench->UseRealTime()->Unit(benchmark::kMillisecond);
}

/// Reports cells (or other items) a second and the traffic that cannot be avoided against what a copy reaches.
inline void report(benchmark::State& state, double items, double bytes)
{
    BenchExecutor const& on = executor_of(state);
    state.SetLabel(on.name);
    state.SetItemsProcessed(static_cast<std::int64_t>(items) * state.iterations());
    state.counters["GB/s"] = benchmark::Counter(bytes / 1e9, benchmark::Counter::kIsIterationInvariantRate);
    state.counters["% of copy"] =
        benchmark::Counter(100 * bytes / on.bytes_per_s, benchmark::Counter::kIsIterationInvariantRate);
}

}  // namespace laad
