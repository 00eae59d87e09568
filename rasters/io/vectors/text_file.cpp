// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/vectors/text_file.hpp"

#include "rasters/error.hpp"
#include "rasters/interrupt.hpp"
#include "rasters/io/files/gdal_init.hpp"

#include <cpl_vsi.h>

#include <cstdint>
#include <limits>
#include <memory>
#include <string_view>

namespace laad {
namespace {

constexpr std::size_t first_bytes = 1 << 16;

/// At most `most` bytes of a file.
std::string bytes_of(std::filesystem::path const& file, std::size_t most)
{
    GdalMessages const messages;
    VSIStatBufL about{};
    std::string const name = file.string();
    if (VSIStatL(name.c_str(), &about) != 0) throw InputError{name + ": does not exist; check the path"};
    if (VSI_ISDIR(about.st_mode)) throw InputError{name + ": is a folder; name the table in it"};
    auto const close = [](VSILFILE* open) { VSIFCloseL(open); };
    std::unique_ptr<VSILFILE, decltype(close)> const in{VSIFOpenL(name.c_str(), "rb"), close};
    std::string content;
    constexpr std::size_t piece = 1 << 20;
    while (in && content.size() < most) {
        stop_if_interrupted();
        std::size_t const before = content.size();
        content.resize(before + std::min(piece, most - before));
        content.resize(before + VSIFReadL(content.data() + before, 1, content.size() - before, in.get()));
        if (content.size() == before) break;
    }
    if (!in || (content.size() < most && !VSIFEofL(in.get())) || messages.failed())
        throw InputError{name + ": cannot be read (" + messages.text() + "); check its permissions, and the disk"};
    return content;
}

void append_utf8(std::string& text, std::uint32_t code)
{
    auto const byte = [&](std::uint32_t value) { text += static_cast<char>(static_cast<unsigned char>(value)); };
    if (code < 0x80) return byte(code);
    if (code < 0x800) {
        byte(0xC0 | code >> 6);
    } else if (code < 0x10000) {
        byte(0xE0 | code >> 12);
        byte(0x80 | (code >> 6 & 0x3F));
    } else {
        byte(0xF0 | code >> 18);
        byte(0x80 | (code >> 12 & 0x3F));
        byte(0x80 | (code >> 6 & 0x3F));
    }
    byte(0x80 | (code & 0x3F));
}

/// A surrogate without its other half becomes a replacement character.
std::string from_utf16(std::string_view bytes, std::size_t low, std::size_t high)
{
    constexpr std::uint32_t replacement = 0xFFFD;
    auto const unit = [&](std::size_t at) {
        auto const part = [&](std::size_t i) { return std::uint32_t{static_cast<unsigned char>(bytes[at + i])}; };
        return part(low) | part(high) << 8;
    };
    std::string text;
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        std::uint32_t code = unit(at);
        if (code >= 0xD800 && code < 0xE000) {
            std::uint32_t const next = code < 0xDC00 && at + 3 < bytes.size() ? unit(at + 2) : 0;
            bool const pair = next >= 0xDC00 && next < 0xE000;
            code = pair ? 0x10000 + ((code - 0xD800) << 10) + (next - 0xDC00) : replacement;
            at += pair ? 2 : 0;
        }
        append_utf8(text, code);
    }
    return text;
}

std::string as_utf8(std::string bytes)
{
    std::string_view const all = bytes;
    if (all.starts_with("\xEF\xBB\xBF")) return bytes.substr(3);
    if (all.starts_with("\xFF\xFE")) return from_utf16(all.substr(2), 0, 1);
    if (all.starts_with("\xFE\xFF")) return from_utf16(all.substr(2), 1, 0);
    return bytes;
}

}  // namespace

std::string text_of_file(std::filesystem::path const& file)
{
    return as_utf8(bytes_of(file, std::numeric_limits<std::size_t>::max()));
}

std::string first_lines_of_file(std::filesystem::path const& file)
{
    std::string bytes = bytes_of(file, first_bytes);
    bool const all = bytes.size() < first_bytes;
    std::string text = as_utf8(std::move(bytes));
    if (auto const end = text.rfind('\n'); !all && end != std::string::npos) text.resize(end + 1);
    return text;
}

}  // namespace laad
