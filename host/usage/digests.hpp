// SPDX-License-Identifier: Apache-2.0
// Numbers that stand for ids.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <string_view>

namespace laad {

/// Of some texts one after the other ("ab","c" differs from "a","bc"); never 0.
std::uint64_t digest_of(std::initializer_list<std::string_view> texts);

/// Hashes what names a person or his card, with a secret without which nobody can tell which card it was by trying
/// them all. XXH3 with a secret is no cryptographic hash: the digests are for counting in the memory of a run, not for
/// publishing.
class PersonDigests {
  public:
    /// `key_file`: whose bytes the secret is made of; empty: of random bytes, for this object alone.
    /// Errors  InputError: cannot be read, or holds fewer than 16 bytes
    explicit PersonDigests(std::filesystem::path const& key_file);

    /// 0 for an empty text or one of blanks: not told.
    std::uint64_t of(std::string_view id) const;

  private:
    std::array<std::byte, 192> secret_{};
};

}  // namespace laad
