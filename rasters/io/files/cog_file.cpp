// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/files/cog_file.hpp"

#include "rasters/error.hpp"
#include "rasters/io/files/archive.hpp"
#include "rasters/io/files/positioned_file.hpp"
#include "rasters/io/files/unfinished_file.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace laad {
namespace {

/// Tells readers in which order blocks lie and what stands around each; its own length is in its first line.
constexpr std::string_view structure =
    "GDAL_STRUCTURAL_METADATA_SIZE=000140 bytes\n"
    "LAYOUT=IFDS_BEFORE_DATA\n"
    "BLOCK_ORDER=ROW_MAJOR\n"
    "BLOCK_LEADER=SIZE_AS_UINT4\n"
    "BLOCK_TRAILER=LAST_4_BYTES_REPEATED\n"
    "KNOWN_INCOMPATIBLE_EDITION=NO\n ";
static_assert(structure.size() == structure.find('\n') + 1 + 140);
constexpr std::int64_t mark = 4;  ///< bytes before and after a block

/// SHORT, LONG or LONG8, as wide as `Value`.
template <class Value, class Values>
TiffTag tag(std::uint16_t code, Values const& values)
{
    TiffTag made{code, sizeof(Value) == 2 ? 3 : sizeof(Value) == 4 ? 4 : 16, std::size(values), {}};
    for (auto const value : values)
        append_value(made.value, static_cast<Value>(value));
    return made;
}

TiffTag short_tag(std::uint16_t code, int value, int count = 1)
{
    return tag<std::uint16_t>(code, std::vector<int>(static_cast<std::size_t>(count), value));
}

TiffTag long_tag(std::uint16_t code, int value)
{
    return tag<std::uint32_t>(code, std::array{value});
}

/// All reds, then all greens, then all blues, 16 bits each.
TiffTag colour_map(Palette const& palette)
{
    std::vector<std::uint32_t> values;
    for (unsigned const shift : {16u, 8u, 0u})
        for (std::size_t code = 0; code < 256; ++code) {
            std::uint32_t const colour = code < palette.size() ? palette[code] : 0xffffff;
            values.push_back((colour >> shift & 0xff) * 0x101);
        }
    return tag<std::uint16_t>(320, values);
}

using Offsets = std::vector<std::vector<std::int64_t>>;  ///< by level and block; 0: absent

std::vector<TiffTag> directory(CogImage const& image, std::size_t level, std::vector<std::int64_t> const& offsets,
                               bool big)
{
    BlockFormat const& format = image.format;
    CogLevel const& of = image.levels[level];
    std::vector<TiffTag> tags{
        long_tag(256, of.shape.cols),
        long_tag(257, of.shape.rows),
        short_tag(258, 8 * format.sample_bytes, format.samples),
        short_tag(259, format.codec == Codec::deflate ? 8 : 50000),
        short_tag(262, image.palette.empty() ? 1 : 3),  // black is zero, or colours by code
        short_tag(277, format.samples),
        short_tag(284, 1),  // the samples of a cell lie side by side
        short_tag(317, format.predicts() ? 2 : 1),
        long_tag(322, format.side),
        long_tag(323, format.side),
        big ? tag<std::uint64_t>(324, offsets) : tag<std::uint32_t>(324, offsets),
        tag<std::uint32_t>(325, of.block_bytes),
        short_tag(339, image.is_signed ? 2 : 1, format.samples),
    };
    if (level > 0) tags.push_back(long_tag(254, 1));  // an overview
    if (!image.palette.empty()) tags.push_back(colour_map(image.palette));
    if (format.samples > 1) tags.push_back(short_tag(338, 0, format.samples - 1));  // bands, not transparency
    constexpr std::uint16_t nodata = 42113;
    for (TiffTag const& more : image.tags)
        if (level == 0 || more.code == nodata) tags.push_back(more);
    std::ranges::sort(tags, {}, &TiffTag::code);
    return tags;
}

/// The bytes before the blocks: header and directories, each followed by its longer values.
class Head {
  public:
    Head(CogImage const& image, Offsets const& offsets, bool big) : big_{big}
    {
        append_value(bytes_, std::uint16_t{0x4949});  // little-endian
        append_value(bytes_, big ? std::uint16_t{43} : std::uint16_t{42});
        if (big) append_value(bytes_, std::uint32_t{8});  // bytes of an offset
        std::size_t const first = bytes_.size();
        put_offset(0);
        append(bytes_, std::as_bytes(std::span{structure}));
        std::size_t link = first;
        for (std::size_t level = 0; level < image.levels.size(); ++level) {
            align();
            set_offset(link, bytes_.size());
            link = put_directory(directory(image, level, offsets[level], big));
        }
        align();
    }
    std::vector<std::byte> const& bytes() const { return bytes_; }

  private:
    /// Gives the place of the link to the next directory.
    std::size_t put_directory(std::vector<TiffTag> const& tags)
    {
        std::size_t const inline_bytes = big_ ? 8 : 4;
        if (big_)
            append_value(bytes_, static_cast<std::uint64_t>(tags.size()));
        else
            append_value(bytes_, static_cast<std::uint16_t>(tags.size()));
        std::vector<std::size_t> places;
        for (TiffTag const& tag : tags) {
            append_value(bytes_, tag.code);
            append_value(bytes_, tag.type);
            put_offset(tag.count);
            places.push_back(bytes_.size());
            put_offset(0);
        }
        std::size_t const link = bytes_.size();
        put_offset(0);
        for (std::size_t i = 0; i < tags.size(); ++i) {
            auto const& value = tags[i].value;
            if (value.size() <= inline_bytes) {
                std::copy(value.begin(), value.end(), bytes_.begin() + static_cast<std::ptrdiff_t>(places[i]));
                continue;
            }
            align();
            set_offset(places[i], bytes_.size());
            append(bytes_, value);
        }
        return link;
    }

    void align() { bytes_.resize((bytes_.size() + 1) / 2 * 2); }
    /// Counts and offsets have 8 bytes in a BigTIFF and 4 in a classic one.
    void put_offset(std::uint64_t value)
    {
        bytes_.resize(bytes_.size() + (big_ ? 8 : 4));
        set_offset(bytes_.size() - (big_ ? 8 : 4), value);
    }
    void set_offset(std::size_t at, std::uint64_t value) { std::memcpy(bytes_.data() + at, &value, big_ ? 8 : 4); }

    bool big_;
    std::vector<std::byte> bytes_;
};

struct Plan {
    std::vector<std::byte> head;
    std::int64_t size{};  ///< of the whole file
};

/// Blocks follow the head: the smallest overview first, so that a reader of the first bytes sees all of the image.
Plan plan_of(CogImage const& image, bool big)
{
    Offsets offsets;
    for (CogLevel const& level : image.levels)
        offsets.emplace_back(level.block_bytes.size());
    auto position = static_cast<std::int64_t>(Head{image, offsets, big}.bytes().size());
    for (std::size_t level = image.levels.size(); level-- > 0;)
        for (std::size_t block = 0; block < offsets[level].size(); ++block)
            if (std::uint32_t const bytes = image.levels[level].block_bytes[block]; bytes > 0) {
                offsets[level][block] = position + mark;
                position += mark + bytes + mark;
            }
    return {Head{image, offsets, big}.bytes(), position};
}

/// Writes one piece after the other, a few MB at a time.
class Stream {
  public:
    explicit Stream(PositionedFile& file) : file_{file} {}

    /// The next `count` bytes of the file, to be filled before the next call.
    std::span<std::byte> next(std::size_t count)
    {
        constexpr std::size_t full = std::size_t{8} << 20;
        if (buffer_.size() >= full) flush();
        buffer_.resize(buffer_.size() + count);
        return std::span{buffer_}.last(count);
    }
    void flush()
    {
        file_.write(position_, buffer_);
        position_ += static_cast<std::int64_t>(buffer_.size());
        buffer_.clear();
    }

  private:
    PositionedFile& file_;
    std::int64_t position_{};
    std::vector<std::byte> buffer_;
};

void put_block(Stream& out, std::uint32_t bytes, std::function<void(std::span<std::byte>)> const& fetch)
{
    std::span<std::byte> const whole = out.next(mark + bytes + mark);
    std::memcpy(whole.data(), &bytes, mark);
    fetch(whole.subspan(mark, bytes));
    std::memcpy(whole.data() + mark + bytes, whole.data() + bytes, mark);
}

}  // namespace

void write_cog_file(std::filesystem::path const& file, CogImage const& image, FetchBlock const& fetch,
                    std::int64_t classic_limit)
{
    Plan plan = plan_of(image, false);
    if (plan.size > classic_limit) plan = plan_of(image, true);

    UnfinishedFile unfinished{file};
    PositionedFile target{unfinished.path(), file.string()};
    Stream out{target};
    std::ranges::copy(plan.head, out.next(plan.head.size()).begin());
    for (std::size_t level = image.levels.size(); level-- > 0;) {
        auto const& sizes = image.levels[level].block_bytes;
        for (std::size_t block = 0; block < sizes.size(); ++block)
            if (sizes[block] > 0)
                put_block(out, sizes[block], [&](std::span<std::byte> bytes) { fetch(level, block, bytes); });
    }
    out.flush();
    target.close();
    unfinished.publish();
}

}  // namespace laad
