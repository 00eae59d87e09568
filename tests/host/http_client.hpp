// SPDX-License-Identifier: Apache-2.0
// Sends bytes to a server on this machine and reads what comes back, for tests of what a server refuses.
#pragma once

#include "host/serve/http_server.hpp"
#include "host/serve/socket.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <string>
#include <string_view>
#include <thread>

namespace laad {

/// A server that runs while a test does.
class RunningServer {
  public:
    explicit RunningServer(HttpServer::Handler handler, ServerLimits const& limits = {})
        : server_{"127.0.0.1", 0, std::move(handler), limits}, thread_{[this] { server_.run(); }}
    {
    }
    ~RunningServer()
    {
        server_.stop();
        thread_.join();
    }

    int port() const { return server_.port(); }

  private:
    HttpServer server_;
    std::thread thread_;
};

class Client {
  public:
    explicit Client(int port) : socket_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)}
    {
        timeval const patience{20, 0};
        setsockopt(socket_.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        setsockopt(socket_.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connect(socket_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address);
    }

    /// False when the server no longer listens.
    bool send(std::string_view bytes)
    {
        while (!bytes.empty()) {
            auto const sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    /// All that comes until the server closes.
    std::string receive()
    {
        std::string all;
        char piece[4096];
        while (true) {
            auto const bytes = recv(socket_.get(), piece, sizeof piece, 0);
            if (bytes <= 0) return all;
            all.append(piece, static_cast<std::size_t>(bytes));
        }
    }

  private:
    Descriptor socket_;
};

inline std::string answer_to(int port, std::string_view request)
{
    Client client{port};
    client.send(request);
    return client.receive();
}

/// 0: no answer.
inline int status_of(std::string const& answer)
{
    return answer.starts_with("HTTP/1.1 ") ? std::stoi(answer.substr(9, 3)) : 0;
}

inline std::string body_of(std::string const& answer)
{
    auto const end = answer.find("\r\n\r\n");
    return end == std::string::npos ? "" : answer.substr(end + 4);
}

}  // namespace laad
