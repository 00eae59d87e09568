// SPDX-License-Identifier: Apache-2.0
// The stand-in itself: blocks run at the same time, launches too, and what goes wrong in a thread comes out.
#include <cuda_runtime_api.h>
#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

namespace {

constexpr unsigned threads = 64;

class Stream {
  public:
    Stream() { cudaStreamCreateWithFlags(&stream_, cudaStreamNonBlocking); }
    ~Stream() { cudaStreamDestroy(stream_); }
    Stream(Stream const&) = delete;
    Stream& operator=(Stream const&) = delete;
    operator cudaStream_t() const { return stream_; }
    void wait() const { cudaStreamSynchronize(stream_); }

  private:
    cudaStream_t stream_{};
};

/// Blocks until `expected` blocks have come; counts those that saw that happen.
__global__ void await_others(unsigned expected, unsigned* arrived, unsigned* met)
{
    if (threadIdx.x != 0) return;
    atomicAdd(arrived, 1u);
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    while (atomicAdd(arrived, 0u) < expected && std::chrono::steady_clock::now() < end)
        std::this_thread::yield();
    if (atomicAdd(arrived, 0u) == expected) atomicAdd(met, 1u);
}

__global__ void change(unsigned* sum, unsigned* least, unsigned* bits)
{
    unsigned const i = blockIdx.x * threads + threadIdx.x;
    atomicAdd(sum, i);
    atomicMin(least, 100'000 - i);
    atomicOr(bits, 1u << i % 32);
}

/// Each thread finds garbage, then what another thread of its own block left.
__global__ void leave_a_note(unsigned* wrong)
{
    __shared__ unsigned notes[threads];
    __shared__ unsigned before;
    if (notes[threadIdx.x] != 0xA5A5A5A5 || before != 0xA5A5A5A5) atomicAdd(wrong, 1u);
    __syncthreads();
    notes[threadIdx.x] = blockIdx.x;
    if (threadIdx.x == 0) before = blockIdx.x;
    __syncthreads();
    if (notes[threads - 1 - threadIdx.x] != blockIdx.x || before != blockIdx.x) atomicAdd(wrong, 1u);
}

__global__ void fail_in(unsigned block)
{
    if (blockIdx.x == block && threadIdx.x == 7) throw std::runtime_error{"from a thread"};
    __syncthreads();
}

__global__ void meet_in_part(unsigned one_in)
{
    if (threadIdx.x % one_in == 0) __syncthreads();
}

TEST(Blocks, RunAtTheSameTime)
{
    Stream const stream;
    unsigned arrived = 0, met = 0;
    await_others<<<2, threads, 0, stream>>>(2u, &arrived, &met);
    stream.wait();
    EXPECT_EQ(met, 2u);
}

TEST(Blocks, OfSeveralLaunchesRunAtTheSameTime)
{
    unsigned arrived = 0, met = 0;
    std::vector<std::thread> hosts;
    for (int i = 0; i < 3; ++i)
        hosts.emplace_back([&] {
            Stream const stream;
            await_others<<<2, threads, 0, stream>>>(6u, &arrived, &met);
            stream.wait();
        });
    for (std::thread& host : hosts)
        host.join();
    EXPECT_EQ(met, 6u);
}

TEST(Blocks, ChangeTheSameValuesAtomically)
{
    Stream const stream;
    unsigned sum = 0, least = UINT_MAX, bits = 0;
    change<<<100, threads, 0, stream>>>(&sum, &least, &bits);
    stream.wait();
    EXPECT_EQ(sum, 100 * threads * (100 * threads - 1) / 2);
    EXPECT_EQ(least, 100'000 - (100 * threads - 1));
    EXPECT_EQ(bits, UINT_MAX);
}

TEST(Blocks, HaveSharedMemoryOfTheirOwn)
{
    Stream const stream;
    unsigned wrong = 0;
    leave_a_note<<<50, threads, 0, stream>>>(&wrong);
    stream.wait();
    EXPECT_EQ(wrong, 0u);
}

TEST(Blocks, ThrowWhatAThreadThrowsAndGoOnAfterwards)
{
    Stream const stream;
    for (unsigned const block : {0u, 1u, 9u}) {
        fail_in<<<10, threads, 0, stream>>>(block);
        EXPECT_THROW(stream.wait(), std::runtime_error);
    }
    fail_in<<<10, threads, 0, stream>>>(10u);
    EXPECT_NO_THROW(stream.wait());
}

TEST(Blocks, OfWhichThreadsDoNotMeetAreAnError)
{
    Stream const stream;
    meet_in_part<<<3, threads, 0, stream>>>(2u);
    EXPECT_THROW(stream.wait(), std::logic_error);
}

}  // namespace
