// SPDX-License-Identifier: Apache-2.0
// What a full disk looks like to a writer.
#pragma once

#include <sys/resource.h>

#include <csignal>

namespace laad {

/// While it lives, no file of this process can grow beyond `bytes`: writes past it fail.
class FullDisk {
  public:
    explicit FullDisk(rlim_t bytes) : handler_{std::signal(SIGXFSZ, SIG_IGN)}
    {
        getrlimit(RLIMIT_FSIZE, &before_);
        rlimit const small{bytes, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~FullDisk()
    {
        setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    FullDisk(FullDisk const&) = delete;
    FullDisk& operator=(FullDisk const&) = delete;

  private:
    void (*handler_)(int);
    rlimit before_{};
};

}  // namespace laad
