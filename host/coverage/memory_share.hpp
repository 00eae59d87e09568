// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace laad {

/// Holds work back that would not fit in memory beside the work that goes on; alone, anything may run.
class MemoryShare {
  public:
    explicit MemoryShare(std::int64_t bytes) : bytes_{bytes} {}

    template <class Work>
    void with(std::int64_t bytes, Work work)
    {
        {
            std::unique_lock lock{mutex_};
            freed_.wait(lock, [&] { return used_ == 0 || used_ + bytes <= bytes_; });
            used_ += bytes;
        }
        struct Return {
            MemoryShare& share;
            std::int64_t bytes;
            ~Return()
            {
                std::scoped_lock const lock{share.mutex_};
                share.used_ -= bytes;
                share.freed_.notify_all();
            }
        } const when_done{*this, bytes};
        work();
    }

  private:
    std::int64_t bytes_;
    std::int64_t used_{};
    std::mutex mutex_;
    std::condition_variable freed_;
};

}  // namespace laad
