// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>

namespace laad {

class KeyedStore;

/// Where a run keeps what it prepares and finishes.
///
/// A mark says that the last run here ended well. It is taken away when a run begins and does not outlive a restart of
/// the machine, so after a run that was killed, or lost power, everything is checked before it is used.
struct Work {
    /// Opens what is there, and takes the mark away.
    /// Errors  OutputError: the store is a symbolic link, or cannot be made or opened
    Work(std::filesystem::path where);  // NOLINT: a folder is where a run works

    /// Sets the mark. Errors  OutputError: cannot be written
    void end_well() const;
    /// After an input that was refused: what was there is as good as before.
    void put_mark_back() const
    {
        if (trusted) end_well();
    }

    std::filesystem::path folder;  ///< exists
    bool trusted{};                ///< the last run ended well, so what it left needs no check before it counts
    std::shared_ptr<KeyedStore> store;
};

}  // namespace laad
