// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ucontext.h>

#include <array>
#include <cstddef>
#include <memory>

namespace cuda_on_host {

/// A place in the code that a CPU thread left and can go back to, with a stack of its own once started.
class Fiber {
  public:
    /// The next that goes to it begins with `main`, which never returns.
    void start(void (*main)());

    /// Leaves this one for `other`; returns when somebody goes back to this one.
    void go_to(Fiber& other);

  private:
    static constexpr std::size_t stack_bytes = 64 << 10;

    [[noreturn]] void enter();

    ucontext_t context_{};
    std::array<void*, 5> left_at_{};
    bool is_new_{};
    std::unique_ptr<char[]> stack_;
};

}  // namespace cuda_on_host
