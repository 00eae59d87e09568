// SPDX-License-Identifier: Apache-2.0
#include "host/serve/connection.hpp"

#include <fcntl.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace laad {
namespace {

constexpr std::size_t piece_bytes = 64 << 10;
constexpr std::chrono::seconds drain_time{2};

bool may_go_on()
{
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

}  // namespace

void Connection::read(Clock::time_point write_until)
{
    std::array<char, piece_bytes> piece;
    auto const bytes = recv(socket_.get(), piece.data(), piece.size(), 0);
    if (bytes < 0 && may_go_on()) return;
    if (bytes <= 0) {
        state_ = State::done;
        return;
    }
    switch (reader_.add({piece.data(), static_cast<std::size_t>(bytes)})) {
        case RequestReader::State::incomplete:
            break;
        case RequestReader::State::complete:
            state_ = State::working;
            break;
        case RequestReader::State::refused:
            answer(reader_.why_refused(), write_until);
    }
}

HttpRequest Connection::take()
{
    HttpRequest request = reader_.take();
    is_head_ = request.method == Method::head;
    return request;
}

void Connection::answer(HttpResponse response, Clock::time_point until)
{
    state_ = State::writing;
    deadline_ = until;
    if (response.part) {
        file_ = Descriptor{open(response.part->file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
        if (!file_) response = refusal(404, "the file is gone");
    }
    out_ = head_of(response);
    if (is_head_) return;
    if (!response.part) {
        out_ += response.body;
        return;
    }
    file_at_ = response.part->first;
    file_left_ = response.part->bytes;
}

bool Connection::fill_from_file()
{
    out_.resize(static_cast<std::size_t>(std::min<std::int64_t>(file_left_, piece_bytes)));
    sent_ = 0;
    auto const bytes = pread(file_.get(), out_.data(), out_.size(), file_at_);
    if (bytes <= 0) return false;  // cut off meanwhile: the client sees that bytes are missing
    out_.resize(static_cast<std::size_t>(bytes));
    file_at_ += bytes;
    file_left_ -= bytes;
    return true;
}

void Connection::write()
{
    while (sent_ < out_.size() || file_left_ > 0) {
        if (sent_ == out_.size() && !fill_from_file()) break;
        auto const bytes = send(socket_.get(), out_.data() + sent_, out_.size() - sent_, MSG_NOSIGNAL);
        if (bytes < 0 && may_go_on()) return;
        if (bytes <= 0) break;
        sent_ += static_cast<std::size_t>(bytes);
    }
    shutdown(socket_.get(), SHUT_WR);
    state_ = State::closing;
    deadline_ = Clock::now() + drain_time;
}

void Connection::drain()
{
    std::array<char, piece_bytes> piece;
    auto const bytes = recv(socket_.get(), piece.data(), piece.size(), 0);
    if (bytes == 0 || (bytes < 0 && !may_go_on())) state_ = State::done;
}

}  // namespace laad
