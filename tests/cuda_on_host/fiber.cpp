// SPDX-License-Identifier: Apache-2.0
#include "tests/cuda_on_host/fiber.hpp"

namespace cuda_on_host {

void Fiber::start(void (*main)())
{
    if (!stack_) stack_ = std::make_unique_for_overwrite<char[]>(stack_bytes);
    getcontext(&context_);
    context_.uc_stack.ss_sp = stack_.get();
    context_.uc_stack.ss_size = stack_bytes;
    makecontext(&context_, main, 0);
    is_new_ = true;
}

#if defined(__SANITIZE_ADDRESS__) || defined(CUDA_ON_HOST_TSAN)

void Fiber::go_to(Fiber& other)
{
    swapcontext(&context_, &other.context_);
}

#else

// As swapcontext, without its two system calls: kernels with barriers do little else.
[[gnu::noinline]] void Fiber::go_to(Fiber& other)
{
    if (__builtin_setjmp(left_at_.data()) == 0) other.enter();
}

[[gnu::noinline]] void Fiber::enter()
{
    if (is_new_) {
        is_new_ = false;
        setcontext(&context_);
    }
    __builtin_longjmp(left_at_.data(), 1);
}

#endif

}  // namespace cuda_on_host
