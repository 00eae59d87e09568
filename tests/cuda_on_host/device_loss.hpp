// SPDX-License-Identifier: Apache-2.0
// A device that is lost in the middle of something, and what is held of it.
#pragma once

namespace cuda_on_host {

/// While it lives: `after` calls of CUDA go well, launches among them; the next one and all that follow fail and do no
/// work. What they free is free nonetheless.
class DeviceLoss {
  public:
    explicit DeviceLoss(long after);
    ~DeviceLoss();
    DeviceLoss(DeviceLoss const&) = delete;
    DeviceLoss& operator=(DeviceLoss const&) = delete;

    bool has_happened() const;
};

/// How many of each were given and not given back.
struct Held {
    int memory{}, pinned{}, streams{}, events{};

    friend bool operator==(Held const&, Held const&) = default;
};
Held held();

}  // namespace cuda_on_host
