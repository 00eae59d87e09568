// SPDX-License-Identifier: Apache-2.0
// Preloaded, it lets a process start as many threads as LAAD_TEST_THREADS says, and no more.
#include <dlfcn.h>
#include <pthread.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>

extern "C" int pthread_create(pthread_t* thread, pthread_attr_t const* attributes, void* (*start)(void*),
                              void* argument)
{
    static std::atomic<int> left{std::atoi(std::getenv("LAAD_TEST_THREADS"))};
    if (left.fetch_sub(1) <= 0) return EAGAIN;
    auto const real = reinterpret_cast<decltype(&pthread_create)>(dlsym(RTLD_NEXT, "pthread_create"));
    return real(thread, attributes, start, argument);
}
