// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstring>
#include <span>
#include <type_traits>
#include <vector>

namespace laad {

/// Not vector::insert: at -O3 g++ 12 wrongly says that it overflows.
inline void append(std::vector<std::byte>& to, std::span<std::byte const> bytes)
{
    std::size_t const before = to.size();
    to.resize(before + bytes.size());
    if (!bytes.empty()) std::memcpy(to.data() + before, bytes.data(), bytes.size());
}

/// The value as it lies in memory.
template <class Value>
requires std::is_trivially_copyable_v<Value>
void append_value(std::vector<std::byte>& to, Value const& value)
{
    append(to, std::as_bytes(std::span{&value, 1}));
}

}  // namespace laad
