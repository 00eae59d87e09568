// SPDX-License-Identifier: Apache-2.0
// One exception type for each party who must act; the message says where, what is wrong and what to do.
#pragma once

#include <stdexcept>
#include <string>

namespace laad {

/// The user's data or configuration is wrong (exit code 3).
struct InputError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The work does not fit in memory or on disk (exit code 4).
struct FitError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The memory of a device ran out: the CPU may still do it.
struct DeviceFull : FitError {
    using FitError::FitError;
};

/// The device is absent, lost or refuses (exit code 5).
struct DeviceError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The result cannot be written: it exists, the disk is full, no permission (exit code 6).
struct OutputError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A promise inside the program was broken (exit code 1): our bug, not the user's.
struct ContractError : std::logic_error {
    using std::logic_error::logic_error;
};

/// Throws ContractError with `promise` when it does not hold.
inline void expect(bool holds, char const* promise)
{
    if (!holds) throw ContractError{std::string{"broken promise: "} + promise};
}

}  // namespace laad
