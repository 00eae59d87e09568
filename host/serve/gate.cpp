// SPDX-License-Identifier: Apache-2.0
#include "host/serve/gate.hpp"

#include "host/language/to_say.hpp"
#include "rasters/error.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <sys/random.h>

#include <algorithm>
#include <array>

namespace laad {
namespace {

std::string random_token()
{
    std::array<unsigned char, 24> bytes{};
    expect(getrandom(bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()),
           "the system gives random bytes");
    std::string token;
    for (unsigned char const byte : bytes)
        token += fmt::format("{:02x}", byte);
    return token;
}

bool is_number_address(std::string const& host)
{
    std::array<unsigned char, sizeof(in6_addr)> ignored{};
    return inet_pton(AF_INET, host.c_str(), ignored.data()) == 1 ||
           inet_pton(AF_INET6, host.c_str(), ignored.data()) == 1;
}

bool is_any_address(std::string const& host)
{
    return host == "0.0.0.0" || host == "::";
}

}  // namespace

Gate::Gate(std::string host, int port) : host_{std::move(host)}, port_{std::to_string(port)}, token_{random_token()} {}

bool Gate::is_loopback(std::string const& host)
{
    return host == "localhost" || host == "::1" || host.starts_with("127.");
}

std::optional<HttpResponse> Gate::refused(HttpRequest const& request) const
{
    if (!names_this_server(request.header("host")))
        return refusal(403, "this server is asked for by another name; open the address that it printed");
    std::string const origin = request.header("origin");
    if (!origin.empty() && (!origin.starts_with("http://") || !names_this_server(origin.substr(7))))
        return refusal(403, "a page of another site may not ask");
    bool const is_api = request.path.starts_with("/api/");
    std::string const site = request.header("sec-fetch-site");
    if (is_api && !site.empty() && site != "same-origin" && site != "none")
        return refusal(403, "a page of another site may not ask");
    if (request.method == Method::post && !has_token(request))
        return refusal(403, to_say("the token of the session is missing or wrong; open the page again"));
    return {};
}

/// By the name that the server was given, or a name of this machine; where it listens at every address, by any address
/// that is a number: no name of another site can lead here then.
bool Gate::names_this_server(std::string const& authority) const
{
    auto const colon = authority.rfind(':');
    bool const has_port = colon != std::string::npos && !authority.ends_with(']');
    std::string const port = has_port ? authority.substr(colon + 1) : "80";
    std::string host = has_port ? authority.substr(0, colon) : authority;
    if (port != port_) return false;
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    if (host == host_) return true;
    if (is_loopback(host_)) return host == "localhost" || (is_number_address(host) && is_loopback(host));
    return is_any_address(host_) && (host == "localhost" || is_number_address(host));
}

/// In a time that does not tell how much of it is right.
bool Gate::has_token(HttpRequest const& request) const
{
    std::string const given = request.header("x-laadraster-token");
    if (given.size() != token_.size()) return false;
    unsigned differs = 0;
    for (std::size_t i = 0; i < given.size(); ++i)
        differs |= static_cast<unsigned char>(given[i] ^ token_[i]);
    return differs == 0;
}

}  // namespace laad
