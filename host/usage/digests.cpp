// SPDX-License-Identifier: Apache-2.0
#include "host/usage/digests.hpp"

#include "host/usage/plain_text.hpp"

#include "rasters/error.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <fstream>
#include <random>
#include <string>

namespace laad {

std::uint64_t digest_of(std::initializer_list<std::string_view> texts)
{
    std::uint64_t digest = 0;
    for (std::string_view const text : texts)
        digest = XXH3_64bits_withSeed(text.data(), text.size(), digest + 0x9e3779b97f4a7c15 * (text.size() + 1));
    return digest == 0 ? 1 : digest;
}

PersonDigests::PersonDigests(std::filesystem::path const& key_file)
{
    constexpr std::size_t least_bytes = 16;
    constexpr std::size_t most_bytes = 1 << 20;
    std::string key(32, '\0');
    if (key_file.empty()) {
        std::random_device random;
        for (char& byte : key)
            byte = static_cast<char>(random() & 0xFF);
    } else {
        key.assign(most_bytes, '\0');
        std::ifstream in{key_file, std::ios::binary};
        in.read(key.data(), static_cast<std::streamsize>(key.size()));
        key.resize(static_cast<std::size_t>(in.gcount()));
        if (key.size() < least_bytes)
            throw InputError{
                key_file.string() +
                ": cannot be read, or holds fewer than 16 bytes (usage.key_file); make it with `head -c 32 "
                "/dev/urandom > FILE` and keep it to yourself"};
    }
    if (XXH3_generateSecret(secret_.data(), secret_.size(), key.data(), key.size()) != XXH_OK)
        throw ContractError{"broken promise: a key makes a secret"};
}

std::uint64_t PersonDigests::of(std::string_view id) const
{
    id = without_blanks(id);
    if (id.empty()) return 0;
    std::uint64_t const digest = XXH3_64bits_withSecret(id.data(), id.size(), secret_.data(), secret_.size());
    return digest == 0 ? 1 : digest;
}

}  // namespace laad
