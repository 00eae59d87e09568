// SPDX-License-Identifier: Apache-2.0
#include "host/serve/socket.hpp"

#include "rasters/error.hpp"

#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <memory>

namespace laad {
namespace {

constexpr int backlog = 256;

using Addresses = std::unique_ptr<addrinfo, void (*)(addrinfo*)>;

Addresses addresses_of(std::string const& host, int port)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
    addrinfo* found = nullptr;
    if (int const error = getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found); error != 0)
        throw InputError{
            fmt::format("--host {}: is no address of this machine ({}); use 127.0.0.1", host, gai_strerror(error))};
    return {found, freeaddrinfo};
}

}  // namespace

Descriptor listening_socket(std::string const& host, int port)
{
    auto const addresses = addresses_of(host, port);
    int error = 0;
    for (addrinfo const* address = addresses.get(); address != nullptr; address = address->ai_next) {
        Descriptor socket{
            ::socket(address->ai_family, address->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, address->ai_protocol)};
        int const on = 1;
        if (socket) setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        if (socket && bind(socket.get(), address->ai_addr, address->ai_addrlen) == 0 &&
            listen(socket.get(), backlog) == 0)
            return socket;
        error = errno;
    }
    if (error == EADDRINUSE)
        throw InputError{
            fmt::format("port {} of {} is taken by another program; choose another one with --port", port, host)};
    throw InputError{fmt::format("cannot listen at {} port {} ({}); choose others with --host and --port", host, port,
                                 std::strerror(error))};
}

int port_of(Descriptor const& socket)
{
    sockaddr_storage address{};
    socklen_t bytes = sizeof address;
    getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &bytes);
    if (address.ss_family == AF_INET6) return ntohs(reinterpret_cast<sockaddr_in6 const&>(address).sin6_port);
    return ntohs(reinterpret_cast<sockaddr_in const&>(address).sin_port);
}

}  // namespace laad
