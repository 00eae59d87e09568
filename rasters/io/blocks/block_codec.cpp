// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/blocks/block_codec.hpp"

#include <libdeflate.h>
#include <zstd.h>

#include <memory>
#include <new>

namespace laad {
namespace {

constexpr int deflate_level = 6;
constexpr int zstd_level = 1;

/// The tables of a codec take longer to make than a small block to compress, so each thread keeps its own.
template <class Context, auto make, auto release>
Context* of_this_thread()
{
    struct Release {
        void operator()(Context* context) const { release(context); }
    };
    thread_local std::unique_ptr<Context, Release> const context{make()};
    if (!context) throw std::bad_alloc{};
    return context.get();
}

constexpr auto make_deflate = [] { return libdeflate_alloc_compressor(deflate_level); };

constexpr auto deflater = of_this_thread<libdeflate_compressor, make_deflate, libdeflate_free_compressor>;
constexpr auto inflater =
    of_this_thread<libdeflate_decompressor, libdeflate_alloc_decompressor, libdeflate_free_decompressor>;
constexpr auto zstd_out = of_this_thread<ZSTD_CCtx, ZSTD_createCCtx, ZSTD_freeCCtx>;
constexpr auto zstd_in = of_this_thread<ZSTD_DCtx, ZSTD_createDCtx, ZSTD_freeDCtx>;

/// Backwards, so that every sample still finds the one before it.
template <int samples, class Sample>
void difference(Sample* row, int count)
{
    for (int i = count - 1; i >= samples; --i)
        row[i] = static_cast<Sample>(row[i] - row[i - samples]);
}

template <int samples, class Sample>
void accumulate(Sample* row, int count)
{
    Sample last[samples]{};
    for (int i = 0; i < count; i += samples)
        for (int band = 0; band < samples; ++band)
            row[i + band] = last[band] = static_cast<Sample>(last[band] + row[i + band]);
}

enum class Direction { to_differences, from_differences };

template <Direction direction, int samples, class Sample>
void predict_rows(std::span<std::byte> cells, int count)
{
    auto* const first = reinterpret_cast<Sample*>(cells.data());
    for (auto* row = first; row != first + cells.size() / sizeof(Sample); row += count) {
        if constexpr (direction == Direction::to_differences)
            difference<samples>(row, count);
        else
            accumulate<samples>(row, count);
    }
}

template <Direction direction>
void predict(BlockFormat const& format, std::span<std::byte> cells)
{
    int const count = format.side * format.samples;
    if (format.sample_bytes == 2 && format.samples == 1) predict_rows<direction, 1, std::uint16_t>(cells, count);
    if (format.sample_bytes == 2 && format.samples == 2) predict_rows<direction, 2, std::uint16_t>(cells, count);
    if (format.sample_bytes == 4) predict_rows<direction, 1, std::uint32_t>(cells, count);
}

}  // namespace

void compress_block(BlockFormat const& format, std::span<std::byte> cells, std::vector<std::byte>& out)
{
    predict<Direction::to_differences>(format, cells);
    bool const deflate = format.codec == Codec::deflate;
    std::size_t const before = out.size();
    std::size_t const room =
        deflate ? libdeflate_zlib_compress_bound(deflater(), cells.size()) : ZSTD_compressBound(cells.size());
    out.resize(before + room);
    std::size_t const size =
        deflate ? libdeflate_zlib_compress(deflater(), cells.data(), cells.size(), out.data() + before, room)
                : ZSTD_compressCCtx(zstd_out(), out.data() + before, room, cells.data(), cells.size(), zstd_level);
    if (size == 0 || (!deflate && ZSTD_isError(size) != 0))
        throw std::bad_alloc{};  // there is room: nothing else fails
    out.resize(before + size);
}

bool decompress_block(BlockFormat const& format, std::span<std::byte const> compressed, std::span<std::byte> cells)
{
    bool const whole = format.codec == Codec::deflate
                           ? libdeflate_zlib_decompress(inflater(), compressed.data(), compressed.size(), cells.data(),
                                                        cells.size(), nullptr) == LIBDEFLATE_SUCCESS
                           : ZSTD_decompressDCtx(zstd_in(), cells.data(), cells.size(), compressed.data(),
                                                 compressed.size()) == cells.size();
    if (!whole) return false;
    predict<Direction::from_differences>(format, cells);
    return true;
}

}  // namespace laad
