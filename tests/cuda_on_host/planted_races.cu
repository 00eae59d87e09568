// SPDX-License-Identifier: Apache-2.0
// Kernels with and without a mistake in how their threads meet: what ThreadSanitizer reports, and what it lets pass.
#include <cuda_runtime_api.h>
#include <cuda/atomic>

#include <cstring>
#include <iostream>

namespace {

constexpr unsigned threads = 64;

enum class Meet { at_barrier, in_warp, not_at_all };

__device__ void meet(Meet how)
{
    if (how == Meet::at_barrier) __syncthreads();
    if (how == Meet::in_warp) __shfl_sync(0xFFFFFFFF, 0, 0);
}

/// Each thread reads what another wrote.
__global__ void turn_static(Meet how, unsigned* out)
{
    __shared__ unsigned values[threads];
    values[threadIdx.x] = threadIdx.x;
    meet(how);
    out[blockIdx.x * threads + threadIdx.x] = values[threads - 1 - threadIdx.x];
}

__global__ void turn_dynamic(Meet how, unsigned* out)
{
    extern __shared__ unsigned values[];
    values[threadIdx.x] = threadIdx.x;
    meet(how);
    out[blockIdx.x * threads + threadIdx.x] = values[threads - 1 - threadIdx.x];
}

/// Turns twice: the second writing must wait until all have read.
__global__ void turn_twice(Meet between, unsigned* out)
{
    __shared__ unsigned values[threads];
    values[threadIdx.x] = threadIdx.x;
    __syncthreads();
    unsigned const other = values[threads - 1 - threadIdx.x];
    meet(between);
    values[threadIdx.x] = other + 1;
    __syncthreads();
    out[blockIdx.x * threads + threadIdx.x] = values[threads - 1 - threadIdx.x];
}

/// Both blocks add to the same counters; with a shift of 0 it is the same thread of each block that does.
__global__ void count(bool atomic, unsigned shift, unsigned* out)
{
    unsigned* const counter = out + (threadIdx.x + shift * blockIdx.x) % threads;
    if (atomic)
        atomicAdd(counter, 1u);
    else
        *counter += 1;
}

/// Volatile accesses may meet each other, but not a plain one.
__global__ void look(bool plain, unsigned* out)
{
    unsigned volatile* const cell = out;
    if (threadIdx.x > 0)
        static_cast<void>(*cell);
    else if (plain)
        *out = 1;
    else
        *cell = 1;
}

/// So may accesses of an atomic_ref.
__global__ void look_atomically(bool plain, unsigned* out)
{
    cuda::atomic_ref<unsigned, cuda::thread_scope_device> const cell{*out};
    if (threadIdx.x > 0)
        static_cast<void>(cell.load(cuda::memory_order_relaxed));
    else if (plain)
        *out = 1;
    else
        cell.store(1, cuda::memory_order_relaxed);
}

}  // namespace

int main(int argc, char** argv)
{
    auto const is = [&](char const* name) { return argc == 2 && std::strcmp(argv[1], name) == 0; };
    cudaStream_t stream{};
    cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking);
    unsigned out[2 * threads] = {};
    dim3 const grid{2};
    std::size_t const bytes = sizeof(unsigned) * threads;
    if (is("none")) {
        turn_static<<<grid, threads, 0, stream>>>(Meet::at_barrier, out);
        turn_dynamic<<<grid, threads, bytes, stream>>>(Meet::at_barrier, out);
        turn_twice<<<grid, threads, 0, stream>>>(Meet::at_barrier, out);
        count<<<grid, threads, 0, stream>>>(true, 1u, out);
        look<<<grid, threads, 0, stream>>>(false, out + 1);
        look_atomically<<<grid, threads, 0, stream>>>(false, out + 2);
    } else if (is("static")) {
        turn_static<<<grid, threads, 0, stream>>>(Meet::not_at_all, out);
    } else if (is("dynamic")) {
        turn_dynamic<<<grid, threads, bytes, stream>>>(Meet::not_at_all, out);
    } else if (is("twice")) {
        turn_twice<<<grid, threads, 0, stream>>>(Meet::not_at_all, out);
    } else if (is("warp")) {
        turn_static<<<grid, threads, 0, stream>>>(Meet::in_warp, out);
    } else if (is("blocks")) {
        count<<<grid, threads, 0, stream>>>(false, 1u, out);
    } else if (is("together")) {
        count<<<grid, threads, 0, stream>>>(false, 0u, out);
    } else if (is("plain")) {
        look<<<grid, threads, 0, stream>>>(true, out);
    } else if (is("plain_beside_atomic")) {
        look_atomically<<<grid, threads, 0, stream>>>(true, out);
    } else {
        std::cerr << "usage: planted_races none|static|dynamic|twice|warp|blocks|together|plain|plain_beside_atomic\n";
        return 2;
    }
    cudaStreamSynchronize(stream);
    unsigned const last = out[0];
    cudaStreamDestroy(stream);
    std::cout << "done " << last << '\n';
}
