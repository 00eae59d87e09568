// SPDX-License-Identifier: Apache-2.0
#include "host/present/base64.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace laad {

std::string base64(std::string_view bytes)
{
    constexpr char const* digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        std::uint32_t three = 0;
        std::size_t const count = std::min<std::size_t>(3, bytes.size() - at);
        for (std::size_t i = 0; i < 3; ++i)
            three = three << 8 | (i < count ? static_cast<unsigned char>(bytes[at + i]) : 0u);
        for (std::size_t i = 0; i < 4; ++i)
            out += i <= count ? digits[three >> (18 - 6 * i) & 63] : '=';
    }
    return out;
}

}  // namespace laad
