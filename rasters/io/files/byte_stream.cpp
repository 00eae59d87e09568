// SPDX-License-Identifier: Apache-2.0
#include "rasters/io/files/byte_stream.hpp"

#include "rasters/error.hpp"
#include "rasters/interrupt.hpp"
#include "rasters/io/files/gdal_init.hpp"
#include "rasters/io/vectors/network.hpp"

#include <cpl_vsi.h>
#include <zlib.h>

#include <algorithm>
#include <new>
#include <string>
#include <vector>

namespace laad {
namespace {

constexpr std::size_t stream_piece_bytes = 1 << 20;

void close_stream(VSILFILE* file)
{
    VSIFCloseL(file);
}

}  // namespace

struct ByteStream::Impl {
    explicit Impl(std::filesystem::path const& file) : name{file.string()}, packed(stream_piece_bytes)
    {
        GdalMessages const messages;
        std::string const path = (is_on_network(file) ? fetched(file) : file).string();
        VSIStatBufL about{};
        if (VSIStatL(path.c_str(), &about) != 0) throw InputError{name + ": does not exist; check the path"};
        if (VSI_ISDIR(about.st_mode)) throw InputError{name + ": is a folder; name the file in it"};
        in.reset(VSIFOpenL(path.c_str(), "rb"));
        if (!in) throw InputError{name + ": cannot be read (" + messages.text() + "); check its permissions"};
        refill();
        is_gzip = end - begin >= 2 && packed[0] == 0x1f && packed[1] == 0x8b;
        if (is_gzip && inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK) throw std::bad_alloc{};
    }
    ~Impl()
    {
        if (is_gzip) inflateEnd(&stream);
    }
    Impl(Impl const&) = delete;
    Impl& operator=(Impl const&) = delete;

    void refill()
    {
        stop_if_interrupted();
        GdalMessages const messages;
        begin = 0;
        end = VSIFReadL(packed.data(), 1, packed.size(), in.get());
        if ((end < packed.size() && !VSIFEofL(in.get())) || messages.failed())
            throw InputError{name + ": cannot be read to its end (" + messages.text() + "); check the disk"};
    }

    std::size_t plain(std::span<char> to)
    {
        std::size_t done = 0;
        while (done < to.size()) {
            if (begin == end) refill();
            if (begin == end) break;
            std::size_t const count = std::min(end - begin, to.size() - done);
            std::copy_n(packed.begin() + static_cast<std::ptrdiff_t>(begin), count,
                        to.begin() + static_cast<std::ptrdiff_t>(done));
            begin += count;
            done += count;
        }
        return done;
    }

    std::size_t unpacked(std::span<char> to)
    {
        std::size_t done = 0;
        while (done < to.size() && !is_over) {
            if (begin == end) refill();
            if (begin == end && !is_between)
                throw InputError{name + ": ends in the middle (.gz); is the download complete?"};
            // What follows the last packed part and is none itself, as on tapes, says nothing.
            if (is_between && (begin == end || packed[begin] != 0x1f)) {
                is_over = true;
                break;
            }
            is_between = false;
            stream.next_in = packed.data() + begin;
            stream.avail_in = static_cast<uInt>(end - begin);
            stream.next_out = reinterpret_cast<Bytef*>(to.data() + done);
            stream.avail_out = static_cast<uInt>(std::min<std::size_t>(to.size() - done, stream_piece_bytes));
            auto const room = stream.avail_out;
            int const state = inflate(&stream, Z_NO_FLUSH);
            begin = end - stream.avail_in;
            done += room - stream.avail_out;
            if (state == Z_STREAM_END) {
                is_between = true;
                inflateReset(&stream);
            } else if (state != Z_OK && state != Z_BUF_ERROR) {
                throw InputError{name + ": is damaged (.gz: " + (stream.msg ? stream.msg : "no reason given") +
                                 "); download it again"};
            }
        }
        return done;
    }

    std::string name;
    std::unique_ptr<VSILFILE, decltype(&close_stream)> in{nullptr, &close_stream};
    std::vector<unsigned char> packed;
    std::size_t begin{}, end{};  ///< of the bytes in `packed` that were not handed out
    bool is_gzip{};
    bool is_between{};  ///< two packed parts
    bool is_over{};
    z_stream stream{};
};

ByteStream::ByteStream(std::filesystem::path const& file) : impl_{std::make_unique<Impl>(file)} {}
ByteStream::~ByteStream() = default;
ByteStream::ByteStream(ByteStream&&) noexcept = default;
ByteStream& ByteStream::operator=(ByteStream&&) noexcept = default;

std::size_t ByteStream::read(std::span<char> to)
{
    return impl_->is_gzip ? impl_->unpacked(to) : impl_->plain(to);
}

}  // namespace laad
