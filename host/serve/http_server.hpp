// SPDX-License-Identifier: Apache-2.0
// A small HTTP/1.1 server for one planner: everything about it is bounded. One thread moves all bytes, so that a slow
// client holds up nobody; a few others make the answers.
#pragma once

#include "host/serve/http_message.hpp"

#include <functional>
#include <memory>
#include <string>

namespace laad {

struct ServerLimits {
    std::size_t connections{256};  ///< more are refused with 503
    std::size_t waiting{64};       ///< requests that wait for a thread; more are refused with 503
    int threads{4};
    int read_s{10};    ///< for a whole request to come
    int write_s{120};  ///< for a whole answer to go
};

class HttpServer {
  public:
    /// Called from several threads. What it throws is answered with 500.
    using Handler = std::function<HttpResponse(HttpRequest const&)>;

    /// Listens from now on. `port` 0: any that is free.
    /// Errors  InputError: the host is not known, or the port is taken
    HttpServer(std::string const& host, int port, Handler handler, ServerLimits const& limits = {});
    ~HttpServer();
    HttpServer(HttpServer const&) = delete;
    HttpServer& operator=(HttpServer const&) = delete;

    int port() const;
    /// Answers until `stop`, or until the program is asked to end: then Interrupted is thrown.
    void run();
    /// From any thread.
    void stop();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace laad
