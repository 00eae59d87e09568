// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/serve/http_message.hpp"
#include "host/serve/socket.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace laad {

/// One request and its answer; the socket never blocks.
class Connection {
  public:
    using Clock = std::chrono::steady_clock;
    enum class State : std::uint8_t { reading, working, writing, closing, done };

    Connection(Descriptor socket, std::uint64_t number, Clock::time_point deadline)
        : number_{number}, socket_{std::move(socket)}, deadline_{deadline}
    {
    }

    std::uint64_t number() const { return number_; }
    int descriptor() const { return socket_.get(); }
    State state() const { return state_; }
    bool is_late(Clock::time_point now) const { return state_ != State::working && now > deadline_; }

    /// Reads what has come; `working` when a request is whole.
    void read(Clock::time_point write_until);
    HttpRequest take();
    void answer(HttpResponse response, Clock::time_point until);
    /// Sends what fits.
    void write();
    /// Reads what the client still sends after its answer, which it would else not get.
    void drain();

  private:
    bool fill_from_file();

    std::uint64_t number_;
    Descriptor socket_;
    Clock::time_point deadline_;
    State state_{State::reading};
    RequestReader reader_;
    bool is_head_{};
    std::string out_;
    std::size_t sent_{};
    Descriptor file_;
    std::int64_t file_at_{};
    std::int64_t file_left_{};
};

}  // namespace laad
