// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/work/work.hpp"

namespace laad {

/// Hashes of files, kept from run to run: a file of the same size, that was not written since, is not read again.
class FileHashes {
  public:
    FileHashes() = default;  ///< every file is read
    explicit FileHashes(Work const& work) : store_{work.store} {}

    /// Errors  InputError: it cannot be read; OutputError: its hash cannot be kept
    std::string of(std::filesystem::path const& file);
    void forget_all();

  private:
    std::shared_ptr<KeyedStore> store_;
};

}  // namespace laad
